"""Emergencies of one person that wait for their outcome, whichever visit, episode or record."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.records.care import Encounter
from planner.records.decisions import EmergencyAlert
from planner.records.episode import episode_so_far, newest_visit
from planner.records.links import records_of
from planner.workflow.actor import VisitRef
from planner.workflow.alerts import open_alerts

SENTENCE = (
    "An emergency waits for its outcome: no exercise plan is handed out until it is recorded."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenEmergency:
    """One rule whose outcome nobody recorded. ``visit`` is where it can be."""

    rule: str
    visit: VisitRef


def open_emergencies_of(db: Session, person_id: str) -> tuple[OpenEmergency, ...]:
    """Every open one of this person; within an episode the oldest first."""
    raised = (
        select(Encounter.episode_id)
        .join(EmergencyAlert, EmergencyAlert.encounter_id == Encounter.id)
        .where(Encounter.person_id.in_(records_of(db, person_id)))
        .distinct()
    )
    found: list[OpenEmergency] = []
    for episode in db.scalars(raised).all():
        newest = newest_visit(db, episode)
        so_far = episode_so_far(db, newest.person_id, newest.id)
        for alert in open_alerts(so_far) if so_far else ():
            at = VisitRef(newest.person_id, alert.encounter_id)
            found.append(OpenEmergency(rule=alert.rule, visit=at))
    return tuple(found)
