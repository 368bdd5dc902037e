"""What only the record knows of its reasoning: who saw what when, what was signed and explained."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from planner.documents.filling import Paper
from planner.documents.filling.numbers import MONTHS, listed, short_date
from planner.records.decisions import Ruling
from planner.records.episode import EpisodeSoFar
from planner.ruleout.assess import Assessment
from planner.workflow.case_of import names_in
from planner.workflow.deciding import KEEP_OPEN, SET_ASIDE
from planner.workflow.knowledge import Knowledge
from planner.workflow.odd_facts import odd_facts
from planner.workflow.standing import AnswerEntry, Who, standing_answers

SHORT = tuple(month[:3] for month in MONTHS)
"""Months as a narrow column holds them."""

DECIDED = {SET_ASIDE: "set aside", KEEP_OPEN: "kept open"}


def with_details(
    paper: Paper,
    db: Session,
    so_far: EpisodeSoFar,
    assessment: Assessment,
    knowledge: Knowledge,
) -> Paper:
    """The paper with what the clinician's record tells besides the reasoning itself."""
    who = names_in(db)
    return replace(
        paper,
        seen=_seen(so_far, knowledge, who),
        signed=_signed(so_far, assessment, who),
        explained=tuple(
            (f'{fact.says}: "{fact.quote}"', fact.reason.reason, fact.reason.signed_by)
            for fact in odd_facts(so_far, assessment)
            if fact.reason is not None and not fact.is_contradiction
        ),
    )


def _seen(so_far: EpisodeSoFar, knowledge: Knowledge, who: Who) -> dict[str, str]:
    """By finding: the day of each answer that counts, how long ago, and who gave it (HZ-010)."""
    behind: dict[str, list[AnswerEntry]] = {}
    for (name, _), entry in standing_answers(so_far, knowledge, who).items():
        if entry.counts:
            behind.setdefault(name, []).append(entry)
    today = so_far.encounter.visit_date
    return {name: _when(entries, today) for name, entries in behind.items()}


def _when(entries: Iterable[AnswerEntry], today: date) -> str:
    said = sorted({(entry.observed_on, entry.by) for entry in entries})
    return listed([f"{_day(day, today)}, {by}" for day, by in said])


def _day(day: date, today: date) -> str:
    days = (today - day).days
    ago = f" ({days} day{'' if days == 1 else 's'} before)" if days > 0 else ""
    return f"{short_date(day, SHORT)}{ago}"


def _signed(so_far: EpisodeSoFar, assessment: Assessment, who: Who) -> dict[str, str]:
    """By cause: what was signed, by whom and when; and on which verdict, where it is another."""
    verdicts = {ruling.condition.id: ruling.verdict.value for ruling in assessment.differential}
    return {
        row.condition: _ruled(row, verdicts.get(row.condition, ""), who)
        for row in so_far.by(Ruling, lambda each: each.condition).values()
    }


def _ruled(row: Ruling, now: str, who: Who) -> str:
    at: datetime = row.recorded_at
    words = f"{DECIDED.get(row.decision, row.decision)}, {who(row.recorded_by)}, "
    words += short_date(at.astimezone().date(), SHORT)
    if row.reason:
        words += f": {row.reason.rstrip('.')}"
    return words if row.verdict == now else f"{words}. Signed when it was {row.verdict}"
