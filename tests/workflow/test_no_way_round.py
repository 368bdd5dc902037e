"""A red flag is not got round by an older visit, another episode, side, record, or by waiting."""

import dataclasses

import pytest

from planner.assembly.plan import PlanKind
from planner.assembly.screening import screen
from planner.clinical.answers import Presence, Side
from planner.clinical.contraindications import CellStatus
from planner.documents.values import Edition
from planner.documents.worker import Printed
from planner.workflow.answers import GivenAnswer, record_answers
from planner.workflow.case_of import case_from, so_far_of
from planner.workflow.edited_plan import dose_on_file
from planner.workflow.edits import add_item
from planner.workflow.emergencies import record_outcome
from planner.workflow.errors import RefusedError
from planner.workflow.factors import record_factors
from planner.workflow.flags import WHOLE, is_flagged, open_flags
from planner.workflow.issuing import WaitingError
from planner.workflow.merging import compare, merge_records
from planner.workflow.open_emergencies import open_emergencies_of
from planner.workflow.protocol import ProtocolBoard, protocol
from planner.workflow.reprinting import read_issued
from planner.workflow.summary import print_summary
from planner.workflow.visits import close_episode
from planner.workflow.waiting import EMERGENCY, LATER
from planner.workflow.words import Complaint, record_complaint
from tests.workflow.desk import Desk

CHEST_PAIN, EMBOLISM = "chest-pain-or-breathlessness", "pulmonary-embolism"
SORE_SACRUM = "palpate-sacrum-bone"


def board_of(desk: Desk, visit=None) -> ProtocolBoard:
    return protocol(desk.db, visit or desk.visit, knowledge=desk.knowledge, clock=desk.clock)


def kinds(board: ProtocolBoard) -> list[str]:
    return [waiting.kind for waiting in board.waiting]


def say(desk: Desk, name: str, side: Side | None = None, presence: str = "present") -> None:
    desk.know(record_answers, [GivenAnswer(finding=name, presence=presence, side=side)])


def both_sides(desk: Desk) -> None:
    desk.know(record_complaint, Complaint(side=Side.BOTH, duration_weeks=12))


def test_an_earlier_visit_issues_nothing_over_a_later_one(desk):
    desk.make_ready()
    desk.issue()
    first, version = desk.visit, desk.page().version
    desk.clock.move(days=1)
    desk.open_next()
    say(desk, CHEST_PAIN)

    board = board_of(desk, first)
    assert {EMERGENCY, LATER} <= set(kinds(board))
    assert not board.can_issue
    for alert in desk.page().alerts:
        desk.know(record_outcome, alert.rule, "seen-and-excluded", "Seen in hospital")
    desk.visit, desk.version = first, version
    assert LATER in kinds(board_of(desk))
    with pytest.raises(WaitingError):
        desk.issue()


def test_an_emergency_of_another_episode_stops_every_plan(desk):
    desk.make_ready()
    one, person = desk.visit, desk.visit.person_id
    desk.open(desk.db.get_one(type(so_far_of(desk.db, one).person), person))
    say(desk, CHEST_PAIN)

    assert [found.rule for found in open_emergencies_of(desk.db, person)] == [EMBOLISM]
    assert EMERGENCY in kinds(board_of(desk, one))


def test_an_emergency_of_the_other_record_of_a_merged_person_counts(desk):
    desk.make_ready()
    one = desk.visit
    other = desk.person(given_name="Example", family_name="Runnner")
    desk.open(other)
    say(desk, CHEST_PAIN)
    known = {"knowledge": desk.knowledge, "clock": desk.clock}
    found = compare(desk.db, one.person_id, other.id, **known)
    choices = {each.subject: each.choices[0] for each in found.differences}
    merge_records(desk.db, desk.actor, one.person_id, other.id, choices, "the same", **known)

    for person in (one.person_id, other.id):
        assert [each.rule for each in open_emergencies_of(desk.db, person)] == [EMBOLISM]
    assert EMERGENCY in kinds(board_of(desk, one))


def test_no_summary_and_no_end_of_care_while_an_emergency_is_open(desk):
    desk.make_ready()
    desk.issue()
    desk.version = desk.page().version
    say(desk, CHEST_PAIN)
    with pytest.raises(RefusedError, match="emergency"):
        desk.save(close_episode, "Goals met")
    with pytest.raises(RefusedError, match="emergency"):
        summary(desk)

    for alert in desk.page().alerts:
        desk.know(record_outcome, alert.rule, "declined", "Declined, knows the risk")
    made = summary(desk)
    assert [line for line in made.goes_on_with if "Nothing that loads" not in line] == []
    assert "embolism" in " ".join(made.unfinished).lower()


def summary(desk: Desk):
    kept = []

    def keep(document: object, _edition: Edition) -> Printed:
        kept.append(document)
        return Printed(pdf=b"%PDF", pages=1)

    print_summary(
        desk.db, desk.actor, desk.visit, knowledge=desk.knowledge, clock=desk.clock, press=keep
    )
    return kept[0]


