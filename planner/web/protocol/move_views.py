"""Put one session of the week on another day: each day says what it would bring about."""

from dataclasses import dataclass

from flask import Blueprint
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound
from wtforms import RadioField, SelectChoice, StringField
from wtforms.validators import InputRequired, Length

from planner.assembly.moves import RUN
from planner.assembly.plan import Plan, SessionMove
from planner.assembly.rhythms import is_daily
from planner.assembly.week import PlanWeek, WeekDay, planned_week
from planner.clinical.case import WEEKDAYS
from planner.clinical.pack import Pack
from planner.web.access import clinician_required
from planner.web.forms import VersionedForm
from planner.web.protocol.board_views import read_draft
from planner.web.protocol.change_cards import session_name
from planner.web.protocol.edit_views import ITEM, edited_page
from planner.web.protocol.week_cards import close_words
from planner.web.services import actor, clock, db, knowledge
from planner.web.visits import unless_emergency
from planner.web.words import DAY_NAMES
from planner.workflow.actor import Saved
from planner.workflow.entries import VisitPage
from planner.workflow.moved_days import closer, why_not
from planner.workflow.week_edits import move_session


class MoveForm(VersionedForm):
    """The day it goes to; a reason where it comes closer to another session than is asked."""

    to = RadioField("To which day?", validators=[InputRequired("Choose the day it goes to")])
    reason = StringField(
        "Why this day?", validators=[Length(max=300, message="Keep it to 300 characters")]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DayChoice:
    """One weekday to move to: what lies there, why it cannot be, or what would be too close."""

    id: str
    name: str
    holds: str
    stops: str
    close: tuple[str, ...]


def add_to(bp: Blueprint) -> None:
    """Put the page among those of the protocol."""
    bp.add_url_rule(f"{ITEM}/day/<day>", view_func=move_day, methods=["GET", "POST"])


@clinician_required
@unless_emergency
def move_day(page: VisitPage, item: str, day: str) -> ResponseReturnValue:
    """Another day for this one session; the rest of the week stays."""
    plan, pack = read_draft(page).plan, knowledge().pack
    week = planned_week(plan, pack) if plan is not None else None
    if plan is None or week is None or day not in WEEKDAYS:
        raise NotFound
    weekday = WEEKDAYS.index(day)
    if weekday not in week.days_of(item):
        raise NotFound
    choices = tuple(
        _choice(plan, week, SessionMove(item=item, day=weekday, to=to), pack)
        for to in range(len(WEEKDAYS))
        if to != weekday
    )
    form = MoveForm(data={"version": page.version})
    form.to.choices = [SelectChoice(each.id, each.name) for each in choices if not each.stops]

    def save() -> Saved:
        return move_session(
            db(),
            actor(),
            page.visit,
            form.version.data,
            item,
            weekday,
            WEEKDAYS.index(form.to.data),
            form.reason.data or "",
            knowledge=knowledge(),
            clock=clock(),
        )

    return edited_page(
        page,
        form,
        save,
        "protocol/move.html",
        part="week",
        name=session_name(item, pack),
        day=DAY_NAMES[weekday],
        choices=choices,
    )


def _choice(plan: Plan, week: PlanWeek, move: SessionMove, pack: Pack) -> DayChoice:
    there = week.days[move.to]
    return DayChoice(
        id=WEEKDAYS[move.to],
        name=DAY_NAMES[move.to],
        holds=_holds(there, pack),
        stops=why_not(week, move),
        close=tuple(close_words(each, pack) for each in closer(plan, week, move, pack)),
    )


def _holds(day: WeekDay, pack: Pack) -> str:
    """What lies on the day beside what is done every day, as "Running; Bridge hold"."""
    runs = (session_name(RUN, pack),) if day.is_run else ()
    names = (*runs, *(item.intervention.name for item in day.items if not is_daily(item)))
    return "; ".join(names) or "Nothing yet"
