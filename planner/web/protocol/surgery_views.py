"""The page of an operation or fracture, with the limits a surgeon set after it (HZ-042)."""

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from planner.assembly.surgeons_limits import limit_line
from planner.clinical.surgery import LimitState
from planner.web.access import clinician_required
from planner.web.components.forms import errors_of
from planner.web.forms import add_refusal
from planner.web.protocol.surgery_form import limits_to_tick, surgery_form
from planner.web.services import actor, clock, db, knowledge
from planner.web.visit_frame import frame
from planner.web.visits import unless_emergency, visit_address
from planner.workflow.after_surgery import record_surgery
from planner.workflow.entries import VisitPage
from planner.workflow.errors import RefusedError

HERE = "respect"
SURGERY = "/people/<uuid:person_id>/visits/<uuid:encounter_id>/respect/surgery"


def add_to(bp: Blueprint) -> None:
    """Put the page among those of the protocol."""
    bp.add_url_rule(SURGERY, view_func=surgery, methods=["GET", "POST"])


@clinician_required
@unless_emergency
def surgery(page: VisitPage) -> ResponseReturnValue:
    """What was done or broken, and what is allowed until when; saved in whole."""
    pack, stands = knowledge().pack, page.assessment.case.after_surgery
    form = surgery_form(pack, stands, page.version)
    if form.validate_on_submit():
        try:
            record_surgery(
                db(),
                actor(),
                page.visit,
                form.version.data,
                form.to_surgery(pack),
                knowledge=knowledge(),
                clock=clock(),
            )
            return redirect(f"{visit_address('protocol.surgery', page)}#main", code=303)
        except RefusedError as refusal:
            add_refusal(form, refusal)
    errors = errors_of(form)
    kinds, on = pack.library.surgeons_limits, page.assessment.case.on
    shown = render_template(
        "protocol/surgery.html",
        form=form,
        errors=errors,
        kinds=limits_to_tick(pack),
        gaps=stands.gaps(kinds) if stands else (),
        ended=[
            limit_line(limit, kinds[limit.kind])
            for limit, state in (stands.standing(on) if stands else ())
            if state is LimitState.ASK and limit.kind in kinds
        ],
        back=visit_address("protocol.respect", page),
        **frame(page, HERE),
    )
    return shown, 400 if errors else 200
