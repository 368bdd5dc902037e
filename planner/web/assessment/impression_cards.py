"""The ranked list stays closed until an own impression is recorded or skipped (HZ-031).

Facts that cannot all be true close it too: nothing is put in order from them (HZ-033).
"""

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Concatenate

from flask import redirect
from flask.typing import ResponseReturnValue

from planner.ruleout.assess import Assessment, gravest
from planner.web.assessment.rule_out_cards import ordered
from planner.web.components.board import Board
from planner.web.services import knowledge
from planner.web.visits import visit_address
from planner.web.words import day_or_time
from planner.workflow.entries import VisitPage
from planner.workflow.impression import ANOTHER, impression_name

View = Callable[Concatenate[VisitPage, ...], ResponseReturnValue]
CLOSED = "closed until you record your own impression, or skip it"
OPENS = "Say your own impression, or skip it"
ODD = "closed until facts that cannot all be true are corrected or explained"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpressionLine:
    """What was thought before the list opened, and where the findings place it now."""

    words: str
    by: str
    placed: str


def is_closed(page: VisitPage) -> bool:
    """Whether no order is shown: not opened yet, or made of facts that contradict each other."""
    return is_unopened(page) or is_contradicted(page)


def is_contradicted(page: VisitPage) -> bool:
    """Whether facts that cannot all be true wait to be corrected or explained (HZ-033)."""
    waits = any(fact.is_contradiction and fact.reason is None for fact in page.odd_facts)
    return waits and page.is_open


def is_unopened(page: VisitPage) -> bool:
    """Whether the ranked list is still to be opened.

    A finished visit, and an episode in which a cause was already signed or chosen, is read as it
    is: there the list has been seen.
    """
    seen = page.working_diagnosis is not None or page.rulings or not page.is_open
    return page.impression is None and not seen


def once_open(view: View) -> View:
    """For a page of the ranked list: it asks first. Rules are never behind it."""

    @functools.wraps(view)
    def page_view(page: VisitPage, **more: object) -> ResponseReturnValue:
        if not is_closed(page):
            return view(page, **more)
        return redirect(_opens_at(page) or "", code=303)

    return page_view


def _opens_at(page: VisitPage) -> str | None:
    """Where the list is opened: facts that contradict each other come first."""
    page_of = "odd_facts" if is_contradicted(page) else "impression"
    return visit_address(f"assessment.{page_of}", page)


def closed_board(page: VisitPage, board: Board) -> Board:
    """The board with its rules and nothing of the order."""
    why = ODD if is_contradicted(page) else CLOSED
    return replace(
        board,
        note=why,
        causes=(),
        tails=(),
        what_if_address=None,
        line=("Board:", why),
        opens_at=_opens_at(page),
        opens_by="See what does not fit" if is_contradicted(page) else OPENS,
    )


def impression_line(page: VisitPage, sides: Sequence[Assessment]) -> ImpressionLine | None:
    """The impression beside what the findings say of it; none where none was asked for."""
    said = page.impression
    if said is None:
        return None
    known = {name: c.name for name, c in knowledge().pack.presentation.conditions.items()}
    words = impression_name(said.value, said.note, known)
    note = f" ({said.note})" if said.note and said.value != ANOTHER else ""
    return ImpressionLine(
        words=f"{words}{note}",
        by=f"{said.by}, {day_or_time(said.at, page.date)}",
        placed=_placed(said.value, sides) if said.value in known else "",
    )


def _placed(condition: str, sides: Sequence[Assessment]) -> str:
    causes = [r.condition.id for r in ordered(sides)]
    ruling = gravest(sides, condition)
    place = causes.index(condition) + 1
    return f"by the findings {ruling.verdict.value}, number {place} of {len(causes)}"


def impression_sentence(page: VisitPage, sides: Sequence[Assessment]) -> str:
    """The same as a sentence of the rule-out record."""
    line = impression_line(page, sides)
    if line is None:
        return ""
    if page.impression is not None and page.impression.value is None:
        return "The order was opened without an own impression."
    placed = f"; {line.placed}" if line.placed else ""
    return f"Impression before the order was shown: {line.words}{placed}."
