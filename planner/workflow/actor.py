"""Who acts, on which visit, and what a save gives back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from planner.workflow.errors import NotAllowedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The clinician who does it, in one request. ``signs_as`` stands under what they sign."""

    account_id: str
    name: str
    is_lead: bool
    session_id: str = ""
    request_id: str = ""
    signs_as: str = ""

    def must_lead(self) -> None:
        """Raises NotAllowedError for anybody but a lead."""
        if not self.is_lead:
            raise NotAllowedError("Only the clinic's lead can do this.")


@dataclass(frozen=True, slots=True)
class VisitRef:
    """One visit, always named together with the person it belongs to (HZ-002)."""

    person_id: str
    encounter_id: str

    def __init__(self, person_id: str | UUID, encounter_id: str | UUID) -> None:
        object.__setattr__(self, "person_id", str(person_id))
        object.__setattr__(self, "encounter_id", str(encounter_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A finished save: the version to send with the next one. Unchanged: it was there already."""

    version: int
    at: datetime
    changed: bool = True
