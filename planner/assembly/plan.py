"""What assembly returns: a plan with its stages, doses, cautions, questions and reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from planner.assembly.sport_loads import SportPlan
from planner.clinical.answers import Presence
from planner.clinical.case import Case
from planner.clinical.conditions import Condition
from planner.clinical.contraindications import CellStatus
from planner.clinical.interventions import Intervention, Strand
from planner.clinical.limits import SpeedLevel
from planner.clinical.outcomes import OutcomeMeasure, Recovery, RecoveryModifier
from planner.clinical.quantities import DoseRow
from planner.clinical.redflags import RedFlagRule
from planner.clinical.stages import FoundingConflict, Running, Stage, TreatmentPicture
from planner.ruleout.assess import Assessment


class PlanKind(StrEnum):
    """Full; holding, while an urgent rule waits; interim, for "not sure yet"."""

    FULL = "full"
    HOLDING = "holding"
    INTERIM = "interim"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCaution:
    """A factor that changes how one item is done. ``answer`` is present or not assessed.

    ``asks`` is the question where it is not the factor's own: a limit whose day has passed.
    ``settled_by`` names investigations whose signed result is the agreement that it waits for.
    """

    factor: str
    status: CellStatus
    answer: Presence
    clinician: str
    patient: str
    asks: str = ""
    settled_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItem:
    """One item of the current stage, dosed. ``serves`` names the condition it is for."""

    intervention: Intervention
    dose: DoseRow
    is_core: bool
    serves: str
    why: str
    cautions: tuple[ItemCaution, ...] = ()
    conflicts: tuple[FoundingConflict, ...] = ()

    @property
    def printed_cautions(self) -> tuple[ItemCaution, ...]:
        """Those the patient answered yes to: their action text is printed."""
        return tuple(c for c in self.cautions if c.answer is Presence.PRESENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An item, or a whole strand, that was considered and is not in the plan, because."""

    id: str
    name: str
    because: str
    strand: Strand | None = None
    factors: tuple[str, ...] = ()


class QuestionKind(StrEnum):
    """What a question is about."""

    SAFETY = "safety"
    FACTOR = "factor"
    DOSE = "dose"
    RUNNING = "running"
    AGREEMENT = "agreement"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something the plan waits for, and the items that wait."""

    id: str
    kind: QuestionKind
    ask: str
    because: str
    waiting: tuple[str, ...] = ()
    blocks: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """One row of the run table, in minutes. A walk of 0 is running without breaks."""

    step: int
    run_minutes: float
    walk_minutes: float
    repeats: int
    total_minutes: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPlan:
    """Running this week and the way on. ``minutes`` is the most for one run; 0 means no running.

    ``speed`` are the steps back to fast running, in the stage that allows it, standing starts last.
    ``cautions`` are what the person's own yes asks to be minded in every run; ``settled_by`` names
    the investigations whose signed result would be the agreement that running waits for.
    """

    kind: Running
    runs_per_week: int
    minutes: float
    rows: tuple[RunRow, ...]
    because: str
    speed: tuple[SpeedLevel, ...] = ()
    speed_because: str = ""
    cautions: tuple[ItemCaution, ...] = ()
    settled_by: tuple[str, ...] = ()

    @property
    def said(self) -> tuple[str, ...]:
        """For the clinician: why it is as it is, then what to mind in every run."""
        return (self.because, *(f"Mind: {each.clinician}" for each in self.cautions))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStage:
    """One stage as it stands in this plan. Only the current one holds dosed items."""

    stage: Stage
    is_current: bool
    is_done: bool
    items: tuple[PlanItem, ...] = ()
    candidates: tuple[Intervention, ...] = ()

    def by_strand(self) -> Mapping[Strand, tuple[PlanItem, ...]]:
        """The items by strand, in the founding order."""
        return {
            strand: items
            for strand in Strand
            if (items := tuple(i for i in self.items if i.intervention.strand is strand))
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionMove:
    """One session of an item, or a run, put on another weekday: Monday 0 to Sunday 6.

    ``by`` says who did it and why, for the clinician's record.
    """

    item: str
    day: int
    to: int
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeMeter:
    """What the plan asks of one person at home: a meter, not a wall."""

    exercises: int
    self_care: int
    minutes: float
    exercise_limit: int
    self_care_limit: int
    minutes_limit: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeDate:
    """An outcome measure and the weeks from now at which it is due."""

    measure: OutcomeMeasure
    weeks: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prognosis:
    """Expected recovery as a range, and what makes it slower (direction only)."""

    recovery: Recovery | None
    slower_because: tuple[RecoveryModifier, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A staged protocol for one side of one patient, with everything it rests on."""

    kind: PlanKind
    case: Case
    assessment: Assessment
    diagnosis: Condition | None
    picture: TreatmentPicture | None
    stages: tuple[PlanStage, ...]
    left_out: tuple[LeftOut, ...]
    questions: tuple[Question, ...]
    running: RunPlan | None
    meter: HomeMeter | None
    prognosis: Prognosis
    outcome_measures: tuple[OutcomeDate, ...]
    holding: tuple[RedFlagRule, ...] = ()
    referrals: tuple[RedFlagRule, ...] = field(default=())
    sport: SportPlan | None = None
    moves: tuple[SessionMove, ...] = ()

    @property
    def current(self) -> PlanStage | None:
        """The stage the patient is in; none in a holding plan."""
        return next((stage for stage in self.stages if stage.is_current), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why there is no plan, in one sentence, and the rule that says so."""

    because: str
    rule: str | None = None
