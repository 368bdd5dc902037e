"""What can be done: exercises, hands-on techniques, electrotherapy, running, advice."""

from dataclasses import dataclass
from enum import StrEnum

from planner.clinical.citations import EvidenceGrade, Review
from planner.clinical.contraindications import CellStatus
from planner.clinical.expressions import Expression
from planner.clinical.quantities import DoseRow
from planner.clinical.value import Value


class Strand(StrEnum):
    """The strands of a plan, in the founding order within a visit."""

    EDUCATION = "education"
    LUMBAR_RELEASE = "lumbar-release"
    SOFT_TISSUE = "soft-tissue"
    MANUAL_THERAPY = "manual-therapy"
    ELECTROTHERAPY = "electrotherapy"
    STRENGTHENING = "strengthening"
    ENERGY_STORAGE = "energy-storage"
    GAIT_REEDUCATION = "gait-reeducation"
    BIOMECH_ANALYSIS = "biomech-analysis"
    LOAD_MANAGEMENT = "load-management"
    SELF_CARE = "self-care"
    PREVENTION = "prevention"


BRIEF_STRANDS = (
    Strand.LUMBAR_RELEASE,
    Strand.SOFT_TISSUE,
    Strand.ELECTROTHERAPY,
    Strand.STRENGTHENING,
    Strand.GAIT_REEDUCATION,
)
"""The five strands of the founders' brief: each is in the plan or in "left out, because"."""


class Priority(StrEnum):
    """How strongly an item belongs in the plan; founding-only items are never chosen alone."""

    CORE = "core"
    ADJUNCT = "adjunct"
    OPTIONAL = "optional"
    FOUNDING_ONLY = "founding-only"


class Who(StrEnum):
    """Who does it."""

    PATIENT = "patient"
    CLINICIAN = "clinician"
    BOTH = "both"
    REFERRAL = "referral"


class Where(StrEnum):
    """Where it is done."""

    CLINIC = "clinic"
    HOME = "home"
    GYM = "gym"
    RUN = "run"
    FIELD = "field"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limb(Value):
    """Joint angles in degrees: hip + flexion, knee 0 straight, ankle + up."""

    hip: float
    knee: float
    ankle: float
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyPosition(Value):
    """A position for a drawing and for the clinician; reasoned, not copied from a source.

    ``is_described`` is false where the angles say nothing: a clinic's own exercise.
    """

    view: str
    body: str
    trunk_deg: float
    affected: Limb
    other: Limb
    support: str
    text: str
    therapist: str | None = None
    is_described: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionEvidence(Value):
    """The grade of an item as the dossier gives it, never re-graded."""

    grade: EvidenceGrade
    note: str
    sources: tuple[str, ...] = ()
    in_pht_population: bool
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliesTo(Value):
    """A treatment picture and those of its stages in which the item may be used."""

    picture: str
    stages: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AvoidWhen(Value):
    """A factor that stops this one item, beyond what its modality's cells say."""

    factor: str
    status: CellStatus
    because: str
    patient: str
    verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientCard(Value):
    """What the patient reads on the card: plain words, reading grade 5 at most.

    ``name`` is short. ``steps`` are three to five short sentences with the side as ``{side}`` and
    the other side as ``{other side}``. ``why`` is one sentence, ``easier`` and ``harder`` one
    each. ``counts`` is the word for one unit of the dose (hold, lift, step). ``easier_is`` and
    ``harder_is`` name the item that such a line leads to, where it is another one.
    """

    name: str
    steps: tuple[str, ...]
    why: str
    easier: str | None = None
    easier_is: str | None = None
    harder: str | None = None
    harder_is: str | None = None
    counts: str = "times"


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervention(Value):
    """One thing to do, with its doses, evidence, cautions and words.

    Contraindications are not written here: they follow from ``modality`` and the matrix.
    ``modality: information`` touches nobody. ``also_as`` names other rows of the matrix it
    falls under: advice that tells somebody to run. ``goes_with_running`` names the kinds of running
    week (walk-run, steady, speed ...) the item belongs to; empty is every kind. ``only_if``
    names findings without which the item is not given (a press-up only where movements
    centralise). ``cue_for`` is what a running analysis looks for before this cue is chosen: seen,
    it is; looked for and not seen, it is left out. ``minutes`` is the time one session takes.
    ``same_as`` names items that are the same movement under another name: a plan gets one of them.
    ``is_offered`` is false for what plans may still hold and no other plan gets: an earlier version
    of a clinic's own exercise.
    """

    id: str
    name: str
    strand: Strand
    applies: tuple[AppliesTo, ...]
    priority: Priority
    who: Who
    where: Where
    minutes: float
    purpose: str
    clinician_how: str
    patient_how: str
    patient_how_reading_grade_est: float | None = None
    patient: PatientCard | None = None
    start_position: BodyPosition
    end_position: BodyPosition
    position_verified: bool
    equipment: tuple[str, ...] = ()
    doses: tuple[DoseRow, ...]
    dose_verified: bool | str
    progression: tuple[str, ...] = ()
    regression: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    stop_rules: tuple[str, ...] = ()
    modality: str
    also_as: tuple[str, ...] = ()
    goes_with_running: tuple[str, ...] = ()
    only_if: Expression | None = None
    only_if_because: str | None = None
    cue_for: str | None = None
    avoid_when: tuple[AvoidWhen, ...] = ()
    evidence: InterventionEvidence
    conflicts: tuple[str, ...] = ()
    review: Review
    is_offered: bool = True

    def __post_init__(self) -> None:
        if self.only_if is not None and not self.only_if_because:
            raise ValueError("an item with only_if says why in only_if_because")
        if self.id in self.same_as:
            raise ValueError("an item is not the same movement as itself")
        card = self.patient
        if card and card.easier_is and card.easier_is not in self.regression:
            raise ValueError(f"the easier line leads to a step down, not to {card.easier_is}")
        if card and card.harder_is and card.harder_is not in self.progression:
            raise ValueError(f"the harder line leads to a step up, not to {card.harder_is}")


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRule(Value):
    """When to stop at once, for clinician and patient."""

    id: str
    rule: str
    action: str
    patient: str
    verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment(Value):
    """One vocabulary for the patient's things and the clinic's devices."""

    id: str
    name: str
    owner: str
    household: bool = False

    def __post_init__(self) -> None:
        if self.owner not in {"patient", "clinic", "either"}:
            raise ValueError(f"owner is patient, clinic or either, not {self.owner!r}")
