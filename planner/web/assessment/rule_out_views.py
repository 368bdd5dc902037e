"""Rule-out: every cause with its reasons, the clinician's signatures, the working diagnosis."""

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from planner.web.access import clinician_required
from planner.web.assessment.board_cards import open_rules_of
from planner.web.assessment.firmness_cards import firmness_cards
from planner.web.assessment.impression_cards import impression_line, once_open
from planner.web.assessment.rule_out_cards import (
    NOTHING,
    TypedDecisions,
    cause_groups,
    cause_names,
    diagnosis_warnings,
    near_causes,
    quick_lines,
    signed_count,
    standing_diagnosis,
)
from planner.web.assessment.rule_out_forms import (
    ALL,
    DECISION,
    REASON,
    AllAtOnceForm,
    DiagnosisForm,
    SigningForm,
    diagnosis_form,
)
from planner.web.assessment.rule_out_record import paragraph, record_groups
from planner.web.assessment.sides import assessed_sides
from planner.web.components.board import Axis
from planner.web.components.forms import FieldError, errors_of
from planner.web.services import actor, clock, db, knowledge
from planner.web.visit_frame import frame
from planner.web.visits import unless_emergency, visit_address
from planner.workflow.deciding import Decision, choose_diagnosis, sign_rulings
from planner.workflow.entries import VisitPage
from planner.workflow.errors import RefusedError

BASE = "/people/<uuid:person_id>/visits/<uuid:encounter_id>/rule-out"
Errors = tuple[FieldError, ...]


def add_to(bp: Blueprint) -> None:
    """Put the pages among those of the area."""
    both = ["GET", "POST"]
    bp.add_url_rule(BASE, view_func=rule_out, methods=both)
    bp.add_url_rule(f"{BASE}/all", view_func=sign_all, methods=both)
    bp.add_url_rule(f"{BASE}/diagnosis", view_func=diagnosis, methods=both)
    bp.add_url_rule(f"{BASE}/record", view_func=rule_out_record)


@clinician_required
@unless_emergency
@once_open
def rule_out(page: VisitPage) -> ResponseReturnValue:
    """Every cause; what was chosen is signed with the button, beside the verdict of now."""
    form = SigningForm()
    if not form.is_submitted():
        return _shown(page)
    decisions = form.decisions(request.form)
    errors = errors_of(form) if not form.validate() else ()
    if not errors and not decisions:
        errors = (FieldError("main", "Choose set aside or keep open for at least one cause"),)
    errors = errors or _sign(page, form, decisions)
    return _shown(page, errors) if errors else _back(page)


@clinician_required
@unless_emergency
@once_open
def sign_all(page: VisitPage) -> ResponseReturnValue:
    """Set aside exactly the causes that the page listed by name."""
    form = AllAtOnceForm()
    if not form.is_submitted():
        return _back(page)
    decisions = form.decisions(request.form.getlist(ALL))
    errors = errors_of(form) if not form.validate() else ()
    errors = errors or _sign(page, form, decisions)
    return _shown(page, errors) if errors else _back(page)


@clinician_required
@unless_emergency
@once_open
def diagnosis(page: VisitPage) -> ResponseReturnValue:
    """The working diagnosis, what adds to it, or not sure yet."""
    form = diagnosis_form(page, cause_names(assessed_sides(page)))
    if not form.is_submitted():
        return _back(page)
    errors: Errors = () if form.validate() else errors_of(form)
    if not errors and not form.condition.data:
        errors = (FieldError("condition", "Choose the working diagnosis, or not sure yet"),)
    if not errors:
        try:
            choose_diagnosis(
                db(),
                actor(),
                page.visit,
                form.version.data,
                form.condition.data,
                form.contributors.data or (),
                form.reason.data or "",
                knowledge=knowledge(),
                clock=clock(),
            )
            return _back(page, "#working-diagnosis")
        except RefusedError as refusal:
            errors = (FieldError("condition", refusal.sentence.rstrip(".")),)
    return _shown(page, errors, chosen=form)


@clinician_required
@unless_emergency
@once_open
def rule_out_record(page: VisitPage) -> ResponseReturnValue:
    """Every cause as it stands and as it was signed, to print; a paragraph to take elsewhere."""
    sides = assessed_sides(page)
    return render_template(
        "assessment/rule-out-record.html",
        groups=record_groups(cause_groups(page, sides)),
        rules=open_rules_of(page, sides),
        outside=sides[0].outside,
        firm=firmness_cards(page, sides),
        diagnosis=standing_diagnosis(page),
        impression=impression_line(page, sides),
        paragraph=paragraph(page, sides),
        back=visit_address("assessment.rule_out", page),
        page=page,
        **frame(page, "rule-out"),
    )


def _sign(
    page: VisitPage, form: SigningForm | AllAtOnceForm, decisions: tuple[Decision, ...]
) -> Errors:
    """Sign, or say at its cause what is missing; nothing is signed in part."""
    try:
        sign_rulings(
            db(),
            actor(),
            page.visit,
            form.version.data,
            decisions,
            knowledge=knowledge(),
            clock=clock(),
        )
    except RefusedError as refusal:
        field = f"{DECISION}{refusal.field}" if refusal.field else "main"
        return (FieldError(field, refusal.sentence.rstrip(".")),)
    return ()


def _shown(
    page: VisitPage, errors: Errors = (), chosen: DiagnosisForm | None = None
) -> ResponseReturnValue:
    sides = assessed_sides(page)
    typed = NOTHING
    if errors:
        sentences = {e.field.removeprefix(DECISION): e.sentence for e in errors}
        typed = TypedDecisions(fields=request.form.to_dict(), errors=sentences)
    groups = cause_groups(page, sides, typed)
    answer = render_template(
        "assessment/rule-out.html",
        axis=Axis(),
        groups=groups,
        firm=firmness_cards(page, sides),
        record=visit_address("assessment.rule_out_record", page),
        signed=signed_count(groups),
        quick=quick_lines(page, sides),
        rules=open_rules_of(page, sides),
        outside=sides[0].outside,
        near=near_causes(sides),
        standing=standing_diagnosis(page),
        impression=impression_line(page, sides),
        think_again=visit_address("assessment.impression", page),
        warnings=diagnosis_warnings(page, sides),
        form=SigningForm(formdata=None, data={"version": page.version}),
        diagnosis=chosen or diagnosis_form(page, cause_names(sides)),
        errors=errors,
        names={"decision": DECISION, "reason": REASON, "all": ALL},
        onward=visit_address("protocol.respect", page),
        examination=visit_address("assessment.examination", page),
        results=visit_address("assessment.results", page),
        sign_all=visit_address("assessment.sign_all", page),
        choose=visit_address("assessment.diagnosis", page),
        here=visit_address("assessment.rule_out", page),
        page=page,
        **frame(page, "rule-out"),
    )
    return answer, 400 if errors else 200


def _back(page: VisitPage, anchor: str = "") -> ResponseReturnValue:
    return redirect(f"{visit_address('assessment.rule_out', page)}{anchor}", code=303)
