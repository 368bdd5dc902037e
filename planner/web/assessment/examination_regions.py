"""What an answer changes on the page: nothing jumps, rows reorder only between questions."""

from typing import Any

from flask import get_template_attribute, request

from planner.web.assessment.asking import REASON, SIDE, field_name
from planner.web.assessment.examination_page import Examination, read_examination
from planner.web.assessment.places import Place
from planner.web.assessment.question_cards import question_row_of
from planner.web.assessment.sides import assessed_sides
from planner.web.assessment.worklist import worklist
from planner.web.forms import VersionedForm
from planner.web.services import knowledge
from planner.web.visit_frame import frame_regions
from planner.workflow.entries import VisitPage

PARTS = "assessment/examination_parts.html"
CARD = "card"
"""The hidden field that says which question was the card when the answer was given."""


def answered_regions(before: VisitPage, after: VisitPage, place: Place) -> dict[str, Any]:
    """Regions and focus for the page's script.

    An answer to the card brings the next question. An answer to a row changes that row alone,
    unless it forbids a test that is in view: safety comes before calm.
    """
    changed = request.form.get("changed", "").removesuffix(REASON)
    finding = changed.partition(SIDE)[0]
    exam = read_examination(after, place, passed=finding)
    is_card = finding == request.form.get(CARD)
    is_next = is_card or _forbids_more(before, exam)
    regions = {**frame_regions(after, "examination"), **_live(exam, after)}
    if is_next:
        regions["examination-here"] = _part("here", exam.here)
    else:
        regions[f"{finding}-row"] = _row(after, exam, finding)
    raised = _newly_raised(before, after)
    return {
        "regions": regions,
        "focus": "raised-rule" if raised else _focus(exam, finding),
        "takes_focus": raised,
    }


def _live(exam: Examination, page: VisitPage) -> dict[str, str]:
    board = get_template_attribute("components/board.html", "rule_out_board")
    line = get_template_attribute("components/board.html", "board_line")
    positions = get_template_attribute("components/questions.html", "positions")
    undo = VersionedForm(formdata=None, data={"version": page.version})
    return {
        "rule-out-board": str(board(exam.board)),
        "board-line": str(line(exam.board)),
        "positions": str(positions(exam.steps)),
        "last-answer-place": _part("last_place", exam.last, undo.hidden_tag()),
        "notices": _part("notices", exam.notices),
    }


def _part(name: str, *values: object) -> str:
    return str(get_template_attribute(PARTS, name)(*values))


def _row(page: VisitPage, exam: Examination, finding: str) -> str:
    task = exam.work.find(finding)
    if task is None:
        return ""
    pack = knowledge().pack
    sides = assessed_sides(page)
    row = get_template_attribute("components/questions.html", "question_row")
    return str(row(question_row_of(task, page, sides, pack)))


def _focus(exam: Examination, finding: str) -> str:
    """The other side of the same question, the next question, or that the position is done."""
    card = exam.here.card
    if card is None:
        return "position-done"
    if card.anchor == finding and card.second is not None:
        task = exam.work.find(finding)
        if task is not None:
            owed = [side for side in task.sides if side not in task.entries]
            if owed:
                return field_name(finding, owed[0])
    return f"{card.anchor}-name"


def _forbids_more(before: VisitPage, exam: Examination) -> bool:
    pack = knowledge().pack
    sides = assessed_sides(before)
    was = {t.finding.id for t in worklist(before, sides, pack).tasks if t.forbidden}
    now = {t.finding.id for t in exam.work.tasks if t.forbidden}
    return bool(now - was)


def _newly_raised(before: VisitPage, after: VisitPage) -> bool:
    def raised(page: VisitPage) -> set[str]:
        sides = assessed_sides(page)
        return {standing.rule.id for side in sides for standing in side.raised}

    return bool(raised(after) - raised(before))
