"""Whether a sheet of paper still stands: its code and version, typed from the foot of a page."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from planner.web.access import clinician_required
from planner.web.components.forms import errors_of
from planner.web.menu import address_of
from planner.web.papers.reprint_form import CodeForm
from planner.web.services import db
from planner.web.words import day_with_name
from planner.workflow.paper_trail import CodeStanding, standing_of_code


def add_to(bp: Blueprint) -> None:
    """Put the page among the papers. Its address holds a code and a number, nothing else."""
    bp.add_url_rule("/check-a-code", view_func=check_code)


@clinician_required
def check_code() -> ResponseReturnValue:
    """Current, replaced by a later version, or not one of ours."""
    form = CodeForm(request.args)
    is_asked = bool(request.args)
    is_whole = is_asked and form.validate()
    found = _standing(form) if is_whole else None
    answer = render_template(
        "papers/check-code.html",
        form=form,
        errors=errors_of(form) if is_asked else (),
        is_asked=is_whole,
        found=found,
        replaced_on=_day(found),
        address=_address(found),
    )
    return answer, 400 if is_asked and not is_whole else 200


def _standing(form: CodeForm) -> CodeStanding | None:
    return standing_of_code(db(), form.code.data or "", int(form.number.data or 0))


def _day(found: CodeStanding | None) -> str:
    if found is None or found.replaced_at is None:
        return ""
    return day_with_name(found.replaced_at.astimezone().date())


def _address(found: CodeStanding | None) -> str | None:
    if found is None:
        return None
    return address_of("papers.plan", person_id=found.person_id, plan_id=found.plan_id)
