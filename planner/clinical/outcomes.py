"""Outcome measures and expected recovery."""

from dataclasses import dataclass

from planner.clinical.answers import Irritability
from planner.clinical.instruments import Scoring
from planner.clinical.quantities import Amount
from planner.clinical.value import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeMeasure(Value):
    """A score recorded over time. MCID and MDC only where a source gives them.

    ``version`` names the edition of an instrument that has one: scores of two editions are never
    one line. ``scoring`` is there where the program can add up the answers.
    """

    id: str
    name: str
    unit: str
    version: str | None = None
    range: str
    lowest: float
    highest: float | None
    direction: str
    mcid: str | None = None
    mcid_value: float | None = None
    mdc: str | None = None
    source: tuple[str, ...] = ()
    verified: bool
    when: str
    weeks: tuple[float, ...] = ()
    licence: str
    note: str | None = None
    setup: str | None = None
    scoring: Scoring | None = None

    def __post_init__(self) -> None:
        if self.scoring is not None and self.version is None:
            raise ValueError("an instrument that is scored here names its version")


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupOf(Value):
    """Who belongs to a group: weeks since onset below or above a number, an irritability.

    Each that is named must hold; an unknown duration or rating is in no such group.
    """

    below_weeks: float | None = None
    above_weeks: float | None = None
    irritability: Irritability | None = None

    def __post_init__(self) -> None:
        if self.below_weeks is None and self.above_weeks is None and self.irritability is None:
            raise ValueError("a group names at least one thing its people have in common")

    def holds(self, weeks: float | None, irritability: Irritability | None) -> bool:
        """Whether somebody with ``weeks`` since onset and this rating belongs to it."""
        if self.below_weeks is not None and not (weeks is not None and weeks < self.below_weeks):
            return False
        if self.above_weeks is not None and not (weeks is not None and weeks > self.above_weeks):
            return False
        return self.irritability is None or irritability is self.irritability


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery(Value):
    """Expected recovery of one group: a range of weeks, never a date.

    ``instead_of`` names the recovery it replaces for the people of its ``group``.
    """

    id: str
    desc: str
    range_weeks: str
    weeks: Amount | None = None
    open_ended: bool = False
    basis: str
    verified: bool
    sources: tuple[str, ...] = ()
    patient: str
    instead_of: str | None = None
    group: GroupOf | None = None

    def __post_init__(self) -> None:
        if (self.instead_of is None) != (self.group is None):
            raise ValueError("a recovery that replaces another says for whom, and the reverse")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryModifier(Value):
    """What makes recovery slower; direction only, no added weeks (review section 5).

    ``dossier_effect`` keeps what the dossier said and is never computed with. Without a ``group``
    it is told to nobody by itself.
    """

    factor: str
    direction: str
    dossier_effect: str
    group: GroupOf | None = None
    verified: bool
    sources: tuple[str, ...] = ()
