"""The examination page as values: where we are, what is asked now, what follows, the board."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import request

from planner.clinical.answers import Side
from planner.ruleout.assess import Assessment
from planner.ruleout.moves import Move
from planner.web.assessment.baseline import baseline_count
from planner.web.assessment.board_cards import board_of
from planner.web.assessment.impression_cards import closed_board, is_closed
from planner.web.assessment.last_answer import last_answer_of, last_entry, last_moves
from planner.web.assessment.notices import Notice, notices_of
from planner.web.assessment.places import BASELINE, BASELINE_NAME, Place
from planner.web.assessment.question_cards import (
    NOTHING,
    Forbidden,
    Typed,
    answered_row_of,
    forbidden_of,
    minutes_words,
    question_card_of,
    question_row_of,
)
from planner.web.assessment.sides import assessed_sides
from planner.web.assessment.worklist import Task, Worklist, worklist
from planner.web.components.board import Board
from planner.web.components.frame import StepState
from planner.web.components.questions import (
    AnsweredRow,
    LastAnswer,
    PositionStep,
    QuestionCard,
    QuestionRow,
)
from planner.web.services import knowledge
from planner.web.visits import visit_address
from planner.web.words import SIDES
from planner.workflow.entries import VisitPage

SIDE = "side"
"""The name, in an address, of the side whose board is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Onward:
    """Where to go once a position has nothing left."""

    words: str
    address: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """One position: the question now, the rows that follow, what was answered and what not to do.

    ``more`` settles single causes; it is folded. Without a card the position is done: ``done``
    says so and ``onward`` leads on.
    """

    place: Place
    card: QuestionCard | None
    rows: tuple[QuestionRow, ...]
    minutes: str
    more: tuple[QuestionRow, ...]
    answered: tuple[AnsweredRow, ...]
    forbidden: tuple[Forbidden, ...]
    done: str = ""
    onward: Onward | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """Everything the page shows beside its frame."""

    here: Here
    steps: tuple[PositionStep, ...]
    last: LastAnswer | None
    board: Board
    notices: tuple[Notice, ...]
    work: Worklist


def read_examination(
    page: VisitPage,
    place: Place,
    *,
    ask: str | None = None,
    passed: str | None = None,
    typed: Typed = NOTHING,
) -> Examination:
    """The page of one position.

    ``ask`` is the finding somebody wants asked now, ``passed`` one that was passed over: it comes
    last.
    """
    pack = knowledge().pack
    sides = assessed_sides(page)
    work = worklist(page, sides, pack, also=ask)
    last, board = live_parts(page, sides)
    return Examination(
        here=_here(page, sides, work, place, ask, passed, typed),
        steps=position_steps(page, work, place.id),
        last=last,
        board=board,
        notices=notices_of(page, sides),
        work=work,
    )


def live_parts(page: VisitPage, sides: Sequence[Assessment]) -> tuple[LastAnswer | None, Board]:
    """The strip above the question and the board: what every answer changes."""
    entry = last_entry(page, knowledge().pack)
    moved = last_moves(page, sides, entry)
    shown = shown_side(sides)
    last = last_answer_of(page, sides, entry, moved)
    board = live_board(page, sides, moved[shown], shown)
    if is_closed(page):
        return last and replace(last, effect=""), closed_board(page, board)
    return last, board


def shown_side(sides: Sequence[Assessment]) -> int:
    """Whose board is shown: the side asked for, else the one that asks for more."""
    wanted = request.args.get(SIDE)
    for number, side in enumerate(sides):
        if len(sides) > 1 and side.side is not None and side.side.value == wanted:
            return number
    return max(
        range(len(sides)),
        key=lambda n: (sides[n].disposition.rank, len(sides[n].raised), -n),
    )


