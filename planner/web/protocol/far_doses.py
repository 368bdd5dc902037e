"""A clinician's own dose that is far above the one on file: told beside the item, never refused."""

from collections.abc import Iterator

from planner.assembly.plan import Plan, PlanItem
from planner.clinical.quantities import Amount
from planner.documents.filling.dose_line import range_words
from planner.progression.differences import UNITS, dose_differences
from planner.web.components.questions import Caution
from planner.workflow.edited_plan import dose_on_file

FAR = 2
"""How many times the highest number on file is far: where a slip of the finger begins."""

COUNTED = ("sets", "reps", "hold", "duration")


def far_dose(plan: Plan, item: PlanItem) -> Iterator[Caution]:
    """One caution for each number that is more than twice the highest of the pack's own row."""
    on_file = dose_on_file(plan, item.intervention)
    if on_file is None:
        return
    for change in dose_differences(item.intervention.id, on_file, item.dose):
        was, now = change.before, change.after
        if change.part not in COUNTED or not isinstance(was, Amount) or not isinstance(now, Amount):
            continue
        if was.unit == now.unit and now.high > FAR * was.high:
            unit = UNITS.get(change.part, "")
            yield Caution(
                factor="More than twice the dose on file:",
                action=f" {change.part} {range_words(now, unit)}, {range_words(was, unit)} there.",
            )
