"""What was recorded of one course of care up to a visit, as the gate is handed it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from planner.clinical.limits import AssemblyLimits
from planner.clinical.stages import Measure
from planner.progression.diary import DiaryDay
from planner.ruleout.picture import ClinicalPicture


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One number of a measure, in the measure's unit, and the day of the visit it belongs to.

    ``version`` is the edition of the instrument it was taken with, where it has one.
    """

    number: float
    on: date
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One course of care at one visit.

    ``today`` holds the numbers of this visit by measure, ``earlier`` those of visits before it,
    oldest first: an old number is shown and never counts as measured (HZ-015). ``days`` is the
    diary since the visit before, ``pain_limit`` (0 to 10) the limit the patient was given.
    ``is_warned``: a red-flag rule stands, so nothing goes on. ``is_screened``: the safety
    questions of this visit are answered. ``held_by``: what a surgeon still limits, in words.
    """

    on: date
    pain_limit: float
    days: tuple[DiaryDay, ...]
    today: Mapping[str, float]
    earlier: Mapping[str, tuple[Recorded, ...]]
    measures: Mapping[str, Measure]
    limits: AssemblyLimits
    facts: ClinicalPicture
    both_sides: bool = False
    is_warned: bool = False
    is_screened: bool = True
    held_by: tuple[str, ...] = ()

    def last(self, measure: str) -> Recorded | None:
        """The newest number of an earlier visit."""
        found = self.earlier.get(measure, ())
        return found[-1] if found else None
