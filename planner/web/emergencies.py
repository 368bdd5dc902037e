"""While an emergency of a person waits for its outcome, nothing is handed out to exercise from."""

from planner.web.menu import address_of
from planner.web.services import db
from planner.workflow.errors import RefusedError
from planner.workflow.open_emergencies import SENTENCE, open_emergencies_of


def emergency_of(person_id: str) -> str | None:
    """Where the person's open emergency is, whichever visit or record raised it, or ``None``.

    Raises RefusedError where there is one and this installation has no page for it.
    """
    for found in open_emergencies_of(db(), person_id):
        address = address_of(
            "assessment.emergency",
            person_id=found.visit.person_id,
            encounter_id=found.visit.encounter_id,
        )
        if address is None:
            raise RefusedError(SENTENCE)
        return address
    return None
