"""Plans in use at the same time, in words."""

from collections.abc import Iterable, Sized
from dataclasses import dataclass

from planner.assembly.together import Together
from planner.clinical.pack import Library
from planner.documents.values import WeekSheet
from planner.records.plans import IssuedPlan
from planner.web.menu import address_of
from planner.web.words import day_with_name, side_words
from planner.workflow.shared_week import SEVERAL
from planner.workflow.side_by_side import in_words
from planner.workflow.snapshot import inputs_of


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedCard:
    """One plan in use, and where it is."""

    title: str
    facts: str
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairCard:
    """Two plans and what they ask between them; ``is_clash`` where it had to be chosen."""

    title: str
    lines: tuple[str, ...]
    is_clash: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedDay:
    """One day of the week of all plans: what has a day of its own, and the minutes at home."""

    name: str
    run: str
    work: tuple[str, ...]
    minutes: str


def together_address(person_id: str, plans: Sized) -> str | None:
    """Where the plans in use of somebody stand side by side; nowhere for one plan alone."""
    if len(plans) < SEVERAL:
        return None
    return address_of("papers.plans_together", person_id=person_id)


def used_cards(plans: Iterable[IssuedPlan]) -> tuple[UsedCard, ...]:
    """Each plan by its code and side."""
    return tuple(
        UsedCard(
            title=f"Plan {plan.code}, version {plan.number}",
            facts=f"{side_words(inputs_of(plan.snapshot).case.side)} · "
            f"{day_with_name(plan.issued_at.astimezone().date())}",
            address=address_of("papers.plan", person_id=plan.person_id, plan_id=plan.id),
        )
        for plan in plans
    )


def pair_cards(
    pairs: Iterable[tuple[IssuedPlan, IssuedPlan, Together]], library: Library
) -> tuple[PairCard, ...]:
    """What speaks against what, two by two."""
    return tuple(
        PairCard(
            title=f"{one.code} and {other.code}",
            lines=in_words(found, library),
            is_clash=found.is_clash,
        )
        for one, other, found in pairs
    )


def day_cards(week: WeekSheet) -> tuple[SharedDay, ...]:
    """The days of the sheet; what is due on every one of them stands in :func:`every_day`."""
    daily = every_day(week)
    return tuple(
        SharedDay(
            name=f"{day.name} {day.date}",
            run=f"Run, {day.run_hint}" if day.is_run_day else "",
            work=tuple(
                row.name
                for place, row in enumerate(week.rows)
                if place not in day.not_due and row.name not in daily
            ),
            minutes=f"{minutes} min" if minutes else "",
        )
        for day, minutes in zip(week.diary.days, week.minutes, strict=True)
    )


def every_day(week: WeekSheet) -> tuple[str, ...]:
    """What has no day off."""
    off = {place for day in week.diary.days for place in day.not_due}
    return tuple(row.name for place, row in enumerate(week.rows) if place not in off)
