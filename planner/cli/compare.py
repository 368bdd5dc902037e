"""``compare``: what differs between another folder of the protocols and the one in use."""

import sys
from argparse import Namespace

from planner import config
from planner.cli.cases import opened_pack
from planner.cli.clock import today
from planner.cli.outcome import WRONG_INPUT, CommandError
from planner.knowledge.differences import case_differences, statement_differences
from planner.knowledge.packs import load_pack
from planner.knowledge.places import Places
from planner.knowledge.reading import PackError
from planner.knowledge.references import dangling


def run(options: Namespace) -> int:
    """Print every statement and every worked case that differs; the folder given is the earlier."""
    try:
        was = load_pack(options.folder, config.PRESENTATION)
    except PackError as error:
        raise CommandError(WRONG_INPUT, f"the other protocols cannot be used: {error}") from error
    if broken := next(dangling(was, Places(options.folder, config.PRESENTATION)), None):
        raise CommandError(WRONG_INPUT, f"the other protocols cannot be used: {broken}")
    now = opened_pack()
    cases = config.PROTOCOLS / config.PRESENTATION / "cases"
    statements = list(statement_differences(was, now))
    moved = list(case_differences(cases, was, now, today()))
    for line in (*statements, *(f"worked case {line}" for line in moved)):
        print(line)
    print(
        f"{len(statements)} differences of statements, {len(moved)} worked cases turn out "
        "otherwise",
        file=sys.stderr,
    )
    return 0
