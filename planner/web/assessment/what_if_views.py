"""What if: what each answer to an open question would do. Nothing is recorded."""

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from planner.clinical.answers import Presence, Side
from planner.ruleout.differential import Ruling
from planner.ruleout.moves import Move, moves, suppose
from planner.web.access import clinician_required
from planner.web.assessment.addresses import ask_address
from planner.web.assessment.arguments import answer_word
from planner.web.assessment.board_cards import TONES, band_of, short_name
from planner.web.assessment.impression_cards import once_open
from planner.web.assessment.places import PLACES
from planner.web.assessment.sides import assessed_sides
from planner.web.assessment.worklist import Task, Worklist, worklist
from planner.web.components.board import Axis, CauseRow
from planner.web.services import knowledge
from planner.web.visit_frame import frame
from planner.web.visits import unless_emergency, visit_address
from planner.web.words import SIDES
from planner.workflow.entries import VisitPage

BASE = "/people/<uuid:person_id>/visits/<uuid:encounter_id>/what-if"
SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """One answer and the causes it would move, the most first."""

    answer: str
    causes: tuple[CauseRow, ...]
    raised: tuple[str, ...]


def add_to(bp: Blueprint) -> None:
    """Put the pages among those of the examination."""
    bp.add_url_rule(BASE, view_func=what_if)
    bp.add_url_rule(f"{BASE}/<finding>", view_func=what_if, endpoint="what_if_of")


@clinician_required
@unless_emergency
@once_open
def what_if(page: VisitPage, finding: str | None = None) -> ResponseReturnValue:
    """Choose an open question; see what its answers would do."""
    work = _open_work(page)
    wanted = finding or request.args.get("finding")
    if wanted and finding is None:
        return redirect(visit_address("assessment.what_if_of", page, finding=wanted) or "")
    task = work.find(wanted) if wanted else None
    if wanted and (task is None or not task.is_to_do):
        abort(404)
    return render_template(
        "assessment/what-if.html",
        groups=_groups(work),
        task=task,
        axis=Axis(),
        supposed=_supposed(page, task) if task else (),
        ask=ask_address(page, task.finding.id) if task else None,
        back=visit_address("assessment.examination", page),
        **frame(page, "examination"),
    )


def _open_work(page: VisitPage) -> Worklist:
    return worklist(page, assessed_sides(page), knowledge().pack)


def _groups(work: Worklist) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Open questions by position: what is forbidden is not supposed either."""
    groups = []
    for place in PLACES:
        named = tuple(
            (task.finding.id, task.finding.name) for task in work.at(place) if task.is_to_do
        )
        if named:
            groups.append((place.name, named))
    return tuple(groups)


def _supposed(page: VisitPage, task: Task) -> tuple[Supposed, ...]:
    sides = assessed_sides(page)
    there = visit_address("assessment.rule_out", page) or ""
    found = []
    for side in task.sides:
        place = 1 if side is Side.LEFT and len(sides) > 1 else 0
        for presence in (Presence.PRESENT, Presence.ABSENT):
            case = suppose(page.case, task.finding.id, presence, side)
            after = knowledge().reasoner.rule_each(case)[place]
            moved = moves(sides[place].differential, after)
            word = answer_word(task.finding.kind, presence.value)
            where = f", {SIDES[side].lower()}" if side else ""
            found.append(_one(f"If {word}{where}", moved, there))
    return tuple(found)


def _one(answer: str, moved: tuple[Move, ...], there: str) -> Supposed:
    return Supposed(
        answer=answer,
        causes=tuple(_row(move, answer, there) for move in moved[:SHOWN]),
        raised=tuple(
            short_name(move.after.condition.name)
            for move in moved
            if move.after.raised and not move.before.raised
        ),
    )


def _row(move: Move, answer: str, there: str) -> CauseRow:
    ruling: Ruling = move.after
    tone = TONES[ruling.verdict]
    was = TONES[move.before.verdict].word
    return CauseRow(
        id=f"{ruling.condition.id}-{answer.lower().replace(' ', '-').replace(',', '')}",
        name=short_name(ruling.condition.name),
        tone=tone,
        because=f"was {was.lower()}" if move.changes_verdict else "as before",
        band=None if ruling.raised else band_of(ruling, move),
        state="by rule" if ruling.raised else "",
        threshold=ruling.condition.settling.ruled_out_below,
        address=f"{there}#cause-{ruling.condition.id}",
    )
