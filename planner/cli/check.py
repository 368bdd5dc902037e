"""``check``: every pack, schema to worked cases; each fault with file, line and entry."""

import sys
from argparse import Namespace

from planner import config
from planner.cli.clock import today
from planner.knowledge.checking import check_pack


def run(_options: Namespace) -> int:
    """Print what was checked, or every fault on standard error."""
    checked = check_pack(config.PROTOCOLS, config.PRESENTATION, today())
    for problem in checked.problems:
        print(problem, file=sys.stderr)
    if checked.problems:
        print(f"{len(checked.problems)} faults found", file=sys.stderr)
        return 2
    print(", ".join(f"{count} {name}" for name, count in checked.counts.items()) + ": all in order")
    return 0