def live_board(
    page: VisitPage, sides: Sequence[Assessment], moved: Sequence[Move], shown: int
) -> Board:
    """The board of the shown side, raised rules of the other side at its head too."""
    side = sides[shown]
    board = board_of(page, side, moved)
    if len(sides) == 1 or side.side is None:
        return board
    others = [
        rule
        for other in sides
        if other is not side
        for rule in board_of(page, other).open_rules
        if rule.is_raised and rule not in board.open_rules
    ]
    return replace(
        board,
        title=f"Rule-out board, {SIDES[side.side].lower()}",
        open_rules=(*others, *board.open_rules),
        sides=tuple(
            (SIDES[one.side], _board_address(page, one.side), one is side)
            for one in sides
            if one.side is not None
        ),
    )


def _board_address(page: VisitPage, side: Side) -> str:
    where = request.view_args or {}
    name = where.get("place") or BASELINE
    return visit_address("assessment.position", page, place=name, side=side.value) or ""


def _here(
    page: VisitPage,
    sides: Sequence[Assessment],
    work: Worklist,
    place: Place,
    ask: str | None,
    passed: str | None,
    typed: Typed,
) -> Here:
    pack = knowledge().pack
    tasks = work.at(place)
    to_do = [task for task in tasks if task.is_to_do and task.is_asked_for]
    to_do.sort(key=lambda task: task.finding.id == passed and not task.entries)
    more = [task for task in tasks if task.is_to_do and not task.is_asked_for]
    asked = next((task for task in tasks if task.finding.id == ask and not task.forbidden), None)
    current = asked or (to_do[0] if to_do else None)
    following = [task for task in to_do if task is not current]
    answered = [task for task in tasks if task.is_answered and task is not current]
    done, count = work.count(place)
    card = None
    if current is not None:
        number = done + 1 if current.is_to_do and current.is_asked_for else 0
        card = question_card_of(current, page, sides, pack, number=number, count=count, typed=typed)
    return Here(
        place=place,
        card=card,
        rows=tuple(question_row_of(task, page, sides, pack, typed) for task in following),
        minutes=minutes_words(sum(task.finding.minutes for task in following)),
        more=tuple(
            question_row_of(task, page, sides, pack, typed) for task in more if task is not current
        ),
        answered=tuple(answered_row_of(task, page) for task in answered),
        forbidden=tuple(forbidden_of(task) for task in tasks if _is_withheld(task)),
        done="" if current else _done(work, place),
        onward=None if current else _onward(page, work, place),
    )


def _is_withheld(task: Task) -> bool:
    return bool(task.forbidden) and not task.is_answered


def _done(work: Worklist, place: Place) -> str:
    if work.moves_nothing_more:
        return "More tests would change nothing"
    return f"{place.name}: nothing left that is asked for"


def _onward(page: VisitPage, work: Worklist, here: Place) -> Onward | None:
    if work.moves_nothing_more:
        done, of = baseline_count(page)
        if done < of:
            address = visit_address("assessment.position", page, place=BASELINE)
            return Onward(words="Record the baseline", address=address or "")
        address = visit_address("assessment.rule_out", page)
        return Onward(words="Go to rule-out", address=address) if address else None
    following = work.place_after(here)
    done, count = work.count(following)
    address = visit_address("assessment.position", page, place=following.id)
    left = count - done
    return Onward(words=f"{following.name}, {left} to do", address=address or "")


def position_steps(page: VisitPage, work: Worklist, here: str) -> tuple[PositionStep, ...]:
    """The positions that hold anything, with their counts; the baseline last."""
    steps = []
    for place in work.places:
        done, count = work.count(place)
        more = sum(task.is_to_do and not task.is_asked_for for task in work.at(place))
        steps.append(_step(page, place.id, place.name, done, count, here, more))
    done, count = baseline_count(page)
    steps.append(_step(page, BASELINE, BASELINE_NAME, done, count, here, 0))
    return tuple(steps)


def _step(
    page: VisitPage, place: str, name: str, done: int, count: int, here: str, more: int
) -> PositionStep:
    state = StepState.HERE if place == here else StepState.TO_COME
    if place != here and done >= count and count:
        state = StepState.DONE
    return PositionStep(
        name=name,
        answered=done,
        asked=count,
        address=visit_address("assessment.position", page, place=place) or "",
        state=state,
        more=more,
    )
