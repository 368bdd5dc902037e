"""Put one session of the week, or one run, on another day."""

from planner.assembly.moves import RUN
from planner.assembly.plan import SessionMove
from planner.assembly.week import planned_week
from planner.workflow.clock import Clock
from planner.workflow.draft import DAY
from planner.workflow.edits import add_edit, draft_plan, known
from planner.workflow.errors import RefusedError
from planner.workflow.knowledge import Knowledge
from planner.workflow.moved_days import as_text, closer, why_not
from planner.workflow.saving import Saving, saves
from planner.workflow.texts import checked_reason


@saves("move-session")
def move_session(
    save: Saving,
    item: str,
    day: int,
    to: int,
    reason: str = "",
    *,
    knowledge: Knowledge,
    clock: Clock,
) -> None:
    """One session from one weekday to another, Monday 0; ``item`` may be ``RUN``.

    Raises RefusedError for a day it cannot lie on, and where less time would lie between than is
    asked and no reason is given.
    """
    if item != RUN:
        known(item, knowledge.pack)
    plan, move = draft_plan(save, knowledge), SessionMove(item=item, day=day, to=to)
    week = planned_week(plan, knowledge.pack)
    if because := why_not(week, move):
        raise RefusedError(because, "to")
    if not reason.strip() and week and closer(plan, week, move, knowledge.pack):
        raise RefusedError("That is closer than is asked: say why, or take another day.", "reason")
    said = checked_reason(reason) if reason.strip() else ""
    add_edit(save, kind=DAY, item=item, text=as_text(move), reason=said)
