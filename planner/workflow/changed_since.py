"""What an issued plan was made from and is known otherwise since (HZ-023).

An issued plan never changes. Where an answer it used was corrected or taken back at its own
visit, or is contradicted by a later visit of the episode, the plan is flagged with each of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.clinical.answers import Presence
from planner.clinical.case import Case
from planner.records.care import Encounter
from planner.workflow.actor import VisitRef
from planner.workflow.case_of import case_of
from planner.workflow.knowledge import Knowledge
from planner.workflow.snapshot import inputs_of


class About(StrEnum):
    """What kind of thing is known otherwise."""

    BORN = "born"
    SEX = "sex"
    SIDE = "side"
    FINDING = "finding"
    LEFT = "left"
    RIGHT = "right"
    FACTOR = "factor"
    RESULT = "result"
    DIAGNOSIS = "diagnosis"


Key = tuple[About, str]
WARNS = (Presence.PRESENT.value,)
"""What a later visit may say about a question the plan was made without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One thing the plan was made from: as it was then, as it is now. ``None`` is not known.

    ``id`` is the finding, the factor or the investigation; empty for what a person has once.
    """

    about: About
    id: str = ""
    then: str | None
    now: str | None


def changed_since_issue(
    db: Session, visit: VisitRef, snapshot: Mapping[str, Any], *, knowledge: Knowledge
) -> tuple[Changed, ...]:
    """Everything the plan issued at ``visit`` used that is known otherwise by now.

    At its own visit every difference counts. A later visit speaks only of what was answered
    there: a question that was not asked again contradicts nothing.
    """
    then = dict(_known(inputs_of(snapshot).case))
    corrected = _differences(then, dict(_known(case_of(db, visit, knowledge=knowledge))))
    last = _last_visit(db, visit)
    if last.encounter_id == visit.encounter_id:
        return tuple(corrected.values())
    later = dict(_known(case_of(db, last, knowledge=knowledge)))
    spoken = {key: said for key, said in later.items() if key in then or said in WARNS}
    contradicted = _differences({key: then.get(key) for key in spoken}, spoken)
    return tuple({**corrected, **contradicted}.values())


def _differences(
    then: Mapping[Key, str | None], now: Mapping[Key, str | None]
) -> dict[Key, Changed]:
    return {
        (about, name): Changed(
            about=about, id=name, then=then.get((about, name)), now=now.get((about, name))
        )
        for about, name in dict.fromkeys((*then, *now))
        if then.get((about, name)) != now.get((about, name))
    }


def _known(case: Case) -> Iterator[tuple[Key, str]]:
    """Everything a case knows, by what it is about."""
    once = {
        About.BORN: case.person.born.isoformat() if case.person and case.person.born else None,
        About.SEX: case.sex,
        About.SIDE: case.side,
        About.DIAGNOSIS: case.working_diagnosis,
    }
    for about, said in once.items():
        if said is not None:
            yield (about, ""), str(said)
    many = {
        About.FINDING: case.answers,
        About.LEFT: case.answers_left,
        About.RIGHT: case.answers_right,
        About.FACTOR: case.factors,
    }
    for about, answers in many.items():
        for name, presence in answers.items():
            if presence is not Presence.NOT_ASSESSED:
                yield (about, name), presence.value
    for outcome in case.investigations:
        yield (About.RESULT, outcome.investigation), outcome.result


def _last_visit(db: Session, visit: VisitRef) -> VisitRef:
    """The newest visit of the same episode."""
    episode = select(Encounter.episode_id).where(Encounter.id == visit.encounter_id)
    newest = db.scalars(
        select(Encounter)
        .where(Encounter.episode_id == episode.scalar_subquery())
        .order_by(Encounter.visit_date.desc(), Encounter.opened_at.desc(), Encounter.id.desc())
        .limit(1)
    ).one()
    return VisitRef(visit.person_id, newest.id)
