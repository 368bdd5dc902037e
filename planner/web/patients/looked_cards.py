"""Entries of the audit trail in words: who, what, when, from where."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planner.web.words import as_words, day_with_name, time_of_day
from planner.workflow.trail import AuditLine

OUTCOMES = {
    "refused": "Refused",
    "not-found": "Asked for and not found",
    "stale": "Not saved: the page was old",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LookCard:
    """One entry: ``what`` was done, on which page; ``outcome`` where it did not simply happen."""

    number: int
    day: str
    time: str
    by: str
    what: str
    outcome: str
    came_from: str
    reference: str
    was_changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedDay:
    """All entries of one day."""

    title: str
    looks: tuple[LookCard, ...]


def looked_days(lines: Iterable[AuditLine], today: date) -> tuple[LookedDay, ...]:
    """Entries under the day they were made on, in the order they come in."""
    days: dict[date, list[LookCard]] = {}
    for line in lines:
        days.setdefault(line.at.astimezone().date(), []).append(_card(line))
    return tuple(
        LookedDay(
            title="Today" if day == today else day_with_name(day),
            looks=tuple(looks),
        )
        for day, looks in days.items()
    )


def _card(line: AuditLine) -> LookCard:
    moment = line.at.astimezone()
    return LookCard(
        number=line.number or 0,
        day=day_with_name(moment.date()),
        time=time_of_day(moment),
        by=line.by or "Nobody signed in",
        what=_what(line),
        outcome=OUTCOMES.get(line.outcome, ""),
        came_from=line.came_from,
        reference=line.request_id,
        was_changed=not line.is_read and line.outcome == "done",
    )


def _what(line: AuditLine) -> str:
    if line.action == "read":
        page = as_words(line.object_kind.rpartition(".")[2])
        return f"Was on the page “{page}”" if line.was_listed else f"Looked at “{page}”"
    return as_words(line.action)
