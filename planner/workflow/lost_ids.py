"""A start with protocols that no longer know what the record names is refused (HZ-062).

``check`` lets no delivered folder lose an id. An older folder, or one from which a clinic took its
own additions back, still can: then a recorded warning sign would be silently left out of every
conclusion, so nothing is shown until the folder fits again.
"""

import json
from collections.abc import Container, Iterable, Iterator

from sqlalchemy import Text, cast, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from planner.clinical.case import NOT_SURE_YET
from planner.clinical.naming import first_few
from planner.clinical.pack import Pack
from planner.records.decisions import (
    DiagnosisChoice,
    EmergencyAlert,
    InvestigationRequest,
    InvestigationResult,
)
from planner.records.findings import Answer, FactorAnswer
from planner.workflow.errors import RefusedError

NAMED_AT_MOST = 5


def refuse_lost_ids(db: Session, pack: Pack) -> None:
    """Raise RefusedError where the record names something these protocols do not have."""
    lost = sorted(set(_lost(db, pack)))
    if lost:
        raise RefusedError(
            "These protocols do not have what the record names: "
            f"{first_few(lost, NAMED_AT_MOST)}. Start with the protocols it was written with, "
            "or with newer ones."
        )


def _lost(db: Session, pack: Pack) -> Iterator[str]:
    library, presentation = pack.library, pack.presentation
    causes = {*presentation.conditions, NOT_SURE_YET}
    yield from _unknown("finding", _each(db, Answer.finding), library.findings)
    yield from _unknown("factor", _each(db, FactorAnswer.factor), library.factors)
    chosen = db.scalars(select(DiagnosisChoice.condition).distinct()).all()
    beside = db.scalars(select(cast(DiagnosisChoice.contributors, Text)).distinct()).all()
    named = {name for name in chosen if name} | {n for text in beside for n in json.loads(text)}
    yield from _unknown("cause", named, causes)
    rules = db.scalars(select(EmergencyAlert.rule).distinct()).all()
    yield from _unknown("rule", rules, presentation.rules)
    asked = db.scalars(select(InvestigationRequest.investigation).distinct()).all()
    yield from _unknown("investigation", asked, library.investigations)
    results = select(InvestigationResult.investigation, InvestigationResult.result).distinct()
    known = {f"{one.id} {r.id}" for one in library.investigations.values() for r in one.results}
    yield from _unknown("result", (f"{i} {r}" for i, r in db.execute(results)), known)


def _unknown(kind: str, named: Iterable[str], known: Container[str]) -> Iterator[str]:
    return (f"{kind} {name}" for name in named if name not in known)


def _each(db: Session, column: InstrumentedAttribute[str]) -> list[str]:
    """The values of an indexed column, stepping from one to the next: few, in many rows."""
    found: list[str] = []
    value = db.scalar(select(func.min(column)))
    while value is not None:
        found.append(value)
        value = db.scalar(select(func.min(column)).where(column > value))
    return found
