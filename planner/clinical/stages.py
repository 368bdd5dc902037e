"""Treatment pictures: stages with aim and criteria as data, for one condition or several."""

from dataclasses import dataclass
from enum import StrEnum

from planner.clinical.citations import Review
from planner.clinical.expressions import Expression
from planner.clinical.interventions import Strand
from planner.clinical.quantities import Amount
from planner.clinical.redflags import Resolution
from planner.clinical.value import Value


class Comparison(StrEnum):
    """How a recorded measure is held against a criterion."""

    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    DONE = "done"
    NOT_WORSENING = "not-worsening"
    ROSE_BY = "rose-by"


class Strictness(StrEnum):
    """A gate must be met; a prompt asks for a decision; a trend is shown and never decides."""

    GATE = "gate"
    PROMPT = "prompt"
    TREND = "trend"


class Running(StrEnum):
    """What running a stage allows, from none to full speed."""

    NONE = "none"
    EASY = "easy"
    WALK_RUN = "walk-run"
    STEADY = "steady"
    SPEED = "speed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Value):
    """Something recorded in the clinic or the diary that criteria can be held against.

    ``share_of`` names the part and the whole of a ratio in per cent (sore side, other side).
    ``is_change`` marks a number that is a difference already. ``re_examine`` says why this one is
    a warning sign: where a criterion to step back is met by it, the plan stops for examination.
    ``item`` is the exercise whose holds or repetitions are counted, where it is one of the pack.
    """

    id: str
    name: str
    unit: str | None = None
    how_to: str
    patient: str
    share_of: tuple[str, ...] | None = None
    is_change: bool = False
    re_examine: str | None = None
    item: str | None = None

    def __post_init__(self) -> None:
        if self.share_of is not None and len(self.share_of) != 2:
            raise ValueError("share_of names the part and the whole")


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(Value):
    """One entry, exit or regress criterion.

    ``text`` is the dossier's wording for the clinician, ``patient`` the same in the first person
    for a tick box. ``measure`` with ``comparison`` and ``value`` is what the program computes
    with; ``pain_at_most`` (0 to 10) holds during it, ``next_morning`` asks for a quiet next day,
    ``sessions`` in a row. ``expression`` is for criteria about findings.
    """

    text: str
    patient: str | None = None
    measure: str | None = None
    comparison: Comparison | None = None
    value: Amount | None = None
    pain_at_most: float | None = None
    next_morning: bool = False
    sessions: int | None = None
    expression: Expression | None = None
    strictness: Strictness = Strictness.GATE
    one_side_only: bool = False
    sources: tuple[str, ...] = ()
    verified: bool = False
    reason: str | None = None

    def __post_init__(self) -> None:
        if (self.measure is None) == (self.expression is None):
            raise ValueError("a criterion has a measure or an expression, not both or neither")
        if self.measure is not None and self.comparison is None:
            raise ValueError("a criterion with a measure says how it compares")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Value):
    """One stage of a picture. Time never advances it.

    ``pain_limit`` (0 to 10, during the work) is the one limit of the patient's traffic light;
    ``running`` decides the fridge page; ``running_when_irritable`` replaces it at high
    irritability. ``patient_test`` replaces the picture's own test task in this stage (bridges
    become skips); ``patient_test_modality`` is the row of the matrix that bars it.
    """

    id: int
    name: str
    patient_name: str
    patient_line: str
    aim: str
    entry: tuple[Criterion, ...]
    exit: tuple[Criterion, ...]
    regress: tuple[Criterion, ...]
    expected_weeks: Amount | None
    expected_note: str
    active_strands: tuple[Strand, ...]
    core_interventions: tuple[str, ...]
    pain_limit: int = 3
    running: Running = Running.NONE
    running_when_irritable: Running | None = None
    patient_test: str | None = None
    patient_test_modality: str | None = None
    notes: str = ""

    def __post_init__(self) -> None:
        _must_be_barred_by_something(self.patient_test, self.patient_test_modality)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surgeon(Value):
    """Agreement that must be on record before a stage (partial tear: deep-hip loading).

    ``answered_by`` names the signed results that are this agreement; ``after_weeks`` since onset
    must have passed too, where it is given.
    """

    stage: int
    after_weeks: float | None
    says: str
    answered_by: tuple[Resolution, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatmentPicture(Value):
    """The staged treatment of one condition, or of several that are treated alike.

    ``daily_test`` is the patient's test task. ``interim_weeks`` marks the plan for "not sure yet".
    """

    id: str
    name: str
    conditions: tuple[str, ...]
    diagnostic_note: str | None = None
    modest: bool = False
    interim_weeks: int | None = None
    test_task: str | None = None
    patient_test: str | None = None
    patient_test_modality: str | None = None
    pain_rule: str | None = None
    cautions: tuple[str, ...] = ()
    agreements: tuple[Surgeon, ...] = ()
    symmetric: bool = True
    stages: tuple[Stage, ...]
    outcome_measures: tuple[str, ...] = ()
    prognosis: str | None = None
    sources: tuple[str, ...] = ()
    review: Review

    def __post_init__(self) -> None:
        _must_be_barred_by_something(self.patient_test, self.patient_test_modality)


def _must_be_barred_by_something(test: str | None, modality: str | None) -> None:
    if test and not modality:
        raise ValueError("a test that a person does alone names the row of the matrix that bars it")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundingConflict(Value):
    """Where the founding document and the evidence part, and what the program does about it."""

    id: str
    founding_claim: str
    evidence: str
    software_behaviour: str
    says: str
    sources: tuple[str, ...]
    severity: str
