"""Causes of pain: what they are, how likely before a word is said, what would settle them."""

from dataclasses import dataclass
from enum import StrEnum

from planner.clinical.citations import Review
from planner.clinical.expressions import Expression
from planner.clinical.value import Value


class Disposition(StrEnum):
    """What should happen, from low to high; never lower than any raised rule."""

    TREAT = "treat"
    TREAT_WITH_MODIFICATION = "treat-with-modification"
    REFER_ROUTINE = "refer-routine"
    IMAGE = "image"
    REFER_URGENT = "refer-urgent"
    EMERGENCY = "emergency"

    @property
    def rank(self) -> int:
        """Place on the ladder, 0 (treat) to 5 (emergency)."""
        return list(Disposition).index(self)


class Verdict(StrEnum):
    """What the evidence says of one cause; the clinician's own decision is kept beside it."""

    RULED_OUT = "ruled out"
    UNLIKELY = "unlikely"
    POSSIBLE = "possible"
    LIKELY = "likely"
    NEEDS_ASSESSMENT = "needs assessment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum(Value):
    """A prior for a group of patients.

    Findings of ``applies_if`` that are present are then not weighed again for this condition:
    they are already in the number. ``because`` and ``source`` say where a group that the dossier
    does not have comes from.
    """

    when: str
    applies_if: Expression
    estimate: float
    source: str | None = None
    because: str | None = None
    verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pretest(Value):
    """Chance that this is the main driver before history and examination; an assumption.

    ``estimate`` and ``plausible_range`` are probabilities between 0 and 1.
    """

    estimate: float
    plausible_range: tuple[float, float]
    kind: str
    basis: str
    strata: tuple[Stratum, ...] = ()

    def __post_init__(self) -> None:
        low, high = self.plausible_range
        if not 0 < low <= self.estimate <= high < 1:
            raise ValueError(
                f"a prior lies inside its plausible range: {low} <= {self.estimate} <= {high}"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes(Value):
    """Codes of other systems, mostly from memory."""

    icd10: str | None = None
    icd10_note: str | None = None
    snomed_ct: str | None = None
    snomed_note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling(Value):
    """What settles this condition: its own thresholds and the findings that must be done.

    ``ruled_out_below`` is compared with the upper end of the band, the other two with the point
    estimate. ``because`` says where the thresholds come from.
    """

    key_findings: tuple[str, ...]
    ruled_out_below: float
    unlikely_below: float
    likely_from: float
    because: str
    verified: bool = False

    def __post_init__(self) -> None:
        if not self.key_findings:
            raise ValueError("a condition without key findings could be ruled out by nothing")
        if not 0 < self.ruled_out_below <= self.unlikely_below < self.likely_from < 1:
            raise ValueError("thresholds rise: ruled out, unlikely, likely")


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientWords(Value):
    """How the condition is said on the patient's page: plain, never "ruled out".

    ``name`` fills "what you have"; ``what`` explains it in two or three sentences;
    ``less_likely`` is "why we think so", ``tell_us_if`` the sign that would change our mind.
    """

    name: str
    what: tuple[str, ...]
    less_likely: str
    tell_us_if: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(Value):
    """One cause of the pain.

    ``guarded_by`` names red-flag rules whose state decides its verdict. ``node`` joins causes no
    clinical test can tell apart. ``picture`` names its treatment picture; ``None`` means advice,
    referral or imaging only.
    """

    id: str
    name: str
    synonyms: tuple[str, ...] = ()
    tier: str
    codes: Codes
    structure: str
    description: str
    typical_onset: str
    age: str
    risk_factors: tuple[str, ...] = ()
    pain_location: str
    pain_behaviour: str
    more_likely: tuple[str, ...] = ()
    less_likely: tuple[str, ...] = ()
    imaging_of_choice: str
    default_action: Disposition
    action_note: str
    founding_cause: bool
    pretest: Pretest
    settling: Settling
    guarded_by: tuple[str, ...] = ()
    node: str | None = None
    picture: str | None = None
    patient: PatientWords
    sources: tuple[str, ...] = ()
    note: str | None = None
    review: Review


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedNode(Value):
    """Conditions that no clinical test separates: one probability, told apart by labels only.

    ``evidence_from`` is the member whose findings are weighed for the node.
    """

    id: str
    name: str
    members: tuple[str, ...]
    evidence_from: str
    reason: str
    note: str | None = None
