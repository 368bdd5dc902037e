"""Pain now, worst, next morning: in the clinician's record, and nowhere weighed."""

from planner.workflow.case_of import so_far_of
from planner.workflow.measuring import record_measures
from planner.workflow.pain import PAIN, pain_line
from planner.workflow.papers import own_words


def test_the_record_says_each_number_and_which_was_not_asked(desk):
    desk.open()
    desk.know(record_measures, {"nprs": 6, "nprs-now": 0})

    words = dict(own_words(so_far_of(desk.db, desk.visit)))

    assert words["How bad, 0 to 10"] == (
        "Now, sitting here: 0; Worst this week: 6; Next morning: not asked."
    )


def test_without_any_number_the_record_has_no_such_line(desk):
    desk.open()
    desk.know(record_measures, {"nprs": 6})
    desk.know(record_measures, {"nprs": None})

    assert pain_line(so_far_of(desk.db, desk.visit)) == ""


def test_every_question_is_a_measure_of_the_pack_from_0_to_10(desk):
    known = desk.knowledge.pack.library.outcome_measures

    assert {(known[name].lowest, known[name].highest) for name in PAIN} == {(0, 10)}
