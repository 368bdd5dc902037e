"""A session of the draft's week on another day: as the record keeps it, and laid over the plan."""

from dataclasses import replace

from planner.assembly.moves import RUN, TooClose, is_in_a_run
from planner.assembly.plan import Plan, SessionMove
from planner.assembly.rhythms import is_daily
from planner.assembly.week import PlanWeek, planned_week
from planner.clinical.case import WEEKDAYS
from planner.clinical.pack import Pack
from planner.workflow.draft import EditEntry


def as_text(move: SessionMove) -> str:
    """As "monday thursday": from which day to which."""
    return f"{WEEKDAYS[move.day]} {WEEKDAYS[move.to]}"


def move_of(edit: EditEntry) -> SessionMove:
    """What an edit of this kind moves."""
    day, to = (WEEKDAYS.index(name) for name in edit.other.split())
    by = ": ".join(filter(None, (edit.by, edit.reason)))
    return SessionMove(item=edit.item or RUN, day=day, to=to, by=by)


def why_not(week: PlanWeek | None, move: SessionMove) -> str:
    """Why a session cannot be put there, in a sentence; nothing where it can."""
    if week is None or move.day not in week.days_of(move.item):
        return "It does not lie on that day any more."
    day = week.days[move.to]
    if day.is_chosen_rest:
        return "It is a chosen rest day: change the rest days first."
    if move.to in week.days_of(move.item):
        return "It lies on that day already."
    here = next((i for i in week.days[move.day].items if i.intervention.id == move.item), None)
    if here is not None and is_daily(here):
        return "It is done every day."
    if here is not None and is_in_a_run(here) and not day.is_run:
        return "It is done in a run, and there is no run that day: move the run."
    return ""


def with_move(plan: Plan, move: SessionMove, pack: Pack) -> Plan | None:
    """The plan with the session on the other day; none where it cannot be."""
    if why_not(planned_week(plan, pack), move):
        return None
    return _moved(plan, move)


def closer(plan: Plan, week: PlanWeek, move: SessionMove, pack: Pack) -> tuple[TooClose, ...]:
    """What would lie too close after the move and does not now. ``week`` is the plan's own."""
    if why_not(week, move):
        return ()
    after = planned_week(_moved(plan, move), pack)
    return tuple(each for each in after.close if each not in week.close) if after else ()


def _moved(plan: Plan, move: SessionMove) -> Plan:
    return replace(plan, moves=(*plan.moves, move))
