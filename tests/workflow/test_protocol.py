"""The draft plan: edited as data, checked again after every edit."""

import pytest

from planner.assembly.screening import screen
from planner.clinical.answers import Presence
from planner.clinical.interventions import Strand
from planner.workflow.chosen_dose import ChosenDose
from planner.workflow.edits import (
    add_item,
    add_note,
    change_dose,
    confirm_doses,
    remove_item,
    undo_edit,
)
from planner.workflow.errors import NotFoundError, RefusedError, StaleWriteError
from planner.workflow.factors import record_factors
from tests.workflow.boards import items, the_board
from tests.workflow.desk import Desk

DOSE = ChosenDose(sets=3, hold_seconds=30, every_days=2)
BRIDGE = "sx-iso-bridge-dl"


@pytest.fixture
def planned(desk: Desk) -> Desk:
    desk.make_ready()
    return desk


def test_a_visit_without_side_or_irritability_says_what_is_missing(desk):
    desk.open()
    desk.record_case()
    assert the_board(desk).missing is None

    desk.clock.move(days=14)
    desk.open_next()

    board = the_board(desk)
    assert board.missing == "irritability"
    assert "irritability" in board.missing_says
    assert not board.can_issue


def test_an_item_taken_out_is_left_out_with_its_reason(planned):
    planned.know(remove_item, BRIDGE, "She has one she likes better")

    board = the_board(planned)
    assert BRIDGE not in items(planned)
    assert board.plan is not None
    [left] = [entry for entry in board.plan.left_out if entry.id == BRIDGE]
    assert "She has one she likes better" in left.because
    assert "A. Example" in left.because


def test_the_meter_follows_the_edits(planned):
    before = the_board(planned).plan
    planned.know(remove_item, BRIDGE, "Too much for now")
    after = the_board(planned).plan

    assert before is not None
    assert after is not None
    assert before.meter is not None
    assert after.meter is not None
    assert after.meter.exercises == before.meter.exercises - 1


def test_a_changed_dose_stands_with_its_reason_and_needs_no_second_confirmation(planned):
    planned.know(change_dose, BRIDGE, DOSE, "She tires quickly")

    board = the_board(planned)
    assert board.plan is not None
    assert board.plan.current is not None
    [item] = [i for i in board.plan.current.items if i.intervention.id == BRIDGE]
    assert item.dose.hold is not None
    assert item.dose.hold.amount == 30
    assert "She tires quickly" in (item.dose.evidence.reason or "")
    assert not item.dose.evidence.verified
    assert board.can_issue


IMPOSSIBLE = (
    (ChosenDose(sets=3), "times_per_week"),
    (ChosenDose(every_days=2), "sets"),
    (ChosenDose(sets=300, every_days=2), "sets"),
    (ChosenDose(sets=3, hold_seconds=float("nan"), every_days=2), "hold_seconds"),
    (ChosenDose(sets=3, times_per_day=1, times_per_week=3), "times_per_week"),
)


def test_a_dose_that_cannot_be_is_refused_by_field(planned):
    for dose, field in IMPOSSIBLE:
        with pytest.raises(RefusedError) as caught:
            planned.know(change_dose, BRIDGE, dose, "A slip of the fingers")
        assert caught.value.field == field


def test_an_edit_is_taken_back_by_a_row_that_says_so(planned):
    planned.know(remove_item, BRIDGE, "Not now")
    [edit] = the_board(planned).edits
    planned.save(undo_edit, edit.id)

    assert BRIDGE in items(planned)
    assert the_board(planned).edits[0].is_undone
    assert planned.rows_in("plan_edit") == 2
    with pytest.raises(NotFoundError):
        planned.save(undo_edit, edit.id)


def an_allowed_item(desk: Desk) -> str:
    """Something to strengthen with that is not in the plan and that nothing forbids."""
    plan, pack = the_board(desk).plan, desk.knowledge.pack
    assert plan is not None
    for item in pack.library.interventions.values():
        if item.strand is Strand.STRENGTHENING and item.id not in items(desk):
            screened = screen(item, pack.library, plan.assessment.picture)
            if screened.allowed:
                return item.id
    raise AssertionError("the plan holds every item it may")


