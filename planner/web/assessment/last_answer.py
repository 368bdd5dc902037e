"""The last answer of this examination, and what it moved."""

from collections.abc import Sequence

from planner.clinical.answers import Presence, Side
from planner.clinical.pack import Pack
from planner.ruleout.assess import Assessment
from planner.ruleout.moves import Move, moves, suppose
from planner.web.assessment.asking import field_name
from planner.web.assessment.question_cards import SIGNS, answered_words, said_move
from planner.web.components.questions import LastAnswer
from planner.web.services import knowledge
from planner.web.visits import visit_address
from planner.workflow.entries import VisitPage
from planner.workflow.standing import ANSWERED, AnswerEntry


def last_entry(page: VisitPage, pack: Pack) -> AnswerEntry | None:
    """What was answered last at this visit, the safety screen and its kin left out."""
    head = pack.presentation.head
    elsewhere = {*head.always_screen, *head.before_testing}
    here = [
        entry
        for (name, _), entry in page.answers.items()
        if not entry.is_from_earlier_visit and name not in elsewhere
    ]
    return max(here, key=lambda entry: entry.place, default=None)


def last_moves(
    page: VisitPage, sides: Sequence[Assessment], entry: AnswerEntry | None
) -> tuple[tuple[Move, ...], ...]:
    """For each side, what moved against the record as it was before that answer."""
    if entry is None:
        return tuple(() for _ in sides)
    was = Presence(entry.previous) if entry.previous in ANSWERED else Presence.NOT_ASSESSED
    before = knowledge().reasoner.rule_each(suppose(page.case, entry.id, was, entry.side))
    return tuple(moves(old, side.differential) for old, side in zip(before, sides, strict=True))


def last_answer_of(
    page: VisitPage,
    sides: Sequence[Assessment],
    entry: AnswerEntry | None,
    moved: Sequence[tuple[Move, ...]],
) -> LastAnswer | None:
    """What was recorded, the one cause it moved most, and Undo."""
    if entry is None:
        return None
    finding = knowledge().pack.library.findings[entry.id]
    place = 1 if entry.side is Side.LEFT and len(sides) > 1 else 0
    said = [words for move in moved[place] if (words := said_move(move))]
    side = f" on the {entry.side.value}" if entry.side else ""
    return LastAnswer(
        name=finding.name,
        word=f"{answered_words(finding, entry)}{side}",
        sign=SIGNS.get(entry.presence, "dash"),
        effect=f"{said[0]}." if said else "No cause moved.",
        undo_address=visit_address(
            "assessment.undo", page, answer=field_name(entry.id, entry.side)
        ),
    )
