"""How the warnings of one month were raised and how they ended, for the lead."""

from datetime import date

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from planner.web.access import lead_required
from planner.web.clinic.warnings_cards import choices_of, warnings_card, warnings_file
from planner.web.services import actor, clock, db, knowledge
from planner.workflow.warnings_report import MonthOfWarnings, month_of_warnings


def add_to(bp: Blueprint) -> None:
    """Put the page and its file among the settings."""
    bp.add_url_rule("/settings/warnings", view_func=warnings)
    bp.add_url_rule("/settings/warnings/file", view_func=warnings_as_file)


@lead_required
def warnings() -> ResponseReturnValue:
    """This month, or the one that was chosen."""
    found, choices = _found(), choices_of(clock().today())
    value = f"{found.month:%Y-%m}"
    return render_template(
        "clinic/warnings.html",
        card=warnings_card(found, knowledge().pack),
        choices=choices,
        chosen=next(choice for choice in choices if choice.value == value),
    )


@lead_required
def warnings_as_file() -> ResponseReturnValue:
    """The same month for a spreadsheet."""
    found = _found()
    answer = Response(warnings_file(found, knowledge().pack), mimetype="text/csv")
    answer.headers.set(
        "Content-Disposition", "attachment", filename=f"warnings-{found.month:%Y-%m}.csv"
    )
    return answer


def _found() -> MonthOfWarnings:
    known = {choice.value for choice in choices_of(clock().today())}
    value = request.args.get("month") or f"{clock().today():%Y-%m}"
    if value not in known:
        raise NotFound
    day = date.fromisoformat(f"{value}-01")
    return month_of_warnings(db(), actor(), day, knowledge=knowledge(), clock=clock())
