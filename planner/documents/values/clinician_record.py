"""The clinician's record: everything, with reasons and sources."""

from dataclasses import dataclass

from planner.documents.values.identity import Identity


@dataclass(frozen=True)
class SummaryLine:
    """One line of the summary at the top ("Working diagnosis", "Proximal hamstring ...")."""

    label: str
    text: str


@dataclass(frozen=True)
class Stated:
    """A sentence with its source and a word on how far it was checked."""

    text: str
    source: str = ""
    checked: str = ""


@dataclass(frozen=True)
class RuleRow:
    """A red-flag rule: state (raised, open, clear, resolved), urgency and what decided it."""

    name: str
    state: str
    urgency: str = ""
    because: str = ""
    source: str = ""


@dataclass(frozen=True)
class LikelihoodBand:
    """A probability with its band, all between 0 and 1; printed in words and as a bar."""

    likely: float
    low: float
    high: float

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.likely <= self.high <= 1:
            raise ValueError(
                f"A band needs 0 <= low <= likely <= high <= 1, not "
                f"{self.low}, {self.likely}, {self.high}"
            )


@dataclass(frozen=True)
class Argument:
    """What speaks for or against a cause: ratio, source and a warning about its quality."""

    finding: str
    ratio: str = ""
    source: str = ""
    warning: str = ""


@dataclass(frozen=True)
class DifferentialRow:
    """One cause on the rule-out board: the computed verdict and the clinician's decision.

    ``band`` is none where a raised rule decides. ``shares_with`` names the cause whose evidence
    it shares.
    """

    condition: str
    verdict: str
    band: LikelihoodBand | None = None
    decision: str = ""
    speaks_for: tuple[Argument, ...] = ()
    speaks_against: tuple[Argument, ...] = ()
    to_assess: tuple[str, ...] = ()
    note: str = ""
    shares_with: str = ""

    @property
    def is_brief(self) -> bool:
        """Whether a line says it all: nobody signed it and no argument stands beside it."""
        argued = self.speaks_for or self.speaks_against or self.to_assess or self.note
        return not (argued or self.decision or self.band is None)


@dataclass(frozen=True)
class AnswerRow:
    """One answered question: present, absent, not assessed or could not be assessed."""

    finding: str
    answer: str
    detail: str = ""
    when: str = ""


@dataclass(frozen=True)
class AnswerGroup:
    """Answers that belong together ("Safety screen", "Lying on the back")."""

    title: str
    rows: tuple[AnswerRow, ...]


@dataclass(frozen=True)
class FactorRow:
    """A treatment factor: its answer, the cell status it met, what it did and why."""

    factor: str
    answer: str
    status: str
    effect: str = ""
    source: str = ""


@dataclass(frozen=True)
class RecordItem:
    """One item of the plan: where, dose, why, evidence grade, caution and what was checked.

    ``checked`` says in words whether the number was seen in its source and whether a clinician
    signed the entry ("verified", "not verified: expert judgement").
    """

    name: str
    where: str
    dose: str = ""
    why: str = ""
    grade: str = ""
    source: str = ""
    caution: str = ""
    checked: str = ""


@dataclass(frozen=True)
class RecordStrand:
    """One strand of a stage, in the founding order ("Lumbar release", "Strengthening")."""

    name: str
    items: tuple[RecordItem, ...]


@dataclass(frozen=True)
class RecordStage:
    """One stage with its criteria; later ones have the candidates no earlier one named, undosed."""

    title: str
    is_current: bool = False
    aim: str = ""
    entry: tuple[str, ...] = ()
    exit: tuple[str, ...] = ()
    regress: tuple[str, ...] = ()
    strands: tuple[RecordStrand, ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """What was considered and is not in the plan, because."""

    item: str
    because: str
    strand: str = ""
    source: str = ""


@dataclass(frozen=True)
class OverrideRow:
    """A rule or check a clinician overrode: the reason, who signed and when."""

    what: str
    reason: str
    signed: str


@dataclass(frozen=True)
class OutcomeMeasureRow:
    """An outcome measure: when it is due, today's score and the smallest change that matters."""

    name: str
    due: str = ""
    today: str = ""
    smallest_change: str = ""
    source: str = ""


@dataclass(frozen=True)
class SourceRow:
    """One entry of the list of sources, by the key used beside each statement."""

    key: str
    citation: str
    checked: str = ""


@dataclass(frozen=True)
class ClinicianRecord:
    """The whole reasoning of one visit. Clinician-only text lives here and nowhere else.

    ``marks`` stand at the top: what is unsigned, unchecked or waiting for an answer.
    ``rules_open`` are the rules with no trigger present and what of them nobody asked; ``limits``
    is when a verdict changes, for every cause that says nothing else; ``checked`` is what is true
    of every item of the current stage (no clinician checked one). ``absent`` is what was looked for
    and not there, and what was not asked, in lines of their own near the end.
    """

    identity: Identity
    title: str
    draft: bool = True
    marks: tuple[str, ...] = ()
    summary: tuple[SummaryLine, ...] = ()
    own_words: tuple[SummaryLine, ...] = ()
    questions: tuple[str, ...] = ()
    overrides: tuple[OverrideRow, ...] = ()
    rules: tuple[RuleRow, ...] = ()
    rules_open: tuple[SummaryLine, ...] = ()
    differential: tuple[DifferentialRow, ...] = ()
    limits: str = ""
    stages: tuple[RecordStage, ...] = ()
    checked: str = ""
    left_out: tuple[LeftOut, ...] = ()
    factors: tuple[FactorRow, ...] = ()
    prognosis: tuple[Stated, ...] = ()
    outcome_measures: tuple[OutcomeMeasureRow, ...] = ()
    safety_net: tuple[Stated, ...] = ()
    answers: tuple[AnswerGroup, ...] = ()
    absent: tuple[SummaryLine, ...] = ()
    sources: tuple[SourceRow, ...] = ()
    signature_lines: tuple[str, ...] = ()
