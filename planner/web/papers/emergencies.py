"""While an emergency of a person waits for its outcome, nothing is handed out to exercise from."""

from planner.web.menu import address_of
from planner.web.services import clock, db
from planner.workflow.errors import RefusedError
from planner.workflow.lists import open_emergencies

SENTENCE = (
    "An emergency waits for its outcome: no exercise plan is handed out until it is recorded."
)


def emergency_of(person_id: str) -> str | None:
    """Where the person's open emergency is, whichever visit raised it, or ``None``.

    Raises RefusedError where there is one and this installation has no page for it.
    """
    for line in open_emergencies(db(), clock=clock()):
        if line.person.id == person_id:
            visit = line.visit
            address = address_of(
                "assessment.emergency",
                person_id=visit.person_id,
                encounter_id=visit.encounter_id,
            )
            if address is None:
                raise RefusedError(SENTENCE)
            return address
    return None
