"""How late the reviews of the content are today, and what may not be used any more (HZ-063)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from planner.clinical.pack import Pack
from planner.clinical.reviews import LATE, Due
from planner.knowledge.statements import Statement, statements


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentReview:
    """One statement and how its review date stands to today."""

    statement: Statement
    due: Due


def content_reviews(pack: Pack, today: date) -> tuple[ContentReview, ...]:
    """Each statement once: the latest first, then by the date it is due."""
    rule, order = pack.presentation.head.reviewing, list(Due)
    found = (
        ContentReview(statement=each, due=rule.due(each.review, today)) for each in statements(pack)
    )
    return tuple(
        sorted(found, key=lambda one: (-order.index(one.due), one.statement.review.due.isoformat()))
    )


def reviews_by_state(pack: Pack, today: date) -> Mapping[Due, int]:
    """How many statements are in time, due soon, overdue, long overdue."""
    rule = pack.presentation.head.reviewing
    return Counter(rule.due(each.review, today) for each in statements(pack))


def late_reviews(pack: Pack, today: date) -> int:
    """How many statements are overdue, long or not."""
    counted = reviews_by_state(pack, today)
    return sum(counted[due] for due in LATE)


def unsafe_by_age(pack: Pack, today: date) -> tuple[Statement, ...]:
    """Statements that keep somebody safe and are long overdue: no new plan rests on them.

    Asked at every look at a board: the others are not walked through.
    """
    rule = pack.presentation.head.reviewing
    late = (
        each
        for each in statements(pack, keeps_safe_only=True)
        if rule.due(each.review, today) is Due.LONG_OVERDUE
    )
    return tuple(sorted(late, key=lambda each: each.review.due))
