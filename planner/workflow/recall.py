"""Whose plans used one statement of the protocols: what is asked once it is withdrawn (HZ-061).

Read from the plans as they were issued, not from the protocols as they are now.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Text, cast, select
from sqlalchemy.orm import Session, aliased

from planner.clinical.answers import Presence
from planner.records.care import Episode
from planner.records.people import Person
from planner.records.plans import IssuedPlan
from planner.workflow.actor import Actor
from planner.workflow.clock import Clock
from planner.workflow.people import PersonLine, line_of

AT_ONCE = 200
"""Plans that are held in memory together; each is some tens of kilobytes."""
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecalledPlan:
    """One plan that used the statement. ``how``: a dose of it, its answer, its state there."""

    person: PersonLine
    plan_id: str
    code: str
    number: int
    issued_at: datetime
    is_in_use: bool
    how: str


def plans_that_used(
    db: Session, actor: Actor, kind: str, name: str, *, clock: Clock
) -> tuple[RecalledPlan, ...]:
    """All plans that used it, those in use first, then the newest. For the lead alone.

    ``kind`` is one of ``HOW``. Raises NotAllowedError.
    """
    actor.must_lead()
    how, later = HOW[kind], aliased(IssuedPlan)
    wanted = (
        select(IssuedPlan.id, IssuedPlan.snapshot, later.id, Episode.closed_at)
        .join(Episode, Episode.id == IssuedPlan.episode_id)
        .outerjoin(later, later.supersedes == IssuedPlan.id)
        .where(cast(IssuedPlan.snapshot, Text).contains(f'"{name}"', autoescape=True))
        .execution_options(yield_per=AT_ONCE)
    )
    used: dict[str, tuple[str, bool]] = {}
    for plan_id, snapshot, later_id, closed_at in db.execute(wanted):
        if said := how(snapshot, name):
            used[plan_id] = (said, later_id is None and closed_at is None)
    found = [
        RecalledPlan(
            person=line_of(person, clock.today()),
            plan_id=plan.id,
            code=plan.code,
            number=plan.number,
            issued_at=plan.issued_at,
            is_in_use=used[plan.id][1],
            how=used[plan.id][0],
        )
        for some in _some_at_a_time(used)
        for plan, person in db.execute(
            select(IssuedPlan, Person)
            .join(Person, Person.id == IssuedPlan.person_id)
            .where(IssuedPlan.id.in_(some))
        )
    ]
    return tuple(sorted(found, key=lambda p: (p.is_in_use, p.issued_at), reverse=True))


def _some_at_a_time(names: Iterable[str]) -> Iterator[list[str]]:
    """The names some at a time: a statement takes only so many, and only these people are read."""
    every = list(names)
    for start in range(0, len(every), AT_ONCE):
        yield every[start : start + AT_ONCE]


def _treatment(snapshot: Json, name: str) -> str:
    return "in the plan" if any(i["id"] == name for i in snapshot["plan"]["items"]) else ""


def _rule(snapshot: Json, name: str) -> str:
    state: str = snapshot["assessment"]["rules"].get(name, "")
    return state


def _cause(snapshot: Json, name: str) -> str:
    if snapshot["plan"]["diagnosis"] == name:
        return "working diagnosis"
    if name in snapshot["inputs"]["case"]["contributors"]:
        return "contributor"
    for ruling in snapshot["assessment"]["differential"]:
        if ruling["condition"] == name:
            return str(ruling["verdict"])
    return ""


def _finding(snapshot: Json, name: str) -> str:
    case = snapshot["inputs"]["case"]
    said = {case[part].get(name) for part in ("answers", "answers_left", "answers_right")}
    return ", ".join(sorted(said - {None, Presence.NOT_ASSESSED.value}))


def _factor(snapshot: Json, name: str) -> str:
    said: str | None = snapshot["inputs"]["case"]["factors"].get(name)
    return said if said and said != Presence.NOT_ASSESSED else ""


def _stages(snapshot: Json, name: str) -> str:
    plan = snapshot["plan"]
    return f"stage {plan['stage']}" if plan["picture"] == name else ""


HOW: Mapping[str, Callable[[Json, str], str]] = {
    "treatments": _treatment,
    "rules": _rule,
    "causes": _cause,
    "findings": _finding,
    "factors": _factor,
    "stages": _stages,
}
"""How a plan used a statement, by the kind the library files it under; empty where it did not."""
