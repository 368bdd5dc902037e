"""Everything the packs hold, as one value: the shared library and one presentation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from planner.clinical.answers import Irritability
from planner.clinical.citations import Review, Source
from planner.clinical.conditions import Condition, SharedNode
from planner.clinical.contradictions import Contradiction
from planner.clinical.contraindications import Factor, Modality
from planner.clinical.expressions import Expression
from planner.clinical.findings import Construct, Finding, FindingKind
from planner.clinical.interventions import Equipment, Intervention, StopRule
from planner.clinical.limits import AssemblyLimits
from planner.clinical.local import LocalChange
from planner.clinical.outcomes import OutcomeMeasure, Recovery, RecoveryModifier
from planner.clinical.redflags import Investigation, RedFlagRule, Urgency
from planner.clinical.reviews import ReviewRule
from planner.clinical.sports import SportLoads
from planner.clinical.stages import FoundingConflict, Measure, TreatmentPicture
from planner.clinical.surgery import SurgeonsLimit
from planner.clinical.units import Unit
from planner.clinical.value import Value
from planner.clinical.warning_target import WarningTarget
from planner.clinical.weighing import Weighing
from planner.clinical.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What every presentation shares, by id, in the order of the files."""

    sources: Mapping[str, Source]
    constructs: Mapping[str, Construct]
    findings: Mapping[str, Finding]
    interventions: Mapping[str, Intervention]
    modalities: Mapping[str, Modality]
    factors: Mapping[str, Factor]
    surgeons_limits: Mapping[str, SurgeonsLimit]
    stop_rules: Mapping[str, StopRule]
    equipment: Mapping[str, Equipment]
    measures: Mapping[str, Measure]
    outcome_measures: Mapping[str, OutcomeMeasure]
    units: Mapping[str, Unit]
    investigations: Mapping[str, Investigation]
    weighing: Weighing


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside(Value):
    """People for whom the chances of this presentation were not made, and why (HZ-036).

    Rules hold for them all the same; the order of the causes is to be read with the reason.
    """

    who: str
    when: Expression
    because: str
    verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity(Value):
    """For how many days an answer counts after it was observed, by kind of finding.

    A kind that is not named keeps counting. Past its days an answer is unknown, yes and no alike;
    only a yes to a warning sign stands until it is answered again (HZ-010, HZ-015).
    """

    days: dict[FindingKind, int]
    because: str
    sources: tuple[str, ...] = ()
    verified: bool = False

    def __post_init__(self) -> None:
        if any(days < 1 for days in self.days.values()):
            raise ValueError("an answer counts for a day at least")

    def holds(self, kind: FindingKind, observed_on: date, on: date) -> bool:
        """Whether an answer observed on one day still counts on another; the last day is in."""
        limit = self.days.get(kind)
        return limit is None or (on - observed_on).days <= limit


@dataclass(frozen=True, slots=True, kw_only=True)
class IrritabilityRule(Value):
    """What tells one rating of irritability from the next, in words beside the question.

    The clinician rates and the rule is read: nothing is computed from it. ``between`` says what
    to do where two ratings fit.
    """

    low: str
    moderate: str
    high: str
    between: str
    sources: tuple[str, ...] = ()
    verified: bool
    reason: str | None = None

    def words(self, rating: Irritability) -> str:
        """The words of one rating."""
        return {
            Irritability.LOW: self.low,
            Irritability.MODERATE: self.moderate,
            Irritability.HIGH: self.high,
        }[rating]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRule(Value):
    """Whom consent is asked of besides the person, in words beside the question.

    ``guardian_under`` is an age in years: below it a parent or guardian is asked as well.
    """

    guardian_under: int
    words: str
    sources: tuple[str, ...] = ()
    verified: bool
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp(Value):
    """After how many days something that was decided, and has not happened, is late (HZ-074).

    ``acknowledged_within`` counts from the writing of a referral until somebody there said that
    they have it, by urgency; 0 is the same day. ``signed_within`` counts from the visit until
    what was found at it is signed (HZ-075).
    """

    acknowledged_within: dict[Urgency, int]
    signed_within: int
    sources: tuple[str, ...] = ()
    verified: bool
    reason: str | None = None

    def __post_init__(self) -> None:
        if set(self.acknowledged_within) != set(Urgency):
            raise ValueError("expected days for emergency, urgent and routine")
        if any(days < 0 for days in (*self.acknowledged_within.values(), self.signed_within)):
            raise ValueError("days are 0 or more")

    def acknowledged_by(self, urgency: Urgency, written: date) -> date:
        """The last day on which a referral that nobody acknowledged is in time."""
        return written + timedelta(days=self.acknowledged_within[urgency])

    def signed_by(self, visit: date) -> date:
        """The last day on which a visit that nobody signed is in time."""
        return visit + timedelta(days=self.signed_within)


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentationEntry(Value):
    """The head of one presentation: what is always screened, which causes share a node.

    ``always_screen`` lists the findings that every patient is asked before anything else;
    ``before_testing`` those that decide whether a test is safe; ``core`` the short examination;
    ``not_made_for`` names people outside the evidence.
    ``irritability`` is the written rule of its rating; ``validity`` says how long answers count;
    ``consent`` says whom it is asked of; ``follow_up`` when something that waits is late;
    ``reviewing`` when a statement of the pack is; ``warnings`` when a rule is to be read again.
    """

    id: str
    name: str
    setting: str
    principle: str
    always_screen: tuple[str, ...]
    before_testing: tuple[str, ...]
    core: tuple[str, ...]
    core_minutes: float
    answered_by_side: tuple[str, ...] = ()
    nodes: tuple[SharedNode, ...] = ()
    never_ruled_out: tuple[str, ...] = ()
    not_made_for: tuple[Outside, ...] = ()
    sports: dict[str, str]
    irritability: IrritabilityRule
    validity: Validity
    consent: ConsentRule
    follow_up: FollowUp
    reviewing: ReviewRule
    warnings: WarningTarget
    notes: tuple[str, ...] = ()
    review: Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Presentation:
    """One presentation with all that was written for it."""

    head: PresentationEntry
    conditions: Mapping[str, Condition]
    rules: Mapping[str, RedFlagRule]
    contradictions: Mapping[str, Contradiction]
    pictures: Mapping[str, TreatmentPicture]
    conflicts: Mapping[str, FoundingConflict]
    recoveries: Mapping[str, Recovery]
    recovery_modifiers: tuple[RecoveryModifier, ...]
    limits: AssemblyLimits
    sports: SportLoads
    words: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """The library and one presentation: what the core is handed.

    ``local`` says what of it the clinic changed; nothing reasons with that, it is only shown.
    """

    library: Library
    presentation: Presentation
    local: LocalChange | None = None

    def picture_for(self, condition: str) -> TreatmentPicture | None:
        """The treatment picture of a condition, or none: then advice, referral or imaging."""
        picture = self.presentation.conditions[condition].picture
        return self.presentation.pictures[picture] if picture else None