def test_an_added_item_stands_in_its_strand_with_who_added_it(planned):
    wanted = an_allowed_item(planned)

    planned.know(add_item, wanted, "He did it well last year", DOSE)

    board = the_board(planned)
    assert board.plan is not None
    assert board.plan.current is not None
    strands = [item.intervention.strand for item in board.plan.current.items]
    assert strands == sorted(strands, key=list(Strand).index)
    [added] = [i for i in board.plan.current.items if i.intervention.id == wanted]
    assert "A. Example" in added.why
    assert wanted not in [entry.id for entry in board.plan.left_out]


def test_an_item_without_a_dose_on_file_asks_for_one(planned):
    with pytest.raises(RefusedError, match="no dose") as caught:
        planned.know(add_item, "pl-bound", "Wants to jump")
    assert caught.value.field == "dose"


def a_forbidden_item(desk: Desk, factor: str) -> str:
    library = desk.knowledge.pack.library
    return next(
        item.id
        for item in library.interventions.values()
        for cell in [library.factors[factor].cells.get(item.modality)]
        if cell is not None and cell.status.value == "contraindicated" and not item.only_if
    )


def test_a_contraindicated_item_stands_only_with_a_recorded_reason(planned):
    planned.know(record_factors, {"implanted-device": Presence.PRESENT})
    item = a_forbidden_item(planned, "implanted-device")

    with pytest.raises(RefusedError) as caught:
        planned.know(add_item, item, "She asked for it", DOSE)
    assert caught.value.field == "implanted-device"
    assert planned.rows_in("plan_edit") == 0

    planned.know(add_item, item, "She asked for it", DOSE, "Her cardiologist agreed in writing")
    assert item in items(planned)
    assert "cardiologist" in the_board(planned).edits[0].reason


def test_an_item_that_a_later_answer_forbids_falls_out_and_holds_the_issue(planned):
    item = a_forbidden_item(planned, "implanted-device")
    planned.know(add_item, item, "It helped before", DOSE)
    assert item in items(planned)

    planned.know(record_factors, {"implanted-device": Presence.PRESENT})

    board = the_board(planned)
    assert item not in items(planned)
    assert "edit" in {waiting.kind for waiting in board.waiting}
    assert not board.can_issue


def test_an_item_that_waits_for_an_answer_cannot_be_forced_in(planned):
    planned.know(record_factors, {"implanted-device": Presence.NOT_ASSESSED})
    item = a_forbidden_item(planned, "implanted-device")

    with pytest.raises(RefusedError, match="waits for an answer"):
        planned.know(add_item, item, "She asked for it", DOSE, "I would like to")


def test_a_dose_without_a_source_is_confirmed_once_per_clinic_and_row(desk):
    desk.open()
    desk.record_case()
    unsourced = [w.id for w in desk.waiting() if w.kind == "unsourced-dose"]
    assert unsourced

    desk.know(confirm_doses, unsourced)
    assert not [w for w in desk.waiting() if w.kind == "unsourced-dose"]

    desk.open(desk.person(given_name="Sample"))
    desk.record_case()
    assert not [w for w in desk.waiting() if w.kind == "unsourced-dose"]


def test_a_note_is_kept_as_typed_and_too_long_a_one_is_refused(planned):
    planned.save(add_note, "Ring me if <3 days & no better – 30°")

    assert the_board(planned).notes == ("Ring me if <3 days & no better – 30°",)
    with pytest.raises(RefusedError, match="501 of at most 500"):
        planned.save(add_note, "x" * 501)


def test_an_edit_from_an_old_page_is_refused(planned):
    planned.version -= 1

    with pytest.raises(StaleWriteError):
        planned.know(remove_item, BRIDGE, "Not now")


def test_a_new_visit_starts_from_a_new_draft_with_what_was_taken_out(planned):
    planned.know(remove_item, BRIDGE, "Not now")
    planned.save(add_note, "See you soon")
    planned.clock.move(days=14)
    planned.open_next()

    assert [(e.kind, e.is_carried) for e in the_board(planned).edits] == [("removed", True)]
