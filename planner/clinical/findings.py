"""Findings, the constructs they measure, and the evidence that links them to conditions."""

from dataclasses import dataclass
from enum import StrEnum

from planner.clinical.citations import Review
from planner.clinical.expressions import Expression
from planner.clinical.value import Value


class FindingKind(StrEnum):
    """How a finding is obtained."""

    HISTORY = "history"
    OBSERVATION = "observation"
    PALPATION = "palpation"
    PROVOCATION_TEST = "provocation-test"
    NEURO = "neuro"
    FUNCTIONAL = "functional"
    OUTCOME = "outcome"


class FindingStage(StrEnum):
    """When in a visit a finding is asked."""

    RED_FLAG_SCREEN = "red-flag-screen"
    BEFORE_TESTING = "before-testing"
    CORE = "core"
    BRANCH = "branch"
    COMPOSITE = "composite"
    OUTCOME = "outcome"


class Position(StrEnum):
    """The position of the patient during a test, so that nobody is turned over twice."""

    TALKING = "talking"
    STANDING = "standing"
    WALKING = "walking"
    RUNNING = "running"
    SITTING = "sitting"
    SUPINE = "supine"
    PRONE = "prone"
    SIDE_LYING = "side-lying"


class Weight(StrEnum):
    """Expert opinion in words; its log-odds stand in ``library/weighing.yaml``."""

    STRONGLY_FOR = "strongly-for"
    FOR = "for"
    WEAKLY_FOR = "weakly-for"
    NEUTRAL = "neutral"
    WEAKLY_AGAINST = "weakly-against"
    AGAINST = "against"
    STRONGLY_AGAINST = "strongly-against"


class EvidenceKind(StrEnum):
    """Published accuracy, expert opinion, or a published rule that must not become a ratio."""

    PUBLISHED = "published"
    EXPERT = "expert"
    RULE = "rule"


Interval = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervals(Value):
    """95 % intervals of one published row; ``origin`` is published or derived (from counts)."""

    sensitivity: Interval | None = None
    specificity: Interval | None = None
    lr_positive: Interval | None = None
    lr_negative: Interval | None = None
    post_test_probability: Interval | None = None
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignDiscount(Value):
    """Both ratios after dividing the diagnostic odds ratio for the study's design fault."""

    relative_dor: float
    lr_positive: float
    lr_negative: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccuracyRow(Value):
    """What one finding says about one condition, from one source.

    ``usable: false`` is shown with its reason in ``quality`` but never counted; at most one
    preferred row per finding and condition is weighed. Ratios are null where none was published:
    a null moves nothing.
    """

    condition: str
    evidence: EvidenceKind
    source: str
    verified: bool
    preferred: bool = True
    usable: bool = True
    sensitivity: float | None = None
    specificity: float | None = None
    lr_positive: float | None = None
    lr_negative: float | None = None
    lr_origin: str | None = None
    ci95: Intervals | None = None
    post_test_probability: float | None = None
    n: int | None = None
    n_with: int | None = None
    n_without: int | None = None
    counts_note: str | None = None
    bias: tuple[str, ...] = ()
    design_discount: DesignDiscount | None = None
    reference_standard: str | None = None
    quality: str | None = None
    weight_if_present: Weight | None = None
    weight_if_absent: Weight | None = None
    effect: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        if self.evidence is EvidenceKind.EXPERT and (
            self.weight_if_present is None or self.weight_if_absent is None
        ):
            raise ValueError("an expert row gives a weight for present and for absent")
        if self.evidence is EvidenceKind.RULE and not self.effect:
            raise ValueError("a rule row says its effect in words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution(Value):
    """When a test is not to be done in this patient, as data and in words."""

    when: Expression
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Value):
    """One question, observation or test, with its evidence.

    ``derived`` findings are computed, never asked; with ``answerable`` a composite may also be
    given as a whole (a letter that says "three of five positive"). ``ask_if`` opens a branch.
    ``avoid_when`` forbids the test. ``minutes`` is the compiler's estimate.
    """

    id: str
    name: str
    wording: str
    kind: FindingKind
    construct: str
    stage: FindingStage
    position: Position
    ask_when: str
    ask_if: Expression | None = None
    how_to: str
    positive_when: str
    minutes: float
    cautions: str
    avoid_when: tuple[Caution, ...] = ()
    derived: Expression | None = None
    answerable: bool = True
    accuracy: tuple[AccuracyRow, ...] = ()
    note: str | None = None
    review: Review


class Combine(StrEnum):
    """How the findings of one construct become one contribution. Never by multiplying."""

    BEST_SINGLE = "best-single"
    ONE_FINDING = "one-finding"
    PUBLISHED_PAIR = "published-pair"
    PUBLISHED_CLUSTER = "published-cluster"
    PUBLISHED_RULE = "published-rule"
    GRADED = "graded"
    COUNT = "count"
    MODIFIER = "modifier"
    RULE = "rule"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Construct(Value):
    """Findings that measure one thing. ``order`` lists them best validated first.

    For a graded construct the order is the ladder, lowest rung first. ``joint`` names the
    composite whose published result replaces its parts once it is known.
    """

    id: str
    name: str
    combine: Combine
    note: str = ""
    order: tuple[str, ...]
    order_because: str
    joint: tuple[str, ...] = ()
