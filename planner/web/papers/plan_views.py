"""The print screen of an issued plan: whose it is in large type, its files, what was taught."""

from dataclasses import replace
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from planner.web.access import clinician_required
from planner.web.components.forms import errors_of
from planner.web.emergencies import emergency_of
from planner.web.forms import VersionedForm, add_refusal
from planner.web.papers.changed_cards import changed_notice
from planner.web.papers.keep_form import KeepForm, kept_line
from planner.web.papers.older_cards import older_cards
from planner.web.papers.otherwise_cards import otherwise_cards
from planner.web.papers.plan_cards import (
    SEPARATOR,
    as_printed,
    file_cards,
    taught_items,
    ticks_in,
)
from planner.web.papers.shared_week_cards import together_address
from planner.web.saving import saved_answer
from planner.web.services import actor, clock, db, knowledge
from planner.web.visit_frame import frame
from planner.web.visits import read_page, visit_address
from planner.web.words import day_with_name, time_of_day
from planner.workflow.errors import RefusedError
from planner.workflow.in_use import plans_in_use
from planner.workflow.keeping_plans import keep_plan
from planner.workflow.paper_trail import plans_of
from planner.workflow.reprinting import IssuedPlan, read_issued
from planner.workflow.teaching import tick_teaching


def add_to(bp: Blueprint) -> None:
    """Put the page among the papers."""
    address = "/people/<uuid:person_id>/plans/<uuid:plan_id>"
    bp.add_url_rule(address, view_func=plan, methods=["GET", "POST"])
    bp.add_url_rule(f"{address}/keep", view_func=keep, methods=["POST"])


@clinician_required
def plan(person_id: UUID, plan_id: UUID) -> ResponseReturnValue:
    """What was issued, to print and to teach. While an emergency is open, that page instead."""
    issued = read_issued(db(), str(person_id), str(plan_id))
    if alarm := emergency_of(issued.visit.person_id):
        return redirect(alarm, code=303)
    form = VersionedForm()
    if form.validate_on_submit():
        return _tick(issued, form.version.data or 0)
    form.version.data = issued.ticks_version
    return _shown(issued, form)


@clinician_required
def keep(person_id: UUID, plan_id: UUID) -> ResponseReturnValue:
    """Looked at what the protocols of today make otherwise, and kept, with the reason."""
    issued = read_issued(db(), str(person_id), str(plan_id))
    if alarm := emergency_of(issued.visit.person_id):
        return redirect(alarm, code=303)
    form = KeepForm()
    if form.validate_on_submit():
        try:
            keep_plan(
                db(),
                actor(),
                issued.visit.person_id,
                issued.id,
                form.seen.data or "",
                form.reason.data,
                knowledge=knowledge(),
                clock=clock(),
            )
            return redirect(
                url_for("papers.plan", person_id=issued.visit.person_id, plan_id=issued.id), 303
            )
        except RefusedError as refusal:
            add_refusal(form, refusal)
    ticks = VersionedForm(formdata=None, data={"version": issued.ticks_version})
    return _shown(issued, ticks, form), 400


def _tick(issued: IssuedPlan, version: int) -> ResponseReturnValue:
    """The script sends the three ticks of one item; the button sends those of all."""
    known = [item.id for item in taught_items(issued)]
    changed = request.form.get("changed", "").partition(SEPARATOR)[0]
    ticks = ticks_in(list(request.form.items()), [changed] if changed in known else known)
    person_id, plan_id = issued.visit.person_id, issued.id
    saved = tick_teaching(db(), actor(), person_id, plan_id, ticks, version, clock=clock())
    return saved_answer(saved, to=url_for("papers.plan", person_id=person_id, plan_id=plan_id))


def _shown(issued: IssuedPlan, form: VersionedForm, keep_form: KeepForm | None = None) -> str:
    page = read_page(issued.visit)
    plans = plans_of(db(), issued.visit.person_id)
    used = plans_in_use(db(), issued.visit.person_id)
    bar = frame(page, "issue")
    bar["identity"] = replace(bar["identity"], plan=f"plan v{issued.version}")
    on = issued.issued_at.astimezone().date()
    return render_template(
        "papers/plan.html",
        plan=issued,
        form=form,
        whose=as_printed(issued),
        issued_on=f"{day_with_name(on)}, {time_of_day(issued.issued_at)}",
        later=next((line for line in plans if line.id == issued.superseded_by), None),
        changed=changed_notice(issued.visit.person_id, issued.id),
        kept=kept_line(issued.id),
        keep_form=keep_form or KeepForm(formdata=None, data={"seen": knowledge().content_hash}),
        errors=errors_of(keep_form) if keep_form else (),
        otherwise=[c for c in otherwise_cards(issued.visit.person_id) if c.plan_id == issued.id],
        older=older_cards(plan for plan in used if plan.id == issued.id),
        board_address=visit_address("protocol.board", page),
        files=file_cards(issued),
        together=together_address(issued.visit.person_id, used),
        items=taught_items(issued),
        warnings=issued.snapshot.get("warnings", ()),
        letters=[line for line in page.referrals if line.is_open],
        visit_home=visit_address("patients.visit", page),
        **bar,
    )
