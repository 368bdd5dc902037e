"""The way back to a sport that is not running: a general table of loads, easiest first."""

from dataclasses import dataclass

from planner.clinical.stages import Running
from planner.clinical.value import Value
from planner.clinical.weighing import Constant


@dataclass(frozen=True, slots=True, kw_only=True)
class SportStep(Value):
    """One step. ``opens_with`` is the least running that a stage must allow before it.

    ``text`` is for the clinician, ``patient`` says the same in plain words.
    """

    opens_with: Running
    text: str
    patient: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SportTable(Value):
    """Steps for some sports, the hardest last; ``sports`` by their ids of the presentation.

    ``to_stay_well`` is what keeps the pain away later, in the patient's words.
    """

    id: str
    name: str
    sports: tuple[str, ...]
    patient: str
    steps: tuple[SportStep, ...]
    to_stay_well: tuple[str, ...]
    because: str
    sources: tuple[str, ...] = ()
    verified: bool
    reason: str | None = None

    def __post_init__(self) -> None:
        if not self.sports or not self.steps:
            raise ValueError("a table has sports and steps")
        order = [list(Running).index(step.opens_with) for step in self.steps]
        if order != sorted(order):
            raise ValueError("a later step opens no earlier than the one before it")
        if not self.verified and not self.reason:
            raise ValueError("a table that is not verified gives its reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class SportLoads(Value):
    """Who gets the run table, and a general table for everybody else.

    ``runners`` are sports whose people run. A step takes at least ``sessions_a_step`` quiet
    sessions and ``weeks_a_step`` weeks.
    """

    runners: tuple[str, ...]
    tables: tuple[SportTable, ...]
    sessions_a_step: Constant
    weeks_a_step: Constant

    def __post_init__(self) -> None:
        named = [sport for table in self.tables for sport in table.sports]
        if len(named) != len(set(named)):
            raise ValueError("a sport stands in one table")

    def table_of(self, sport: str | None) -> SportTable | None:
        """The table of a sport; none where it is not known or has none."""
        return next((table for table in self.tables if sport in table.sports), None)
