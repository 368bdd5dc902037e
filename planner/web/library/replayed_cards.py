"""Stored results that come out otherwise today, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from planner.clinical.pack import Pack
from planner.web.menu import address_of
from planner.web.words import born, day_or_time, plural, short_day
from planner.workflow.knowledge import Knowledge
from planner.workflow.replay import said
from planner.workflow.replaying import LastReplay, Replayed, last_replay


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayedCard:
    """One result: whose, which, where to look at it, and each difference."""

    name: str
    address: str | None
    facts: str
    what: str
    what_address: str | None
    differences: tuple[str, ...]


def replayed_words(db: Session, knowledge: Knowledge) -> str:
    """What the first page says of the last replay; empty where nothing in use differs."""
    last = last_replay(db, knowledge=knowledge)
    if last is None or not last.references:
        return ""
    return (
        f"{plural(len(last.references), 'stored conclusion')} in use would come out otherwise with "
        "the protocols of today"
    )


def last_words(last: LastReplay | None, today: date) -> str:
    """When the record was replayed last, and whether that still says anything."""
    if last is None:
        return "The record was not replayed yet"
    when = f"Last replayed {day_or_time(last.at, today)}"
    return when if last.is_current else f"{when}, with other protocols than there are now"


def replayed_cards(found: Iterable[Replayed], pack: Pack) -> tuple[ReplayedCard, ...]:
    """One card a result, in the order they come in."""
    return tuple(_card(each, pack) for each in found)


def _card(each: Replayed, pack: Pack) -> ReplayedCard:
    person, visit = each.person, each.visit
    at = {"person_id": visit.person_id, "encounter_id": visit.encounter_id}
    if each.plan is not None:
        what = f"Plan {each.plan.code}, version {each.plan.number}, issued {short_day(each.on)}"
        address = address_of("papers.plan", person_id=visit.person_id, plan_id=each.plan.id)
    else:
        what = f"Causes signed at the visit of {short_day(each.on)}"
        address = address_of("assessment.rule_out", **at)
    return ReplayedCard(
        name=person.name,
        address=address_of("patients.person", person_id=person.id),
        facts=f"{born(person.born, person.age)}, no. {person.record_number}",
        what=what,
        what_address=address,
        differences=tuple(said(one, pack) for one in each.differences if one.is_concluded),
    )
