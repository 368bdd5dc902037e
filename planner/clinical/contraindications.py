"""What a treatment must respect: factors asked once, cells per factor and modality."""

from dataclasses import dataclass
from enum import StrEnum

from planner.clinical.citations import Review
from planner.clinical.expressions import Expression
from planner.clinical.redflags import Resolution
from planner.clinical.value import Value


class CellStatus(StrEnum):
    """What a factor does to a modality, worst first.

    *Hold* blocks until the question is settled. An unanswered factor takes the cell's own
    status: what a "yes" would block stays blocked until somebody asks.
    """

    CONTRAINDICATED = "contraindicated"
    HOLD = "hold"
    PRECAUTION = "precaution"
    SAFE = "safe"

    @property
    def blocks(self) -> bool:
        """Whether an item with this cell may not be issued."""
        return self in (CellStatus.CONTRAINDICATED, CellStatus.HOLD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell(Value):
    """One factor against one modality, with clinician wording and patient wording.

    ``safe`` and not verified means no objection recalled, which is not proof. A precaution that
    depends on what somebody else says ("only if the midwife agrees") names in ``agreed_by`` the
    signed results that are that word: until one is on record it holds. From then on the patient
    reads ``patient_agreed``, no more that they have to ask.
    """

    status: CellStatus
    clinician: str | None = None
    patient: str | None = None
    verified: bool
    sources: tuple[str, ...] = ()
    note: str | None = None
    agreed_by: tuple[Resolution, ...] = ()
    patient_agreed: str | None = None

    def __post_init__(self) -> None:
        if self.agreed_by and self.status is not CellStatus.PRECAUTION:
            raise ValueError("only a precaution waits for an agreement")
        if bool(self.agreed_by) != bool(self.patient_agreed):
            raise ValueError("agreed_by and patient_agreed stand together")
        if self.status is not CellStatus.SAFE and not (self.clinician and self.patient):
            raise ValueError("a cell that is not safe says what to do, to clinician and patient")

    @property
    def until_agreed(self) -> CellStatus:
        """What it does while no agreement that it depends on is on record."""
        return CellStatus.HOLD if self.agreed_by else self.status


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor(Value):
    """One question about the patient that decides what may be done.

    ``derived`` computes it from findings, so that nothing is asked twice; the worst answer wins.
    ``implied_by`` names findings that make it present but whose absence says nothing.
    ``asked_of`` says when the question concerns the patient: where it does not hold, an unasked
    question counts as no. A yes given directly, or by findings, still wins: worst answer first.
    ``settled_by`` names red-flag rules: once a signed result resolved them, what the findings
    imply no longer counts and the direct answer decides (a pop whose MRI shows no rupture).
    ``eased_by_limits``: a yes holds items until the surgeon's limits are recorded; from then on
    the limits bar, each what it names, in place of the cells that hold.
    ``refer`` is what a yes calls for beyond treatment; ``note`` what the sources leave open.
    """

    id: str
    label: str
    ask: str
    derived: Expression | None = None
    implied_by: Expression | None = None
    asked_of: Expression | None = None
    settled_by: tuple[str, ...] = ()
    eased_by_limits: bool = False
    refer: str | None = None
    note: str | None = None
    cells: dict[str, Cell]
    review: Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Modality(Value):
    """A kind of treatment that the matrix speaks about. A guard row is never prescribed."""

    id: str
    label: str
    guard_only: bool = False
