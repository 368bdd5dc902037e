"""Review dates in words: how many are late, and every statement once (HZ-063-C3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planner.clinical.local import LocalChange
from planner.clinical.local_rules import changed_rules
from planner.clinical.naming import first_few
from planner.clinical.pack import Pack
from planner.clinical.reviews import LATE, Due
from planner.web.library.kinds import KINDS, Ref, entry_address
from planner.web.library.values import Mark
from planner.web.words import late_words, plural, short_day
from planner.workflow.content_reviews import ContentReview, content_reviews, reviews_by_state

KIND_OF = {
    "Condition": "causes",
    "RedFlagRule": "rules",
    "Finding": "findings",
    "Intervention": "treatments",
    "Factor": "factors",
    "TreatmentPicture": "stages",
}
"""Where in the library each class of statement stands; others have no page of their own."""
OTHERS = "What stands on no page of its own: odd facts, surgeon's limits, head and words"

NAMED = 3
"""Red-flag rules that every page names of those a clinic changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """One statement: when it is due, who wrote it, which clinician signed it."""

    name: Ref
    due: str
    is_late: bool
    authored_by: str
    checked_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewGroup:
    """The statements of one kind. ``note`` counts them, and those that are late."""

    anchor: str
    title: str
    note: str
    rows: tuple[ReviewRow, ...]


def review_counts(pack: Pack, today: date) -> str:
    """As "0 overdue, 0 due within 60 days, 477 in date; 0 checked by a clinician"."""
    counted = reviews_by_state(pack, today)
    late = sum(counted[due] for due in LATE)
    notice = plural(pack.presentation.head.reviewing.notice_days, "day")
    signed = sum(
        one.statement.review.checked_by is not None for one in content_reviews(pack, today)
    )
    return (
        f"{late} overdue, {counted[Due.SOON]} due within {notice}, {counted[Due.IN_DATE]} in date; "
        f"{signed} checked by a clinician"
    )


def review_groups(pack: Pack, today: date) -> tuple[ReviewGroup, ...]:
    """Every statement once, kind by kind, the latest first in each."""
    grouped: dict[str, list[ContentReview]] = {}
    for one in content_reviews(pack, today):
        grouped.setdefault(KIND_OF.get(one.statement.kind, ""), []).append(one)
    return tuple(
        ReviewGroup(
            anchor=f"reviews-{kind or 'others'}",
            title=KINDS[kind].many if kind else OTHERS,
            note=_note(grouped[kind]),
            rows=tuple(_row(kind, one) for one in grouped[kind]),
        )
        for kind in (*KINDS, "")
        if kind in grouped
    )


def alert_marks(pack: Pack, kind: str, name: str, today: date) -> tuple[Mark, ...]:
    """What to know before relying on an entry: its review is late, the clinic changed it."""
    found = (late_mark(pack, kind, name, today), local_mark(pack, name))
    return tuple(mark for mark in found if mark is not None)


def late_mark(pack: Pack, kind: str, name: str, today: date) -> Mark | None:
    """The mark of an entry whose review is late."""
    for one in content_reviews(pack, today):
        statement = one.statement
        if statement.id == name and KIND_OF.get(statement.kind) == kind and one.due in LATE:
            words = late_words(one.due, statement.review.due)
            return Mark(is_verified=False, words=f"{words[:1].upper()}{words[1:]}")
    return None


def local_words(pack: Pack) -> str:
    """What the clinic itself changed, who answers for it and until when; empty where nothing."""
    local = pack.local
    if local is None:
        return ""
    return f"{plural(len(local.files), 'file')} of the protocols {_of_the_clinic(local)}"


def changed_rules_words(pack: Pack) -> str:
    """Which red-flag rules the clinic changed, for every page; empty where none is."""
    if pack.local is None or not (rules := changed_rules(pack)):
        return ""
    named = first_few([rule.name for rule in rules], NAMED)
    return f"{plural(len(rules), 'red-flag rule')} {_of_the_clinic(pack.local)} ({named})"


def local_mark(pack: Pack, name: str) -> Mark | None:
    """The mark of an entry that stands in a file the clinic changed."""
    if pack.local is None or name not in pack.local.entries:
        return None
    return Mark(is_verified=False, words=f"Its file was {_of_the_clinic(pack.local)}")


def _of_the_clinic(local: LocalChange) -> str:
    until = short_day(local.until)
    return f"changed in this clinic by {local.by}, until {until}: {local.because}"


def _note(found: Iterable[ContentReview]) -> str:
    every = tuple(found)
    late = sum(one.due in LATE for one in every)
    return f"{len(every)}, {late} overdue" if late else str(len(every))


def _row(kind: str, one: ContentReview) -> ReviewRow:
    statement, review = one.statement, one.statement.review
    return ReviewRow(
        name=Ref(
            words=statement.name,
            address=entry_address(kind, statement.id) if kind else None,
        ),
        due=f"{short_day(review.due)}, {one.due.value}",
        is_late=one.due in LATE,
        authored_by=review.authored_by,
        checked_by=review.checked_by or "no clinician",
    )
