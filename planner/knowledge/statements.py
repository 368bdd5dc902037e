"""Every entry of a pack that carries a review of its own: what has to be read again in time."""

from dataclasses import dataclass

from planner.clinical.citations import Review
from planner.clinical.conditions import Condition
from planner.clinical.contradictions import Contradiction
from planner.clinical.contraindications import Factor
from planner.clinical.findings import Finding
from planner.clinical.interventions import Intervention
from planner.clinical.pack import Pack, PresentationEntry
from planner.clinical.redflags import RedFlagRule
from planner.clinical.stages import TreatmentPicture
from planner.clinical.surgery import SurgeonsLimit
from planner.clinical.wording import Wording
from planner.knowledge.walking import entries

KEEPS_SAFE = (RedFlagRule, Factor, PresentationEntry, SurgeonsLimit)
"""What nobody may be treated by once it is long overdue: rules, what stops, what a surgeon
may limit, what is screened."""
Reviewed = (
    Condition
    | Contradiction
    | Factor
    | Finding
    | Intervention
    | PresentationEntry
    | RedFlagRule
    | SurgeonsLimit
    | TreatmentPicture
    | Wording
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One entry with its review. ``kind`` is the name of its class."""

    kind: str
    id: str
    name: str
    review: Review
    keeps_safe: bool


def statements(pack: Pack, *, keeps_safe_only: bool = False) -> tuple[Statement, ...]:
    """Each entry with a review once, in the order of the pack; all, or those that keep safe."""
    wanted = KEEPS_SAFE if keeps_safe_only else Reviewed
    return tuple(
        Statement(
            kind=type(entry).__name__,
            id=getattr(entry, "id", "words"),
            name=_name(entry),
            review=entry.review,
            keeps_safe=isinstance(entry, KEEPS_SAFE),
        )
        for entry in entries(pack)
        if isinstance(entry, wanted)
    )


def _name(entry: Reviewed) -> str:
    if isinstance(entry, Factor | SurgeonsLimit):
        return entry.label
    if isinstance(entry, Contradiction):
        return entry.says
    return "Words of the papers" if isinstance(entry, Wording) else entry.name
