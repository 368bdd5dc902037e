"""Bring in a template or an earlier plan of the same person; keep a draft as a template."""

from uuid import UUID

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from planner.assembly.plan import Plan
from planner.web.access import clinician_required
from planner.web.protocol.board_views import HERE, read_draft
from planner.web.protocol.bring_cards import plan_lines, template_lines, weighed_lines
from planner.web.protocol.bring_forms import CLINIC, BringForm, KeepTemplateForm
from planner.web.protocol.edit_views import VISIT, board_address, edited_page
from planner.web.services import actor, clock, db, knowledge
from planner.web.visit_frame import frame
from planner.web.visits import unless_emergency
from planner.workflow.actor import Saved
from planner.workflow.bringing_in import bring_in, bundle_of, earlier_plans
from planner.workflow.bundles import taken_out, weigh
from planner.workflow.entries import VisitPage
from planner.workflow.protocol import ProtocolBoard
from planner.workflow.templates import keep_template, templates


def add_to(bp: Blueprint) -> None:
    """Put the three pages among those of the protocol."""
    both = ["GET", "POST"]
    bp.add_url_rule(f"{VISIT}/bring-in", view_func=bring)
    bp.add_url_rule(
        f"{VISIT}/bring-in/<source>/<uuid:source_id>", view_func=bring_one, methods=both
    )
    bp.add_url_rule(f"{VISIT}/keep-template", view_func=keep, methods=both)


@clinician_required
@unless_emergency
def bring(page: VisitPage) -> ResponseReturnValue:
    """Templates, and plans this person had before."""
    if _current(read_draft(page)) is None:
        return redirect(board_address(page, "main"), code=303)
    person_id = str(page.visit.person_id)
    return render_template(
        "protocol/bring-in.html",
        templates=template_lines(templates(db(), actor(), knowledge().pack), page),
        plans=plan_lines(earlier_plans(db(), person_id), page),
        back=board_address(page, "main"),
        **frame(page, HERE),
    )


@clinician_required
@unless_emergency
def bring_one(page: VisitPage, source: str, source_id: UUID) -> ResponseReturnValue:
    """What comes in of it and what stays out, each with why; then all of it by one button."""
    pack, person_id = knowledge().pack, str(page.visit.person_id)
    bundle = bundle_of(db(), actor(), person_id, source, str(source_id), pack)
    draft = read_draft(page)
    plan = _current(draft)
    if plan is None:
        return redirect(board_address(page, "main"), code=303)
    form = BringForm(data={"version": page.version})

    def save() -> Saved:
        return bring_in(
            db(),
            actor(),
            page.visit,
            form.version.data,
            source,
            str(source_id),
            knowledge=knowledge(),
            clock=clock(),
        )

    lines = weighed_lines(weigh(plan, bundle, pack, taken_out(draft.edits)))
    return edited_page(
        page,
        form,
        save,
        "protocol/bring-one.html",
        part="edits",
        title=bundle.title,
        lines=lines,
        count=sum(line.comes for line in lines),
    )


@clinician_required
@unless_emergency
def keep(page: VisitPage) -> ResponseReturnValue:
    """Keep the items of this draft as a template, with nothing of the person in it."""
    plan = _current(read_draft(page))
    if plan is None or plan.current is None:
        return redirect(board_address(page, "main"), code=303)
    form = KeepTemplateForm(data={"version": page.version})

    def save() -> Saved:
        return keep_template(
            db(),
            actor(),
            page.visit,
            form.version.data,
            form.name.data,
            form.may_use.data == CLINIC,
            knowledge=knowledge(),
            clock=clock(),
        )

    names = [item.intervention.name for item in plan.current.items]
    return edited_page(page, form, save, "protocol/keep-template.html", part="edits", names=names)


def _current(draft: ProtocolBoard) -> Plan | None:
    """A plan that items can be added to: none while it holds."""
    plan = draft.plan
    return plan if plan is not None and plan.current is not None else None
