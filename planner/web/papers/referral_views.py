"""One referral and its loop: what comes next, what happened, the letter to print."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from planner.web.access import clinician_required
from planner.web.components.forms import FieldError, errors_of
from planner.web.days import typed_day
from planner.web.forms import add_refusal
from planner.web.papers.referral_cards import (
    about_of,
    heading_of,
    loop_of,
    step_buttons,
    step_lines,
)
from planner.web.papers.referral_forms import StepForm
from planner.web.services import actor, clock, db
from planner.web.visit_frame import frame
from planner.web.visits import emergency_address, read_page, visit_address
from planner.web.words import day_with_name, time_of_day
from planner.workflow.errors import RefusedError, StaleWriteError
from planner.workflow.referrals import Referral, read_referral, record_step

CHANGED = (
    "Somebody recorded something here while this page was open. Nothing of yours was saved yet: "
    "read what happened, then record yours if it still holds."
)


def add_to(bp: Blueprint) -> None:
    """Put the page among the papers."""
    address = "/people/<uuid:person_id>/referrals/<uuid:referral_id>"
    bp.add_url_rule(address, view_func=referral, methods=["GET", "POST"])


@clinician_required
def referral(person_id: UUID, referral_id: UUID) -> ResponseReturnValue:
    """Where the referral stands; the button pressed says what happened."""
    found = read_referral(db(), str(person_id), str(referral_id))
    form = StepForm()
    if not form.validate_on_submit():
        return _shown(found, form)
    kind = request.form.get("kind", "")
    try:
        record_step(
            db(),
            actor(),
            found.visit.person_id,
            found.id,
            form.version.data or 0,
            kind,
            whom=form.whom.data or "",
            note=form.note.data or "",
            on=form.to_day(clock().today()),
            clock=clock(),
        )
    except StaleWriteError:
        return _changed(found, form, kind)
    except RefusedError as refusal:
        add_refusal(form, refusal)
        return _shown(found, form)
    return _again(found)


def _again(found: Referral) -> ResponseReturnValue:
    address = url_for("papers.referral", person_id=found.visit.person_id, referral_id=found.id)
    return redirect(address, code=303)


def _changed(found: Referral, form: StepForm, kind: str) -> ResponseReturnValue:
    """The same button pressed twice says it once; anything else is shown beside what was typed."""
    found = read_referral(db(), found.visit.person_id, found.id)
    last = found.steps[-1] if found.steps else None
    typed = (kind, (form.whom.data or "").strip(), (form.note.data or "").strip())
    if last and (last.kind, last.whom, last.note) == typed and last.by == actor().name:
        return _again(found)
    return _shown(found, form, also=(FieldError("happened", CHANGED),), status=409)


def _shown(
    found: Referral, form: StepForm, *, also: tuple[FieldError, ...] = (), status: int = 400
) -> ResponseReturnValue:
    page = read_page(found.visit)
    form.version.data = found.version
    if not form.is_submitted():
        form.on.data = typed_day(clock().today())
    is_emergency = any(alert.is_open for alert in page.alerts)
    bar = frame(page, "issue", is_emergency=is_emergency)
    if is_emergency:
        bar["rail"] = None
    errors = errors_of(form, also=also)
    written = found.written_at.astimezone().date()
    answer = render_template(
        "papers/referral.html",
        referral=found,
        form=form,
        errors=errors,
        about=about_of(found),
        heading=heading_of(found),
        loop=loop_of(found),
        lines=step_lines(found),
        buttons=step_buttons(found),
        written=f"{day_with_name(written)}, {time_of_day(found.written_at)}",
        letter_address=url_for(
            "papers.document", person_id=found.visit.person_id, document_id=found.document_id
        ),
        emergency_address=emergency_address(page),
        visit_home=visit_address("patients.visit", page),
        **bar,
    )
    return answer, status if errors else 200
