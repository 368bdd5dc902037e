"""``replay``: work the stored results of the record out again, and say which come out otherwise.

Nothing of them is changed, and nobody is named: a plan is told by its code, signed causes by the
number of the record and the day of the visit.
"""

import argparse
from collections.abc import Iterator

from sqlalchemy.orm import Session

from planner import config
from planner.cli.starting import at_record, give_way, one_sentence
from planner.clinical.pack import Pack
from planner.config import read_settings
from planner.workflow.clock import SystemClock
from planner.workflow.knowledge import Knowledge, load_knowledge
from planner.workflow.own_items import with_own
from planner.workflow.replay import said
from planner.workflow.replaying import Replayed, ReplayReport, note_replay, replay_record

FOUND = 1
"""Exit status where something comes out otherwise."""


def run(options: argparse.Namespace) -> int:
    """Replay, print, and end with 1 where anything comes out otherwise."""
    give_way(options)
    with one_sentence():
        settings = read_settings()
        knowledge = load_knowledge(settings.protocols, config.PRESENTATION)
        report = at_record(settings, lambda db: _replay(db, knowledge, options.in_use))
    for line in lines_of(report, knowledge.pack):
        print(line)
    return FOUND if report.otherwise else 0


def _replay(db: Session, packs: Knowledge, only_in_use: bool) -> ReplayReport:
    clock, knowledge = SystemClock(), with_own(db, packs)
    report = replay_record(db, knowledge=knowledge, clock=clock, only_in_use=only_in_use)
    db.rollback()
    note_replay(db, report, knowledge=knowledge, clock=clock)
    return report


def lines_of(report: ReplayReport, pack: Pack) -> Iterator[str]:
    """Each result that comes out otherwise with its differences, then the counts."""
    for each in report.otherwise:
        yield f"{_which(each)}:"
        yield from (f"    {said(one, pack)}" for one in each.differences)
    yield (
        f"{report.plans} issued plans and {report.sign_offs} sign-offs replayed with the "
        f"protocols as they are now"
    )
    yield (
        f"{len(report.otherwise)} come out otherwise, {len(report.in_use)} of them in use"
        if report.otherwise
        else "every one comes out as it was stored"
    )


def _which(each: Replayed) -> str:
    use = "in use" if each.is_in_use else "no longer in use"
    if each.plan is None:
        return f"Causes signed in record {each.person.record_number}, visit of {each.on}, {use}"
    made = "these" if each.is_same_content else "other"
    return f"Plan {each.plan.code}, version {each.plan.number}, {use}, made with {made} protocols"
