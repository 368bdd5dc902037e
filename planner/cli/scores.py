"""``scores``: add every stored score up again from its answers, and name each that differs."""

import argparse

from planner.app import read_knowledge
from planner.cli.audit import FOUND
from planner.cli.starting import at_record, must_have_packs, one_sentence
from planner.config import read_settings
from planner.workflow.measuring import WrongScore, wrong_scores


def run(_options: argparse.Namespace) -> int:
    """Compare, print, and end with 1 where anything differs. Nothing is changed."""
    with one_sentence():
        settings = read_settings()
        must_have_packs(settings)
        pack = read_knowledge(settings).pack
        found = at_record(settings, lambda db: tuple(wrong_scores(db, pack)))
    for each in found:
        print(_line(each))
    print(f"{len(found)} scores differ from their answers" if found else "every score is right")
    return FOUND if found else 0


def _line(each: WrongScore) -> str:
    now = "no score" if each.should_be is None else f"{each.should_be:g}"
    return f"record {each.record_number}: {each.measure} stored as {each.stored:g}, now {now}"
