"""Small pages of the board: take out, change or set a dose, a note, confirm, take back."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound
from wtforms import SelectChoice

from planner.assembly.plan import Plan
from planner.clinical.interventions import Intervention
from planner.clinical.quantities import DoseRow
from planner.documents.filling.dose_line import dose_words
from planner.web.access import clinician_required
from planner.web.components.forms import errors_of
from planner.web.forms import VersionedForm, add_refusal
from planner.web.papers.grading import grade_card
from planner.web.protocol.board_views import HERE, desk_of, read_draft
from planner.web.protocol.dose_cards import doses_to_confirm
from planner.web.protocol.edit_forms import (
    BesideForm,
    ConfirmForm,
    DoseForm,
    EditForm,
    NoteForm,
    RemoveForm,
    SwapForm,
    own_values,
    standing_values,
)
from planner.web.protocol.swap_cards import rungs_of
from planner.web.services import actor, clock, db, knowledge
from planner.web.visit_frame import frame
from planner.web.visits import unless_emergency, visit_address
from planner.workflow.actor import Saved
from planner.workflow.edits import (
    add_note,
    change_dose,
    choose_together,
    confirm_doses,
    move_item,
    remove_item,
    swap_item,
    undo_edit,
)
from planner.workflow.entries import VisitPage
from planner.workflow.errors import RefusedError
from planner.workflow.usual_dose import usual_dose
from planner.workflow.waiting import UNSOURCED

ITEM = "/people/<uuid:person_id>/visits/<uuid:encounter_id>/protocol/items/<item>"
VISIT = "/people/<uuid:person_id>/visits/<uuid:encounter_id>/protocol"


def add_to(bp: Blueprint) -> None:
    """Put the edits among the pages of the protocol."""
    both = ["GET", "POST"]
    bp.add_url_rule(f"{ITEM}/remove", view_func=remove, methods=both)
    bp.add_url_rule(f"{ITEM}/dose", view_func=dose, methods=both)
    bp.add_url_rule(f"{ITEM}/swap", view_func=swap, methods=both)
    bp.add_url_rule(f"{ITEM}/move/<way>", view_func=move, methods=["POST"])
    bp.add_url_rule(f"{ITEM}/confirm", view_func=confirm_dose, methods=["POST"])
    bp.add_url_rule(f"{VISIT}/doses", view_func=doses, methods=both)
    bp.add_url_rule(f"{VISIT}/note", view_func=note, methods=both)
    bp.add_url_rule(f"{VISIT}/beside/<uuid:plan_id>", view_func=beside, methods=both)
    bp.add_url_rule(f"{VISIT}/undo/<uuid:edit_id>", view_func=undo, methods=["POST"])


@clinician_required
@unless_emergency
def remove(page: VisitPage, item: str) -> ResponseReturnValue:
    """Take an item out, or give up one that waits; the reason stands in "left out, because"."""
    thing, form = thing_of(item), RemoveForm(data={"version": page.version})

    def save() -> Saved:
        return remove_item(
            db(),
            actor(),
            page.visit,
            form.version.data,
            item,
            form.reason.data,
            knowledge=knowledge(),
            clock=clock(),
        )

    standing = standing_dose(read_draft(page).plan, item)
    return edited_page(
        page, form, save, "protocol/remove.html", thing=thing, now=_now(standing), part="left-out"
    )


@clinician_required
@unless_emergency
def dose(page: VisitPage, item: str) -> ResponseReturnValue:
    """Change the dose that stands, or set the one that the pack does not have."""
    thing = thing_of(item)
    plan = read_draft(page).plan
    standing = standing_dose(plan, item)
    mine = usual_dose(db(), actor(), plan, item) if plan is not None else None
    values = own_values(mine) if mine is not None else standing_values(standing)
    form = DoseForm(data={"version": page.version, **values})
    form.fit(standing)

    def save() -> Saved:
        return change_dose(
            db(),
            actor(),
            page.visit,
            form.version.data,
            item,
            form.to_dose(standing),
            form.reason.data,
            knowledge=knowledge(),
            clock=clock(),
            as_usual=bool(form.as_usual.data),
        )

    return edited_page(
        page,
        form,
        save,
        "protocol/dose.html",
        thing=thing,
        now=_now(standing),
        is_usual=mine is not None,
        part=item,
    )


@clinician_required
@unless_emergency
def swap(page: VisitPage, item: str) -> ResponseReturnValue:
    """Another item in its place: its ladder first, then others of its strand."""
    thing, plan = thing_of(item), read_draft(page).plan
    rungs = rungs_of(plan, thing, knowledge().pack) if plan is not None else ()
    form = SwapForm(data={"version": page.version})
    form.other.choices = [
        SelectChoice(choice.id, choice.name)
        for rung in rungs
        for choice in rung.choices
        if not choice.stops
    ]

    def save() -> Saved:
        return swap_item(
            db(),
            actor(),
            page.visit,
            form.version.data,
            item,
            form.other.data,
            form.reason.data,
            knowledge=knowledge(),
            clock=clock(),
        )

    now = _now(standing_dose(plan, item))
    part = form.other.data or item
    return edited_page(
        page, form, save, "protocol/swap.html", thing=thing, now=now, rungs=rungs, part=part
    )


@clinician_required
@unless_emergency
def move(page: VisitPage, item: str, way: str) -> ResponseReturnValue:
    """One place up or down within its strand."""
    form = EditForm()
    if form.validate_on_submit():
        move_item(
            db(),
            actor(),
            page.visit,
            form.version.data,
            item,
            way,
            knowledge=knowledge(),
            clock=clock(),
        )
    return redirect(board_address(page, item), code=303)


@clinician_required
@unless_emergency
def confirm_dose(page: VisitPage, item: str) -> ResponseReturnValue:
    """Confirm one dose that has no source, as it stands on the board."""
    form = EditForm()
    if form.validate_on_submit():
        _confirm(page, form, [item])
    return redirect(board_address(page, item), code=303)


@clinician_required
@unless_emergency
def doses(page: VisitPage) -> ResponseReturnValue:
    """Every dose without a source by name, confirmed in one deliberate action."""
    draft = read_draft(page)
    waiting = [w.id for w in draft.waiting if w.kind == UNSOURCED]
    lines = doses_to_confirm(desk_of(page, draft), waiting) if draft.plan else ()
    form = ConfirmForm(data={"version": page.version, "items": " ".join(waiting)})

    def save() -> Saved:
        return _confirm(page, form, (form.items.data or "").split())

    return edited_page(page, form, save, "protocol/doses.html", lines=lines, part="waiting")


@clinician_required
@unless_emergency
def note(page: VisitPage) -> ResponseReturnValue:
    """A text of one's own on the patient's plan; its reading grade is told without saving it."""
    form = NoteForm(data={"version": page.version})
    grade = grade_card(form.text.data or "")
    if "measure" in request.form:
        back = board_address(page, "edits")
        return render_template(
            "protocol/note.html", form=form, errors=(), back=back, grade=grade, **frame(page, HERE)
        )

    def save() -> Saved:
        return add_note(db(), actor(), page.visit, form.version.data, form.text.data, clock=clock())

    return edited_page(page, form, save, "protocol/note.html", part="edits", grade=grade)


@clinician_required
@unless_emergency
def beside(page: VisitPage, plan_id: UUID) -> ResponseReturnValue:
    """Let this plan stand beside another one in use, with the reason; or change it first."""
    form = BesideForm(data={"version": page.version})
    says = [w.says for w in read_draft(page).waiting if w.id == str(plan_id)]

    def save() -> Saved:
        return choose_together(
            db(),
            actor(),
            page.visit,
            form.version.data,
            str(plan_id),
            form.reason.data,
            knowledge=knowledge(),
            clock=clock(),
        )

    return edited_page(
        page, form, save, "protocol/beside.html", says=says[0] if says else "", part="waiting"
    )


@clinician_required
@unless_emergency
def undo(page: VisitPage, edit_id: UUID) -> ResponseReturnValue:
    """Take an edit back: the list keeps it, and says so."""
    form = EditForm()
    if form.validate_on_submit():
        undo_edit(db(), actor(), page.visit, form.version.data, str(edit_id), clock=clock())
    return redirect(board_address(page, "edits"), code=303)


def edited_page(
    page: VisitPage,
    form: VersionedForm,
    save: Callable[[], Saved],
    template: str,
    *,
    part: str,
    **values: object,
) -> ResponseReturnValue:
    """Save and go back to the board, or show the form with what is wrong at its field."""
    if form.validate_on_submit():
        try:
            save()
            return redirect(board_address(page, part), code=303)
        except RefusedError as refusal:
            add_refusal(form, refusal)
    errors = errors_of(form)
    back = board_address(page, part)
    shown = render_template(
        template, form=form, errors=errors, back=back, **values, **frame(page, HERE)
    )
    return shown, 400 if errors else 200


def board_address(page: VisitPage, part: str) -> str:
    """The board at one of its parts."""
    return f"{visit_address('protocol.board', page)}#{part}"


def thing_of(item: str) -> Intervention:
    """A treatment of the library. Raises NotFound for an id it does not hold."""
    thing = knowledge().pack.library.interventions.get(item)
    if thing is None:
        raise NotFound
    return thing


def standing_dose(plan: Plan | None, item: str) -> DoseRow | None:
    """The dose that stands for an item of the draft."""
    stage = plan.current if plan else None
    found = {i.intervention.id: i.dose for i in (stage.items if stage else ())}
    return found.get(item)


def _confirm(page: VisitPage, form: VersionedForm, items: list[str]) -> Saved:
    return confirm_doses(
        db(),
        actor(),
        page.visit,
        form.version.data,
        items,
        knowledge=knowledge(),
        clock=clock(),
    )


def _now(standing: DoseRow | None) -> str:
    return dose_words(standing) if standing else ""
