"""Plans in use at the same time: what each asks, what speaks against what, and one sheet of all."""

from uuid import UUID

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from planner.web.access import clinician_required
from planner.web.emergencies import emergency_of
from planner.web.papers.pdf import pdf_answer
from planner.web.papers.shared_week_cards import (
    day_cards,
    every_day,
    pair_cards,
    used_cards,
)
from planner.web.services import actor, clock, db, knowledge, press
from planner.web.visit_frame import person_frame
from planner.workflow.errors import RefusedError
from planner.workflow.people import read_person
from planner.workflow.shared_week import newest_first, print_shared_week, week_of_all
from planner.workflow.side_by_side import pairs_in_use


def add_to(bp: Blueprint) -> None:
    """Put the page and its sheet among the papers."""
    address = "/people/<uuid:person_id>/plans/together"
    bp.add_url_rule(address, view_func=plans_together)
    bp.add_url_rule(f"{address}/sheet", view_func=shared_week)


@clinician_required
def plans_together(person_id: UUID) -> ResponseReturnValue:
    """The plans one person uses, side by side. While an emergency is open, that page instead."""
    if alarm := emergency_of(str(person_id)):
        return redirect(alarm, code=303)
    person = read_person(db(), str(person_id), clock=clock())
    plans = newest_first(db(), person.id)
    try:
        week, refused = week_of_all(db(), plans, knowledge(), clock()), ""
    except RefusedError as refusal:
        week, refused = None, refusal.sentence
    return render_template(
        "papers/together.html",
        person=person,
        plans=used_cards(plans),
        pairs=pair_cards(pairs_in_use(plans, knowledge().pack), knowledge().pack.library),
        days=day_cards(week) if week else (),
        daily=every_day(week) if week else (),
        refused=refused,
        **person_frame(person),
    )


@clinician_required
def shared_week(person_id: UUID) -> ResponseReturnValue:
    """The sheet, made now from the plans as they were issued."""
    if alarm := emergency_of(str(person_id)):
        return redirect(alarm, code=303)
    printed = print_shared_week(
        db(), actor(), str(person_id), knowledge=knowledge(), clock=clock(), press=press()
    )
    return pdf_answer(printed.pdf, f"week-of-all-plans-{clock().today().isoformat()}.pdf")
