"""Write a referral letter: for a rule, or for the leading cause; looked at, then frozen."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from planner.documents.errors import PdfError
from planner.web.access import clinician_required
from planner.web.components.forms import FieldError, errors_of
from planner.web.forms import add_refusal
from planner.web.papers.letters import letter_choices
from planner.web.papers.referral_forms import WriteForm
from planner.web.services import actor, clock, db, knowledge, press
from planner.web.visit_frame import frame
from planner.web.visits import at_visit, emergency_address, read_page, visit_address
from planner.workflow.entries import VisitPage
from planner.workflow.errors import RefusedError, StaleWriteError
from planner.workflow.referrals import write_referral as write_letter

CHANGED = (
    "This visit changed while the page was open. Nothing was written: look at the draft again, "
    "then write it."
)


def add_to(bp: Blueprint) -> None:
    """Put the page among the papers; an address may name the rule."""
    address = "/people/<uuid:person_id>/visits/<uuid:encounter_id>/write-referral"
    for rule in ("", "/<rule>"):
        bp.add_url_rule(address + rule, view_func=write_referral, methods=["GET", "POST"])


@clinician_required
@at_visit
def write_referral(page: VisitPage, rule: str | None = None) -> ResponseReturnValue:
    """An emergency's letter too, while the emergency is open."""
    choices = letter_choices(page)
    form = WriteForm()
    form.about.choices = [(choice.value, choice.words) for choice in choices]
    if not form.is_submitted() and rule in {choice.value for choice in choices}:
        form.about.data = rule
    if not form.validate_on_submit():
        return _shown(page, form)
    version = form.version.data or 0
    try:
        written = write_letter(
            db(),
            actor(),
            page.visit,
            version,
            rule=form.rule,
            to=form.to.data or "",
            knowledge=knowledge(),
            clock=clock(),
            press=press(),
        )
    except StaleWriteError:
        return _changed(page, form, version)
    except RefusedError as refusal:
        add_refusal(form, refusal)
        return _shown(read_page(page.visit), form)
    except PdfError as problem:
        also = (FieldError("to", f"Nothing was written, for it could not be printed. {problem}"),)
        return _shown(read_page(page.visit), form, also=also, status=503)
    return _to_referral(page, written.id)


def _to_referral(page: VisitPage, referral_id: str) -> ResponseReturnValue:
    person_id = page.visit.person_id
    address = url_for("papers.referral", person_id=person_id, referral_id=referral_id)
    return redirect(address, code=303)


def _changed(page: VisitPage, form: WriteForm, version: int) -> ResponseReturnValue:
    """Older than the record: a second press of the same button leads to the letter of the first."""
    page = read_page(page.visit)
    last = page.referrals[-1] if page.referrals else None
    if last and page.version == version + 1 and form.rule in (last.rule, None):
        return _to_referral(page, last.id)
    return _shown(page, form, also=(FieldError("about", CHANGED),), status=409)


def _shown(
    page: VisitPage, form: WriteForm, *, also: tuple[FieldError, ...] = (), status: int = 400
) -> ResponseReturnValue:
    form.version.data = page.version
    is_emergency = any(alert.is_open for alert in page.alerts)
    bar = frame(page, "issue", is_emergency=is_emergency)
    if is_emergency:
        bar["rail"] = None
    errors = errors_of(form, also=also)
    answer = render_template(
        "papers/write-referral.html",
        form=form,
        errors=errors,
        choices=letter_choices(page),
        referrals=page.referrals,
        emergency_address=emergency_address(page),
        visit_home=visit_address("patients.visit", page),
        **bar,
    )
    return answer, status if errors else 200
