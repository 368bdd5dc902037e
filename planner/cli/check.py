"""``check``: every pack, schema to worked cases; each fault with file, line and entry.

With ``--seal`` the files are sealed as they are, once nothing is wrong with them.
"""

import sys
from argparse import Namespace

from planner import config
from planner.cli.clock import today
from planner.cli.outcome import WRONG_INPUT, CommandError
from planner.knowledge.checking import check_pack
from planner.knowledge.manifest import refuse_broken_seal, seal
from planner.knowledge.reading import PackError


def run(options: Namespace) -> int:
    """Print what was checked, or every fault on standard error."""
    checked = check_pack(config.PROTOCOLS, config.PRESENTATION, today())
    for problem in checked.problems:
        print(problem, file=sys.stderr)
    if checked.problems:
        print(f"{len(checked.problems)} faults found", file=sys.stderr)
        return 2
    print(", ".join(f"{count} {name}" for name, count in checked.counts.items()) + ": all in order")
    if options.seal:
        print(f"sealed in {seal(config.PROTOCOLS, config.PRESENTATION)}")
    else:
        try:
            refuse_broken_seal(config.PROTOCOLS, config.PRESENTATION)
        except PackError as error:
            raise CommandError(WRONG_INPUT, str(error)) from error
    return 0
