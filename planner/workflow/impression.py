"""The clinician's own impression, asked before the program's order is shown (HZ-031).

What a program names first is followed without thinking. So the clinician says first what they
think, or that they skip it; both are kept, and neither binds: the working diagnosis is chosen
later, and the order is worked out from the findings alone.
"""

from collections.abc import Mapping

from planner.clinical.case import NOT_SURE_YET
from planner.records.decisions import OwnImpression
from planner.workflow.clock import Clock
from planner.workflow.errors import RefusedError
from planner.workflow.knowledge import Knowledge
from planner.workflow.saving import Saving, saves
from planner.workflow.texts import checked

ANOTHER = "another-cause"
"""A cause that the pack does not hold: the note names it."""
LONGEST = 500


@saves("record-impression")
def record_impression(
    save: Saving, condition: str, note: str = "", *, knowledge: Knowledge, clock: Clock
) -> None:
    """What the clinician thinks it is before seeing the order; ``not-sure-yet`` is an answer."""
    known = {*knowledge.pack.presentation.conditions, NOT_SURE_YET, ANOTHER}
    if condition not in known:
        raise RefusedError("Choose a cause, or not sure yet.", "condition")
    said = checked(note, "note", LONGEST).strip()
    if condition == ANOTHER and not said:
        raise RefusedError("Name the other cause.", "note")
    _put(save, OwnImpression(condition=condition, note=said))


@saves("skip-impression")
def skip_impression(save: Saving, *, clock: Clock) -> None:
    """Open the order without an own impression: that it was skipped is what is recorded."""
    _put(save, OwnImpression(condition=None, note=""))


def impression_name(condition: str | None, note: str, names: Mapping[str, str]) -> str:
    """The impression in words: a cause by its name, the note where it is another cause."""
    if condition is None:
        return "skipped"
    if condition == ANOTHER:
        return note
    if condition == NOT_SURE_YET:
        return "not sure yet"
    return names.get(condition, condition)


def _put(save: Saving, row: OwnImpression) -> None:
    stored = save.so_far.latest_here(OwnImpression)
    save.put(row, "own-impression", _said(row), stored, _said(stored))


def _said(row: OwnImpression | None) -> str:
    if row is None:
        return ""
    return f"{row.condition or 'skipped'} {row.note}".strip()
