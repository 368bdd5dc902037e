"""Outcome measures and expected recovery."""

from dataclasses import dataclass

from planner.clinical.quantities import Amount
from planner.clinical.value import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeMeasure(Value):
    """A score recorded over time. MCID and MDC only where a source gives them."""

    id: str
    name: str
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery(Value):
    """Expected recovery of one group: a range of weeks, never a date."""

    id: str
    desc: str
    range_weeks: str
    weeks: Amount | None = None
    open_ended: bool = False
    basis: str
    verified: bool
    sources: tuple[str, ...] = ()
    patient: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryModifier(Value):
    """What makes recovery slower; direction only, no added weeks (review section 5).

    ``dossier_effect`` keeps what the dossier said and is never computed with.
    """

    factor: str
    direction: str
    dossier_effect: str
    verified: bool
    sources: tuple[str, ...] = ()
