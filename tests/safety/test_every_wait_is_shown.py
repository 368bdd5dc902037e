"""What stops an issue is always on the board, whatever kind it is."""

import planner.workflow.waiting as waiting
from planner.assembly.plan import QuestionKind
from planner.web.protocol.waiting_cards import KINDS


def test_every_kind_of_waiting_has_its_line_on_the_board():
    stops = {kind.value for kind in QuestionKind if kind is not QuestionKind.RUNNING}
    named = {
        waiting.EMERGENCY,
        waiting.EDIT,
        waiting.UNSOURCED,
        waiting.CONSENT,
        waiting.GATE,
        waiting.BESIDE,
        waiting.LATER,
        waiting.RESTORED,
        waiting.REVIEW,
        waiting.ODD,
    }

    assert stops | named == set(KINDS)
