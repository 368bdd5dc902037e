"""What the treatment must respect: one page, each part saved at once."""

from flask import Blueprint, get_template_attribute, redirect, render_template, request
from flask.typing import ResponseReturnValue

from planner.web.access import clinician_required
from planner.web.components.forms import errors_of
from planner.web.forms import add_refusal
from planner.web.kept import wants_json
from planner.web.protocol.board_views import read_draft
from planner.web.protocol.carried import told_words
from planner.web.protocol.factor_cards import factors_card
from planner.web.protocol.respect_form import (
    FACTOR,
    RespectForm,
    is_carried,
    respect_form,
    save_parts,
)
from planner.web.protocol.stage_cards import StageForm, stage_card, worked_out
from planner.web.saving import refused_answer, saved_answer
from planner.web.services import actor, clock, db, knowledge
from planner.web.visit_frame import frame, frame_regions
from planner.web.visits import emergency_address, read_page, unless_emergency, visit_address
from planner.workflow.entries import VisitPage
from planner.workflow.errors import RefusedError
from planner.workflow.situation import choose_stage

HERE = "respect"
VISIT = "/people/<uuid:person_id>/visits/<uuid:encounter_id>/respect"
MAY_BE_CARRIED = ("goals", "days", "sport", "equipment")


def add_to(bp: Blueprint) -> None:
    """Put the page among those of the protocol."""
    bp.add_url_rule(VISIT, view_func=respect, methods=["GET", "POST"])
    bp.add_url_rule(f"{VISIT}/stage", view_func=stage, methods=["GET", "POST"])


@clinician_required
@unless_emergency
def respect(page: VisitPage) -> ResponseReturnValue:
    """The script sends one part, the button all of them; a yes may raise an emergency."""
    form = respect_form(page)
    if form.validate_on_submit():
        try:
            still = request.form.get("still")
            saved = save_parts(form, page, request.form.get("changed"), still)
            return saved_answer(
                saved,
                to=_next(page, still),
                regions=_regions(page),
                go=emergency_address(read_page(page.visit)),
            )
        except RefusedError as refusal:
            add_refusal(form, refusal)
    errors = errors_of(form)
    if errors and wants_json(request):
        return refused_answer(errors)
    return _shown(page, form, StageForm(formdata=None, data={"version": page.version}))


@clinician_required
@unless_emergency
def stage(page: VisitPage) -> ResponseReturnValue:
    """Choose the stage by hand, or hand the choice back to the program."""
    plan = read_draft(page).plan
    here = visit_address("protocol.respect", page)
    if plan is None or plan.picture is None:
        return redirect(f"{here}#stage-part", code=303)
    form = StageForm(data={"version": page.version})
    form.fit(plan.picture, worked_out(plan))
    if form.validate_on_submit():
        try:
            choose_stage(
                db(),
                actor(),
                page.visit,
                form.version.data,
                form.chosen,
                form.stage_reason.data,
                knowledge=knowledge(),
                clock=clock(),
            )
            return redirect(f"{here}#stage-part", code=303)
        except RefusedError as refusal:
            add_refusal(form, refusal)
    return _shown(page, respect_form(page, is_fresh=True), form)


def _shown(page: VisitPage, form: RespectForm, stage_form: StageForm) -> ResponseReturnValue:
    plan, pack = read_draft(page).plan, knowledge().pack
    if plan is not None and plan.picture is not None:
        stage_form.fit(plan.picture, worked_out(plan))
    errors = errors_of(form, stage_form)
    shown = render_template(
        "protocol/respect.html",
        form=form,
        stage_form=stage_form,
        errors=errors,
        card=factors_card(plan, page, pack),
        stage=stage_card(plan, page),
        rule=pack.presentation.head.irritability,
        carried={part: told_words(part, page) for part in MAY_BE_CARRIED if is_carried(part, page)},
        wants_back=page.words["wants-back"].value if "wants-back" in page.words else "",
        stage_address=visit_address("protocol.stage", page),
        surgery_address=visit_address("protocol.surgery", page),
        board_address=visit_address("protocol.board", page),
        **frame(page, HERE),
    )
    return shown, 400 if errors else 200


def _next(page: VisitPage, still: str | None) -> str:
    """The board; the same part again where one carried thing was confirmed."""
    if still:
        return f"{visit_address('protocol.respect', page)}#{still}"
    return visit_address("protocol.board", page) or "/"


def _regions(page: VisitPage) -> dict[str, str]:
    """What a save changes: the bar, the counts, and the questions where the plan is another one.

    An answer leaves the questions where they are: nothing moves under the finger.
    """
    if not wants_json(request):
        return {}
    fresh, changed = read_page(page.visit), request.form.get("changed", "")
    plan, pack = read_draft(fresh).plan, knowledge().pack
    card = factors_card(plan, fresh, pack)
    parts = "protocol/respect-parts.html"
    regions = {
        **frame_regions(fresh, HERE),
        "factors-count": str(get_template_attribute(parts, "factors_count")(card)),
        "factors-effects": str(get_template_attribute(parts, "factors_effects")(card)),
    }
    if not changed.startswith(FACTOR):
        regions["factors"] = str(get_template_attribute(parts, "factor_questions")(card))
        if changed == "irritability":
            now = get_template_attribute(parts, "stage_now")
            regions["stage-now"] = str(now(stage_card(plan, fresh)))
    return regions
