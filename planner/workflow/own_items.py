"""A clinic's own exercises as items of the library, held against the matrix like any."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from sqlalchemy.orm import Session

from planner.clinical.citations import EvidenceGrade, Review
from planner.clinical.contraindications import CellStatus
from planner.clinical.interventions import (
    AvoidWhen,
    BodyPosition,
    Intervention,
    InterventionEvidence,
    Limb,
    PatientCard,
    Priority,
    Strand,
    Where,
    Who,
)
from planner.workflow.knowledge import Knowledge
from planner.workflow.own_exercises import OwnVersion, versions_of

MARK = "clinic’s own, not checked"
"""Stands in the name, and so wherever a clinician reads of it."""
UNDRAWN = Limb(hip=0, knee=0, ankle=0, note="not described: there is no drawing")
_NEVER = "The clinic ruled this exercise out where this is so."
_NEVER_PATIENT = "Leave this one out, and ask us."


def with_own(db: Session, knowledge: Knowledge) -> Knowledge:
    """The packs with every version of the clinic's own exercises; the newest ones are offered."""
    versions = versions_of(db)
    newest = {version.exercise: version.number for version in versions}
    own = {
        version.item: _as_item(
            version,
            is_offered=newest[version.exercise] == version.number and not version.is_retired,
        )
        for version in versions
    }
    library = knowledge.pack.library
    both = MappingProxyType({**library.interventions, **own})
    pack = replace(knowledge.pack, library=replace(library, interventions=both))
    return replace(knowledge, pack=pack)


def _as_item(version: OwnVersion, *, is_offered: bool) -> Intervention:
    """A version as an item of the library, never chosen by assembly: it applies to no picture."""
    said, day = version.content, version.at.astimezone().date()
    where = Where(said.where)
    origin = f"Source given: {said.source}." if said.source else "No source is given."
    reason = f"Written in this clinic by {version.by}. {origin} Nobody has checked it."
    return Intervention(
        id=version.item,
        name=f"{said.name} ({MARK})",
        strand=Strand(said.strand),
        applies=(),
        priority=Priority.OPTIONAL,
        who=Who.CLINICIAN if where is Where.CLINIC else Who.PATIENT,
        where=where,
        minutes=said.minutes,
        purpose=f"Works on: {said.loads}",
        clinician_how=" ".join(said.steps),
        patient_how=" ".join(said.steps),
        patient=PatientCard(
            name=said.name, steps=said.steps, why=f"{said.why} This is our clinic’s own exercise."
        ),
        start_position=_position(said.position),
        end_position=_position(said.position),
        position_verified=False,
        doses=(),
        dose_verified=False,
        modality=said.modality,
        avoid_when=tuple(_avoid(factor) for factor in said.never),
        evidence=InterventionEvidence(
            grade=EvidenceGrade.EXPERT, note=reason, in_pht_population=False, verified=False
        ),
        review=Review(authored_by=version.by, due=_in_a_year(day), reason=reason),
        is_offered=is_offered,
    )


def _position(words: str) -> BodyPosition:
    return BodyPosition(
        view="",
        body=words,
        trunk_deg=0,
        affected=UNDRAWN,
        other=UNDRAWN,
        support="",
        text=words,
        is_described=False,
    )


def _avoid(factor: str) -> AvoidWhen:
    return AvoidWhen(
        factor=factor,
        status=CellStatus.CONTRAINDICATED,
        because=_NEVER,
        patient=_NEVER_PATIENT,
    )


def _in_a_year(day: date) -> date:
    return date(day.year + 1, day.month, min(day.day, 28))
