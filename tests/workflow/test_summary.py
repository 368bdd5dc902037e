"""The discharge summary: what the record holds, nothing made up, a draft until care is over."""

import pytest

from planner.documents.errors import RenderFailedError
from planner.documents.values import DischargeSummary
from planner.documents.worker import Printed
from planner.workflow.deciding import ask_for_investigation
from planner.workflow.errors import RefusedError
from planner.workflow.measuring import record_measures
from planner.workflow.summary import print_summary
from planner.workflow.visits import close_episode
from tests.workflow.desk import Desk, pressed


def summary_of(desk: Desk) -> DischargeSummary:
    kept: list[DischargeSummary] = []

    def keep(document, edition):
        kept.append(document)
        return Printed(pdf=b"%PDF", pages=1)

    print_summary(
        desk.db, desk.actor, desk.visit, knowledge=desk.knowledge, clock=desk.clock, press=keep
    )
    return kept[0]


def test_while_care_goes_on_it_is_a_draft_and_says_so(desk):
    desk.make_ready()

    summary = summary_of(desk)

    assert summary.draft
    assert summary.reason == "Care goes on: this is a draft"
    assert summary.course.startswith("Seen once, on ")
    assert summary.unfinished == ("No referral is open and no result is awaited.",)
    assert any(line.startswith("999") for line in summary.come_back)


def test_once_over_it_gives_the_reason_and_the_numbers_as_recorded(desk):
    desk.make_ready()
    desk.know(record_measures, {"nprs": 6})
    desk.issue()
    desk.version = desk.page().version
    desk.clock.move(days=14)
    desk.open_next()
    desk.know(record_measures, {"nprs": 1})
    desk.save(close_episode, "Goals met")

    summary = summary_of(desk)

    assert not summary.draft
    assert summary.reason == "Care ends: Goals met"
    assert summary.course.startswith("Seen twice, ")
    [pain] = [row for row in summary.outcomes if (row.first, row.last) == ("6", "1")]
    assert pain.meaning
    assert pain.name not in summary.not_measured


def test_it_names_what_the_person_does_and_what_was_left_out_for_them_alone(desk):
    desk.make_ready()

    summary = summary_of(desk)

    [alone] = summary.goes_on_with
    assert "When to seek help" not in alone
    assert "; " in alone, "names hold commas of their own"
    assert not any(line.startswith("Left out") for line in summary.done)


def test_a_result_somebody_still_waits_for_stands_first(desk):
    desk.make_ready()
    desk.know(ask_for_investigation, "mri-pelvis", "")

    assert summary_of(desk).unfinished == ("Result awaited: mri pelvis.",)


def test_a_course_without_a_plan_has_no_summary(desk):
    desk.open()

    with pytest.raises(RefusedError, match="no plan"):
        summary_of(desk)


def closed(desk: Desk) -> None:
    desk.make_ready()
    desk.issue()
    desk.version = desk.page().version
    desk.save(close_episode, "Goals met")


def printed(desk: Desk) -> bytes:
    return print_summary(
        desk.db, desk.actor, desk.visit, knowledge=desk.knowledge, clock=desk.clock, press=pressed
    )


def never(_document, _edition):
    raise AssertionError("a stored summary is not printed again")


def test_a_draft_is_stored_nowhere(desk):
    desk.make_ready()
    printed(desk)

    assert desk.rows_in("stored_document") == 0


def test_once_care_is_over_it_is_stored_and_handed_out_byte_for_byte(desk):
    closed(desk)
    stored, entries = desk.rows_in("stored_document"), desk.audited()
    first = printed(desk)
    assert desk.rows_in("stored_document") == stored + 1
    assert desk.audited() == entries + 1

    desk.clock.move(days=30)
    again = print_summary(
        desk.db, desk.actor, desk.visit, knowledge=desk.knowledge, clock=desk.clock, press=never
    )

    assert again == first
    assert desk.rows_in("stored_document") == stored + 1


def test_what_is_recorded_after_it_makes_the_next_version_and_leaves_the_first(desk):
    closed(desk)
    first = printed(desk)
    stored = desk.rows_in("stored_document")
    desk.clock.move(hours=1)
    desk.version = desk.page().version
    desk.know(record_measures, {"nprs": 1})

    second = printed(desk)

    assert second != first
    assert desk.rows_in("stored_document") == stored + 1


def test_a_summary_that_cannot_be_printed_leaves_nothing(desk):
    closed(desk)
    stored = desk.rows_in("stored_document")

    def broken(_document, _edition):
        raise RenderFailedError("The document could not be printed whole.")

    with pytest.raises(RenderFailedError):
        print_summary(
            desk.db,
            desk.actor,
            desk.visit,
            knowledge=desk.knowledge,
            clock=desk.clock,
            press=broken,
        )

    assert desk.rows_in("stored_document") == stored
