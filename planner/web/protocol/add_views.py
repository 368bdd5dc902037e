"""Add a treatment of the library to the current stage."""

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from planner.assembly.plan import Plan
from planner.web.access import clinician_required
from planner.web.components.forms import errors_of
from planner.web.protocol.add_cards import candidate_of, strands_to_add
from planner.web.protocol.board_views import HERE, read_draft
from planner.web.protocol.edit_forms import AddForm, FindForm
from planner.web.protocol.edit_views import ITEM, VISIT, board_address, edited_page, thing_of
from planner.web.services import actor, clock, db, knowledge
from planner.web.visit_frame import frame
from planner.web.visits import unless_emergency, visit_address
from planner.workflow.actor import Saved
from planner.workflow.edited_plan import dose_on_file
from planner.workflow.edits import add_item
from planner.workflow.entries import VisitPage


def add_to(bp: Blueprint) -> None:
    """Put both pages among those of the protocol."""
    bp.add_url_rule(f"{VISIT}/add", view_func=add, methods=["GET", "POST"])
    bp.add_url_rule(f"{ITEM}/add", view_func=add_one, methods=["GET", "POST"])


@clinician_required
@unless_emergency
def add(page: VisitPage) -> ResponseReturnValue:
    """Every treatment by strand, with what stops it; words to look for narrow the list."""
    plan = _plan(page)
    if plan is None:
        return redirect(board_address(page, "main"), code=303)
    form = FindForm(data={"version": page.version})
    is_searched = bool(form.validate_on_submit() and form.text.data)
    strands = strands_to_add(plan, knowledge().pack, form.text.data if is_searched else "")
    return render_template(
        "protocol/add.html",
        form=form,
        errors=errors_of(form),
        strands=strands,
        is_searched=is_searched,
        visit_address=lambda item: visit_address("protocol.add_one", page, item=item),
        back=board_address(page, "main"),
        **frame(page, HERE),
    )


@clinician_required
@unless_emergency
def add_one(page: VisitPage, item: str) -> ResponseReturnValue:
    """One treatment: with the dose on file or another one, and why; or what stops it."""
    thing, plan = thing_of(item), _plan(page)
    if plan is None:
        return redirect(board_address(page, "main"), code=303)
    on_file = dose_on_file(plan, thing)
    form = AddForm(data={"version": page.version})
    form.is_on_file = on_file is not None
    form.fit(on_file)

    def save() -> Saved:
        return add_item(
            db(),
            actor(),
            page.visit,
            form.version.data,
            item,
            form.reason.data,
            form.to_dose(None) if form.has_own_dose else None,
            form.keep_reason.data or "",
            knowledge=knowledge(),
            clock=clock(),
        )

    respect = visit_address("protocol.respect", page)
    return edited_page(
        page,
        form,
        save,
        "protocol/add-one.html",
        candidate=candidate_of(plan, knowledge().pack, thing),
        respect=respect,
        part=item,
    )


def _plan(page: VisitPage) -> Plan | None:
    """A plan that an item can be added to: none while it holds."""
    plan = read_draft(page).plan
    return plan if plan is not None and plan.current is not None else None
