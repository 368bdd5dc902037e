"""Investigations: asked for, signed, taken back; a result reopens the reasoning."""

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from planner.clinical.redflags import Investigation
from planner.web.access import clinician_required
from planner.web.assessment.results_cards import (
    changed_by,
    entry_of,
    is_signed,
    result_words,
    results_of,
)
from planner.web.assessment.results_form import AskForm, ResultForm, WithdrawForm, result_form
from planner.web.components.forms import errors_of
from planner.web.forms import VersionedForm, add_refusal
from planner.web.services import actor, clock, db, knowledge
from planner.web.visit_frame import SCREEN, frame
from planner.web.visits import read_page, unless_emergency, visit_address
from planner.workflow.deciding import ask_for_investigation, sign_result, withdraw_result
from planner.workflow.entries import VisitPage
from planner.workflow.errors import RefusedError


def add_to(bp: Blueprint) -> None:
    """Put the pages among those of the assessment."""
    address = "/people/<uuid:person_id>/visits/<uuid:encounter_id>/results"
    bp.add_url_rule(address, view_func=results)
    bp.add_url_rule(f"{address}/<investigation>", view_func=result, methods=["GET", "POST"])


@clinician_required
@unless_emergency
def results(page: VisitPage) -> ResponseReturnValue:
    """What was asked for, what was signed and what it changed."""
    return render_template("assessment/results.html", view=results_of(page), **frame(page, SCREEN))


@clinician_required
@unless_emergency
def result(page: VisitPage, investigation: str = "") -> ResponseReturnValue:
    """One investigation; the button pressed says what is done with it."""
    known = knowledge().pack.library.investigations.get(investigation)
    if known is None:
        raise NotFound
    forms = (
        AskForm(data={"version": page.version}),
        result_form(known, page.version),
        WithdrawForm(data={"version": page.version}),
    )
    wanted = {"ask": forms[0], "sign": forms[1], "withdraw": forms[2]}
    form = wanted.get(request.form.get("do", ""))
    if form is not None and form.validate_on_submit():
        try:
            _do(page, known, form)
            return redirect(_after(read_page(page.visit)), code=303)
        except RefusedError as refusal:
            add_refusal(form, refusal)
    return _shown(page, known, forms, form)


def _do(page: VisitPage, known: Investigation, form: VersionedForm) -> None:
    at = (db(), actor(), page.visit, form.version.data or 0, known.id)
    if isinstance(form, ResultForm) and form.on.day is not None:
        sign_result(
            *at,
            form.result.data,
            form.on.day,
            form.note.data or "",
            knowledge=knowledge(),
            clock=clock(),
        )
    elif isinstance(form, WithdrawForm):
        withdraw_result(*at, form.reason.data, knowledge=knowledge(), clock=clock())
    elif isinstance(form, AskForm):
        ask_for_investigation(*at, form.ask_note.data or "", knowledge=knowledge(), clock=clock())


def _after(page: VisitPage) -> str:
    return visit_address("assessment.results", page) or ""


def _shown(
    page: VisitPage,
    known: Investigation,
    forms: tuple[AskForm, ResultForm, WithdrawForm],
    refused: VersionedForm | None,
) -> ResponseReturnValue:
    errors = errors_of(refused) if refused is not None else ()
    entry = entry_of(page, known.id)
    signed = entry is not None and is_signed(entry)
    answer = render_template(
        "assessment/result.html",
        investigation=known,
        ask=forms[0],
        sign=forms[1],
        withdraw=forms[2],
        errors=errors,
        signed=result_words(known, entry) if entry is not None and signed else "",
        changed=changed_by(page, known.id) if signed else (),
        results_address=_after(page),
        **frame(page, SCREEN),
    )
    return answer, 400 if errors else 200