def test_a_rule_of_either_side_holds_the_plan_for_both(desk):
    desk.make_ready()
    both_sides(desk)
    say(desk, "effort-only-leg-power-loss", Side.LEFT)
    say(desk, SORE_SACRUM, Side.RIGHT)
    desk.know(record_factors, {"fracture-or-bsi-suspected": Presence.ABSENT})

    plan = board_of(desk).plan
    assert plan is not None
    assert plan.kind is PlanKind.HOLDING


@pytest.mark.parametrize("finding", ["posterior-thigh-bruise", "pulses-and-bruit", "fulcrum-test"])
def test_nothing_that_one_side_forbids_is_done_on_the_other(desk, finding):
    desk.make_ready()
    both_sides(desk)
    case = case_from(desk.db, so_far_of(desk.db, desk.visit), desk.knowledge)
    case = dataclasses.replace(
        case,
        answers={k: v for k, v in case.answers.items() if k != finding},
        answers_left={"effort-only-leg-power-loss": Presence.PRESENT},
        answers_right={finding: Presence.PRESENT},
    )
    reasoner, library = desk.knowledge.reasoner, desk.knowledge.pack.library
    joint, sides = reasoner.assess(case).picture, reasoner.assess_sides(case)

    for thing in library.interventions.values():
        for side in sides.values():
            if screen(thing, library, side.picture).blocked_by:
                assert not screen(thing, library, joint).allowed, (thing.id, side.side)


def test_a_warning_sign_never_lapses_by_waiting(desk):
    desk.make_ready()
    say(desk, SORE_SACRUM)
    desk.clock.move(days=120)
    desk.open_next()

    held = [standing.rule.id for standing in board_of(desk).assessment.holding]
    assert "sacral-pelvic-bone-stress" in held


def test_an_ordinary_finding_still_lapses(desk):
    desk.make_ready()
    say(desk, "slump", presence="absent")
    desk.clock.move(days=120)
    desk.open_next()

    case = case_from(desk.db, so_far_of(desk.db, desk.visit), desk.knowledge)
    assert "slump" not in case.answers


def test_a_warning_sign_counts_whichever_side_is_sore_now(desk):
    desk.make_ready()
    both_sides(desk)
    say(desk, SORE_SACRUM, Side.LEFT)
    say(desk, "hop-test", Side.LEFT)
    desk.know(record_complaint, Complaint(side=Side.RIGHT, duration_weeks=12))

    plan = board_of(desk).plan
    assert plan is not None
    assert plan.kind is PlanKind.HOLDING


def test_a_later_yes_without_a_side_is_not_outvoted_by_older_noes(desk):
    desk.make_ready()
    both_sides(desk)
    for side in (Side.LEFT, Side.RIGHT):
        say(desk, SORE_SACRUM, side, "absent")
    desk.clock.move(seconds=60)
    say(desk, SORE_SACRUM)

    assert board_of(desk).assessment.holding


def test_an_urgent_rule_flags_the_full_plan_in_use_and_keeps_its_papers_back(desk):
    desk.make_ready()
    issued = desk.issue()
    desk.clock.move(days=1)
    desk.open_next()
    say(desk, "past-cancer")

    assert board_of(desk).assessment.holding
    [flag] = [f for f in open_flags(desk.db, desk.visit.person_id) if f.item == WHOLE]
    assert flag.factor == "suspected-cancer"
    plan = read_issued(desk.db, desk.visit.person_id, issued.plan_id)
    paper = next(line for line in plan.documents if line.kind == "patient")
    with pytest.raises(RefusedError, match="issue the next version first"):
        desk.read_paper(paper.id)

    say(desk, "past-cancer", presence="absent")
    assert not is_flagged(desk.db, issued.plan_id)


def test_a_reason_to_keep_an_item_covers_its_own_factor_alone(desk):
    desk.make_ready()
    board, library = board_of(desk), desk.knowledge.pack.library
    assert board.plan is not None
    picture = board.assessment.picture
    thing, one, other = next(
        (thing, *factors[:2])
        for thing in library.interventions.values()
        if screen(thing, library, picture).allowed
        and dose_on_file(board.plan, thing)
        and thing.id not in ids(board)
        and len(
            factors := [
                f.id
                for f in library.factors.values()
                if (cell := f.cells.get(thing.modality))
                and cell.status is CellStatus.CONTRAINDICATED
                and picture.factor(f.id) is Presence.ABSENT
                and f.derived is None
            ]
        )
        > 1
    )
    desk.know(record_factors, {one: Presence.PRESENT})
    desk.know(add_item, thing.id, "Wanted", None, "Agreed with their doctor")
    assert thing.id in ids(board_of(desk))

    desk.know(record_factors, {other: Presence.PRESENT})

    assert thing.id not in ids(board_of(desk))
    assert "edit" in kinds(board_of(desk))


def ids(board: ProtocolBoard) -> list[str]:
    stage = board.plan.current if board.plan else None
    return [item.intervention.id for item in stage.items] if stage else []
