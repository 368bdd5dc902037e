"""Their words first: texts by field, the body chart, where and since when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planner.clinical.answers import Side
from planner.records.findings import BodyMarks, Words
from planner.records.findings import Complaint as ComplaintRow
from planner.workflow.alerts import keep_alerts
from planner.workflow.clock import Clock
from planner.workflow.errors import RefusedError
from planner.workflow.knowledge import Knowledge
from planner.workflow.rest_days import REST_DAYS, check_rest_days
from planner.workflow.saving import Saving, saves
from planner.workflow.texts import checked, checked_day, checked_line

FIELDS = (
    "wrong",
    "fears",
    "wants-back",
    "onset",
    "pain-behaviour",
    "past-care",
    "scans",
    "medicines",
    "health",
    "sleep-mood-work",
    "days",
    "rest-days",
    "notes",
    "next-visit-note",
    "sign-to-test-again",
)
"""The texts of a visit, by field."""
MOST_MARKS = 60
MARK_KINDS = ("pain", "worst", "also", "ache", "numb", "tingling", "spreads")
LONGEST_COURSE = 5200
"""Weeks since onset: a hundred years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyMark:
    """One mark on the chart; ``x`` and ``y`` in per cent of the view, from its upper left."""

    view: str
    x: float
    y: float
    kind: str = "pain"
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """The painful side and since when: a day, or weeks at this visit."""

    side: Side | None = None
    onset_on: date | None = None
    duration_weeks: float | None = None


@saves("record-words")
def record_words(save: Saving, words: Mapping[str, str], *, clock: Clock) -> None:
    """Keep texts as typed. Raises RefusedError for one that is too long, with its count."""
    here = save.so_far.by(Words, lambda row: row.field, here=True)
    for field, text in words.items():
        if field not in FIELDS:
            raise RefusedError("This text has no place in the record.", field)
        typed = checked(text, field)
        if field == REST_DAYS:
            check_rest_days(typed)
        stored = here.get(field)
        if stored is None and not typed:
            continue
        row = Words(field=field, text=typed)
        save.put(row, field, typed, stored, stored.text if stored else "")


@saves("mark-body")
def mark_body(save: Saving, marks: Sequence[BodyMark], *, clock: Clock) -> None:
    """Keep the whole chart as it is drawn now."""
    if len(marks) > MOST_MARKS:
        raise RefusedError(f"At most {MOST_MARKS} marks can be read.", "marks")
    drawn: list[dict[str, str | float]] = []
    for mark in marks:
        if mark.view not in ("front", "back") or mark.kind not in MARK_KINDS:
            raise RefusedError("This mark is of no known kind.", "marks")
        if not (0 <= mark.x <= 100 and 0 <= mark.y <= 100):
            raise RefusedError("A mark lies outside the body chart.", "marks")
        note = checked_line(mark.note, "marks")
        drawn.append(
            {
                "view": mark.view,
                "x": round(mark.x, 1),
                "y": round(mark.y, 1),
                "kind": mark.kind,
                "note": note,
            }
        )
    stored = save.so_far.latest_here(BodyMarks)
    was = _drawn(stored.marks) if stored else _drawn([])
    if stored is None and not drawn:
        return
    save.put(BodyMarks(marks=drawn), "marks", _drawn(drawn), stored, was)


@saves("record-complaint", then=keep_alerts)
def record_complaint(
    save: Saving, complaint: Complaint, *, knowledge: Knowledge, clock: Clock
) -> None:
    """The painful side and the onset. Either a day or a number of weeks, not both."""
    if complaint.onset_on is not None:
        if complaint.duration_weeks is not None:
            raise RefusedError("Give the day it began or the number of weeks, not both.", "onset")
        checked_day(complaint.onset_on, clock.today(), "onset_on", earliest=save.person.born)
        if complaint.onset_on > save.encounter.visit_date:
            raise RefusedError("It cannot have begun after this visit.", "onset_on")
    weeks = complaint.duration_weeks
    if weeks is not None and not 0 <= weeks <= LONGEST_COURSE:
        raise RefusedError(f"Enter weeks from 0 to {LONGEST_COURSE}.", "duration_weeks")
    row = ComplaintRow(
        side=complaint.side.value if complaint.side else None,
        onset_on=complaint.onset_on,
        duration_weeks=weeks,
    )
    stored = save.so_far.latest_here(ComplaintRow)
    if stored is None and complaint == Complaint():
        return
    save.put(row, "complaint", _complained(row), stored, _complained(stored))


def _number(number: float | None) -> str:
    return "" if number is None else f"{number:g}"


def _drawn(marks: Sequence[Mapping[str, str | float]]) -> str:
    return "; ".join(
        f"{m['kind']} at {m['view']} {m['x']}, {m['y']} {m['note']}".strip() for m in marks
    )


def _complained(row: ComplaintRow | None) -> str:
    if row is None:
        return ""
    weeks = _number(row.duration_weeks)
    since = row.onset_on.isoformat() if row.onset_on else f"{weeks} weeks" if weeks else ""
    return f"{row.side or 'side not known'}, {since or 'onset not known'}"
