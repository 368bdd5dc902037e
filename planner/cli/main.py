"""Arguments and exit status: 0 done, 2 something is wrong with the input, 3 refused for safety."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from planner.cli import assess, blank, check, compare, plan
from planner.cli.outcome import CommandError

DONE, WRONG_INPUT, REFUSED = 0, 2, 3

DOCUMENTS = ("patient", "clinician", "referral", "work-note")
EDITIONS = ("standard", "large", "plain")
EXTENTS = ("course", "stage", "week")
PAPERS = ("a4", "letter")


class _OneSentence(argparse.ArgumentParser):
    """A parser whose errors are one sentence."""

    def error(self, message: str) -> NoReturn:
        raise CommandError(WRONG_INPUT, f"{message}; see {self.prog} --help")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; every error is one sentence."""
    try:
        options = _parser().parse_args(arguments)
        status: int = options.run(options)
        sys.stdout.flush()
    except CommandError as stop:
        print(stop.sentence, file=sys.stderr)
        return stop.status
    except BrokenPipeError:
        # whoever read the output has stopped reading; nothing more to say to them
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    return status


def _pdf(options: argparse.Namespace) -> int:
    from planner.cli import pdf  # the paper is loaded only when asked for

    return pdf.run(options)


def _serve(options: argparse.Namespace) -> int:
    from planner.cli import serve  # nor are the record and the pages

    return serve.run(options)


def _demo(options: argparse.Namespace) -> int:
    from planner.cli import demo

    return demo.run(options)


def _audit(options: argparse.Namespace) -> int:
    from planner.cli import audit

    return audit.run(options)


def _replay(options: argparse.Namespace) -> int:
    from planner.cli import replay

    return replay.run(options)


def _scores(options: argparse.Namespace) -> int:
    from planner.cli import scores

    return scores.run(options)


def _backup(options: argparse.Namespace) -> int:
    from planner.cli import backup

    return backup.backup(options)


def _restore(options: argparse.Namespace) -> int:
    from planner.cli import backup

    return backup.restore(options)


def _erase(options: argparse.Namespace) -> int:
    from planner.cli import erase

    return erase.run(options)


def _new_key(options: argparse.Namespace) -> int:
    from planner.cli import new_key

    return new_key.run(options)


def _import(options: argparse.Namespace) -> int:
    from planner.cli import bring_in

    return bring_in.run(options)


def _let_in(options: argparse.Namespace) -> int:
    from planner.cli import let_in

    return let_in.run(options)


def _parser() -> argparse.ArgumentParser:
    parser = _OneSentence(
        prog="python -m planner",
        description="Rule other causes out, assemble a staged protocol, print it.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    one = commands.add_parser("assess", help="rules, differential and what to do next")
    one.add_argument("case", type=Path, metavar="CASE.yaml")
    one.add_argument("--json", action="store_true")
    one.set_defaults(run=assess.run)

    one = commands.add_parser("plan", help="the staged protocol")
    one.add_argument("case", type=Path, metavar="CASE.yaml")
    one.add_argument("--json", action="store_true")
    one.set_defaults(run=plan.run)

    one = commands.add_parser("pdf", help="a document on paper")
    one.add_argument("case", type=Path, metavar="CASE.yaml")
    one.add_argument("--document", choices=DOCUMENTS, default="patient")
    one.add_argument("--edition", choices=EDITIONS, default="standard")
    one.add_argument(
        "--extent", choices=EXTENTS, default="course", help="how much of the patient's plan"
    )
    one.add_argument("--paper", choices=PAPERS, default="a4")
    one.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.pdf")
    one.set_defaults(run=_pdf)

    one = commands.add_parser("check", help="every pack: schema, references, worked cases")
    one.add_argument("--seal", action="store_true", help="and seal the files as they are")
    one.add_argument("--by", metavar="NAME", help="with --seal: a change of this clinic's own, by")
    one.add_argument("--because", metavar="REASON", help="why the clinic changed it")
    one.add_argument(
        "--until", type=date.fromisoformat, metavar="DATE", help="its last day, as 2027-05-01"
    )
    one.add_argument(
        "--rules-changed",
        metavar="REASON",
        help="with --seal: why red-flag rules differ from the last seal, in a new edition",
    )
    one.set_defaults(run=check.run)

    one = commands.add_parser("compare", help="what differs from an earlier folder of protocols")
    one.add_argument("folder", type=Path, metavar="FOLDER")
    one.set_defaults(run=compare.run)

    one = commands.add_parser("serve", help="the clinic's pages in the browser")
    one.set_defaults(run=_serve)

    one = commands.add_parser("demo", help="the same with fictional people, in a folder of its own")
    one.add_argument(
        "--remove", action="store_true", help="remove all fictional people, and prove none is left"
    )
    one.set_defaults(run=_demo)

    one = commands.add_parser("audit", help="check that nobody changed the record or its trail")
    one.add_argument(
        "--noted",
        action="append",
        default=[],
        metavar="SEAL",
        help="a seal somebody wrote down earlier; may be given more than once",
    )
    one.add_argument("--gives-way", action="store_true", help="behind all other work")
    one.set_defaults(run=_audit)

    one = commands.add_parser(
        "replay", help="which stored results the protocols now make otherwise"
    )
    one.add_argument("--in-use", action="store_true", help="plans and sign-offs in use alone")
    one.add_argument("--gives-way", action="store_true", help="behind all other work")
    one.set_defaults(run=_replay)

    one = commands.add_parser("scores", help="add every stored score up again from its answers")
    one.set_defaults(run=_scores)

    one = commands.add_parser("backup", help="an encrypted copy of the record, read back at once")
    one.add_argument("folder", metavar="FOLDER")
    one.add_argument(
        "--carried-away", action="store_true", help="something carries the copy off this computer"
    )
    one.add_argument("--gives-way", action="store_true", help="behind all other work")
    one.set_defaults(run=_backup)

    one = commands.add_parser("restore", help="put a copy back into an empty folder, and check it")
    one.add_argument("copy", metavar="COPY.db", nargs="?")
    one.add_argument(
        "--by-hand", action="store_true", help="it was put back already, as with PostgreSQL"
    )
    one.set_defaults(run=_restore)

    one = commands.add_parser("import", help="a person's record from the file an export made")
    one.add_argument("file", metavar="FILE.zip")
    one.add_argument("--write", action="store_true", help="put it in; without it, only look")
    one.add_argument(
        "--from-elsewhere", action="store_true", help="another clinic made the file, and is known"
    )
    one.set_defaults(run=_import)

    one = commands.add_parser("erase", help="all that is stored of somebody, by law; see README")
    one.add_argument("record_number", type=int, nargs="?", metavar="RECORD-NUMBER")
    one.add_argument("--write", action="store_true", help="erase it; without it, only look")
    one.add_argument(
        "--listed", action="store_true", help="whoever was erased and stands here again"
    )
    one.set_defaults(run=_erase)

    one = commands.add_parser("new-key", help="encrypt the record with a new key")
    one.set_defaults(run=_new_key)

    one = commands.add_parser("let-in", help="a one-time way back into an account; see README")
    one.add_argument("sign_in_name", metavar="SIGN-IN-NAME")
    one.set_defaults(run=_let_in)

    one = commands.add_parser("blank", help="an empty case file")
    one.add_argument("presentation")
    one.add_argument("--json", action="store_true")
    one.set_defaults(run=blank.run)
    return parser
