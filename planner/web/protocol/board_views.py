"""The protocol board, and the pages that stand in its place while there is no full plan."""

from functools import partial

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from planner.assembly.plan import PlanKind
from planner.clinical.case import WEEKDAYS
from planner.web.access import clinician_required
from planner.web.library.picture_cards import looks_line
from planner.web.papers.otherwise_cards import otherwise_cards
from planner.web.protocol.board_cards import (
    board_of,
    criteria_lines,
    intro_of,
    left_out_lines,
    meters_of,
)
from planner.web.protocol.change_cards import change_lines
from planner.web.protocol.edit_cards import edit_lines
from planner.web.protocol.edit_forms import EditForm
from planner.web.protocol.evidence import Standing
from planner.web.protocol.home_basis import home_basis
from planner.web.protocol.item_cards import Desk
from planner.web.protocol.no_plan_cards import holding_page, no_plan_card
from planner.web.protocol.outlook_cards import outcome_lines, recovery_card, run_card, sport_card
from planner.web.protocol.waiting_cards import waiting_count, waiting_lines
from planner.web.protocol.week_cards import run_dates, week_card
from planner.web.services import clock, db, knowledge
from planner.web.visit_frame import frame, is_review
from planner.web.visits import unless_emergency, visit_address
from planner.workflow.dose_rows import confirmations
from planner.workflow.draft import ADDED, DOSE
from planner.workflow.entries import VisitPage
from planner.workflow.protocol import ProtocolBoard, protocol

HERE = "protocol"


def add_to(bp: Blueprint) -> None:
    """Put the board among the pages of the protocol."""
    bp.add_url_rule("/people/<uuid:person_id>/visits/<uuid:encounter_id>/protocol", view_func=board)


@clinician_required
@unless_emergency
def board(page: VisitPage) -> ResponseReturnValue:
    """The draft as it stands, every check run again; or why there is none."""
    draft = read_draft(page)
    if draft.plan is None:
        card = no_plan_card(draft, page)
        return render_template("protocol/no-plan.html", card=card, **frame(page, HERE))
    around = {
        "number": len(page.issued) + 1,
        "waiting": waiting_lines(draft, page),
        "count": waiting_count(draft),
        "issue_address": visit_address("protocol.issue", page),
        "otherwise": otherwise_cards(page.visit.person_id),
        **frame(page, HERE),
    }
    if draft.plan.kind is PlanKind.HOLDING:
        return render_template(
            "protocol/holding.html", held=holding_page(draft.plan, page), **around
        )
    return render_template("protocol/board.html", **_values(page, draft), **around)


def read_draft(page: VisitPage) -> ProtocolBoard:
    """The draft of a visit as it stands."""
    return protocol(db(), page.visit, knowledge=knowledge(), clock=clock())


def desk_of(page: VisitPage, draft: ProtocolBoard) -> Desk:
    """What the cards of a draft are made from. Raises ValueError where there is no plan."""
    if draft.plan is None:
        raise ValueError("there is no plan")
    pack = knowledge().pack
    stage = draft.plan.current
    reviews = [item.intervention.review for item in (stage.items if stage else ())]
    return Desk(
        page=page,
        plan=draft.plan,
        pack=pack,
        standing=Standing(
            confirmed=confirmations(db()),
            chosen={
                edit.item: edit
                for edit in draft.edits
                if edit.item and edit.dose and not edit.is_undone and edit.kind in (ADDED, DOSE)
            },
            today=clock().today(),
            reviewing=pack.presentation.head.reviewing,
            local=pack.local,
        ),
        edits=draft.edits,
        says_unchecked=any(review.checked_by is not None for review in reviews),
    )


def _values(page: VisitPage, draft: ProtocolBoard) -> dict[str, object]:
    desk = desk_of(page, draft)
    stage = desk.plan.current
    return {
        "intro": intro_of(desk.plan, desk.pack),
        "is_interim": desk.plan.kind is PlanKind.INTERIM,
        "board": board_of(desk),
        "meters": meters_of(desk.plan),
        "home_basis": home_basis(desk.plan, desk.pack),
        "none_checked": not desk.says_unchecked,
        "looks": looks_line(item.intervention.id for item in (stage.items if stage else ())),
        "left_out": left_out_lines(desk.plan),
        "stage": stage.stage if stage else None,
        "leaves": criteria_lines(stage.stage.exit if stage else ()),
        "steps_back": criteria_lines(stage.stage.regress if stage else ()),
        "cautions": desk.plan.picture.cautions if desk.plan.picture else (),
        "run": run_card(desk.plan, page, desk.pack),
        "sport": sport_card(desk.plan),
        "run_dates": run_dates(desk.plan, desk.pack),
        "week": week_card(desk.plan, desk.pack, partial(move_address, page)),
        "week_address": _week_address(page),
        "recovery": recovery_card(desk.plan),
        "outcomes": outcome_lines(desk.plan, page),
        "changes": change_lines(draft.changes, desk.pack),
        "edits": edit_lines(draft, page, desk.pack, clock().today()),
        "edit_form": EditForm(formdata=None, data={"version": page.version}),
        "add_address": visit_address("protocol.add", page),
        "bring_address": visit_address("protocol.bring", page),
        "keep_address": visit_address("protocol.keep", page),
        "note_address": visit_address("protocol.note", page),
        "doses_address": visit_address("protocol.doses", page),
        "stage_address": _stage_address(page),
        "stage_words": "Decide at the gate" if is_review(page) else "Choose another stage",
    }


def move_address(page: VisitPage, item: str, day: int) -> str | None:
    """Where one session of the week is put on another day; nowhere at a closed visit."""
    if not page.is_open:
        return None
    return visit_address("protocol.move_day", page, item=item, day=WEEKDAYS[day])


def _week_address(page: VisitPage) -> str | None:
    address = visit_address("protocol.respect", page)
    return f"{address}#days" if address else None


def _stage_address(page: VisitPage) -> str | None:
    """Where another stage is decided: at a review at its gate, before that by hand."""
    if is_review(page):
        return f"{visit_address('review.gate', page)}#gate"
    address = visit_address("protocol.respect", page)
    return f"{address}#stage-part" if address else None
