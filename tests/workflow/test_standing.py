"""What an answer of an earlier visit still says today (HZ-014, HZ-015), and the case of a visit."""

from datetime import date

import pytest

from planner.clinical.answers import Presence, Side
from planner.clinical.findings import FindingKind
from planner.clinical.redflags import Urgency
from planner.knowledge.cases import to_case
from planner.workflow.answers import GivenAnswer, record_answers, undo_answer
from planner.workflow.case_of import assess, case_of
from planner.workflow.emergencies import record_outcome
from planner.workflow.errors import RefusedError
from planner.workflow.factors import confirm_carried, factor_history, record_factors
from planner.workflow.measuring import record_measures
from planner.workflow.situation import GivenConsent, record_consent
from planner.workflow.visits import change_visit_date, close_episode
from planner.workflow.words import Complaint, record_complaint
from tests.workflow.desk import a_case_file

SCREEN = "saddle-sensory-change"
ORDINARY = "sitting-pain"


def the_case(desk):
    return case_of(desk.db, desk.visit, knowledge=desk.knowledge)


@pytest.mark.parametrize("days", [0, 1, 42, 43, 85])
@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_later_visit_says_the_same_as_a_file_that_dates_its_answers(desk, days):
    """HZ-010-T1, HZ-015: one rule for the board and the command line."""
    desk.open()
    desk.record_case()
    raw = dict(a_case_file())
    given = {**raw["answers"], **raw["factors"], "nsaid-risk": "absent"}
    raw["factors"] = {**raw["factors"], "nsaid-risk": "absent"}
    raw["answered-on"] = dict.fromkeys(given, str(desk.clock.today()))
    desk.clock.move(days=days)
    if days:
        desk.open_next()
    from_file = to_case({**raw, "date": None}, desk.knowledge.pack, desk.clock.today())
    recorded = the_case(desk)
    assert (from_file.answers, from_file.factors) == (recorded.answers, recorded.factors)


def test_the_record_of_a_visit_is_the_same_case_as_its_file(desk):
    desk.open()
    desk.record_case()
    raw = dict(a_case_file())
    raw.pop("stage")
    raw["factors"] = {**raw["factors"], "nsaid-risk": "absent"}

    from_file = to_case(raw, desk.knowledge.pack, desk.clock.today())
    recorded = the_case(desk)

    for name in (
        "age",
        "sex",
        "side",
        "answers",
        "factors",
        "working_diagnosis",
        "irritability",
        "duration_weeks",
        "sport",
        "on",
        "person",
    ):
        assert getattr(recorded, name) == getattr(from_file, name), name
    assert set(recorded.equipment) == set(from_file.equipment)


def test_what_was_not_answered_stays_not_asked(desk):
    """HZ-014-T1: a save of some answers says nothing about the others."""
    desk.open()
    screen = desk.knowledge.pack.presentation.head.always_screen
    for name in screen[::2]:
        desk.know(record_answers, [GivenAnswer(finding=name, presence="absent")])

    found = the_case(desk)

    assert set(found.answers) == set(screen[::2])
    gaps = assess(desk.db, desk.visit, knowledge=desk.knowledge).screen_gaps
    assert set(screen[1::2]) & set(gaps)
    assert not set(screen[::2]) & set(gaps)


@pytest.mark.parametrize("presence", ["", "no", "None", "false"])
def test_a_value_that_is_none_of_the_four_is_refused(desk, presence):
    """HZ-014-C2"""
    desk.open()

    with pytest.raises(RefusedError):
        desk.know(record_answers, [GivenAnswer(finding=SCREEN, presence=presence)])
    assert desk.rows_in("answer") == 0


def test_could_not_be_assessed_needs_its_reason_and_counts_as_asked(desk):
    desk.open()
    with pytest.raises(RefusedError, match="why"):
        desk.know(record_answers, [GivenAnswer(finding=SCREEN, presence="could-not-assess")])

    answer = GivenAnswer(finding=SCREEN, presence="could-not-assess", reason="No interpreter")
    desk.know(record_answers, [answer])

    assert the_case(desk).could_not_assess == {SCREEN: "No interpreter"}
    assert SCREEN not in the_case(desk).answers


def test_a_no_to_the_safety_screen_grows_old_with_its_visit(desk):
    """HZ-015-T1"""
    desk.open()
    desk.know(record_answers, [GivenAnswer(finding=SCREEN, presence="absent")])
    desk.clock.move(days=14)
    desk.open_next()

    assert SCREEN not in the_case(desk).answers
    shown = desk.page().answers[SCREEN, None]
    assert shown.is_from_earlier_visit
    assert not shown.counts
    assert SCREEN in assess(desk.db, desk.visit, knowledge=desk.knowledge).screen_gaps


def test_a_yes_to_the_safety_screen_stands_until_it_is_asked_again(desk):
    desk.open()
    desk.know(record_answers, [GivenAnswer(finding=SCREEN, presence="present")])
    desk.clock.move(days=14)
    desk.open_next()
    assert the_case(desk).answers[SCREEN] is Presence.PRESENT

    cannot = GivenAnswer(finding=SCREEN, presence="could-not-assess", reason="In pain")
    desk.know(record_answers, [cannot])
    assert the_case(desk).answers[SCREEN] is Presence.PRESENT

    desk.know(record_answers, [GivenAnswer(finding=SCREEN, presence="absent")])
    assert the_case(desk).answers[SCREEN] is Presence.ABSENT


def test_an_ordinary_finding_carries_with_the_day_it_was_observed(desk):
    desk.open()
    seen = desk.clock.today()
    desk.know(record_answers, [GivenAnswer(finding=ORDINARY, presence="absent")])
    desk.clock.move(days=14)
    desk.open_next()

    entry = desk.page().answers[ORDINARY, None]
    assert the_case(desk).answers[ORDINARY] is Presence.ABSENT
    assert entry.is_from_earlier_visit
    assert entry.observed_on == seen


def test_a_new_episode_starts_with_nothing_answered(desk):
    person = desk.person()
    desk.open(person)
    desk.record_case()
    desk.open(person)

    found = the_case(desk)
    assert found.answers == {}
    assert found.factors == {}
    assert found.working_diagnosis is None


def test_scores_irritability_and_consent_are_never_carried(desk):
    """HZ-015-T1"""
    desk.open()
    desk.record_case()
    desk.know(record_measures, {"nprs": 4, "sit-time": 20})
    desk.save(record_consent, {"examination": GivenConsent(answer="given")})
    desk.clock.move(days=14)
    desk.open_next()

    page = desk.page()
    assert page.measures == {}
    assert page.consent == {}
    assert page.irritability is None
    assert page.case.measures == {}


def test_a_factor_that_was_no_is_asked_again_and_can_be_confirmed_one_by_one(desk):
    """HZ-015-T4: what was not confirmed again blocks nothing less than an unasked question."""
    desk.open()
    desk.know(record_factors, {"pregnancy": Presence.ABSENT, "dvt": Presence.ABSENT})
    desk.clock.move(days=14)
    desk.open_next()
    assert the_case(desk).factors == {}

    desk.know(confirm_carried, ["pregnancy"])

    assert the_case(desk).factors == {"pregnancy": Presence.ABSENT}
    assert len(factor_history(desk.db, desk.visit, "pregnancy")) == 2


def test_a_factor_that_was_never_answered_cannot_be_confirmed(desk):
    desk.open()

    with pytest.raises(RefusedError, match="no earlier answer"):
        desk.know(confirm_carried, ["pregnancy"])


def test_undo_adds_a_row_that_says_what_stood_before(desk):
    """HZ-023-T1: what was taken back is no longer reasoned with."""
    desk.open()
    desk.answer(sitting_pain="present")
    desk.answer(sitting_pain="absent")

    desk.know(undo_answer, ORDINARY)
    assert the_case(desk).answers[ORDINARY] is Presence.PRESENT

    desk.answer(pop_felt="present")
    desk.know(undo_answer, "pop-felt")
    assert "pop-felt" not in the_case(desk).answers
    assert desk.rows_in("answer") == 5


def test_a_visit_entered_late_never_outvotes_a_later_one(desk):
    desk.open()
    desk.answer(sitting_pain="absent")
    later = desk.visit
    desk.open_next(on=date(2026, 11, 1))
    desk.answer(sitting_pain="present")

    desk.visit = later
    assert the_case(desk).answers[ORDINARY] is Presence.ABSENT
    assert desk.page().number == 2


def test_a_visit_that_is_set_back_changes_its_age_and_place(desk):
    desk.open()
    desk.know(change_visit_date, date(2026, 2, 28))

    assert the_case(desk).age == 33
    assert desk.page().date == date(2026, 2, 28)
    with pytest.raises(RefusedError, match="future"):
        desk.know(change_visit_date, date(2026, 11, 23))


def test_weeks_since_onset_grow_from_visit_to_visit(desk):
    desk.open()
    desk.know(record_complaint, Complaint(side=Side.RIGHT, duration_weeks=12))
    desk.clock.move(days=14)
    desk.open_next()

    assert the_case(desk).duration_weeks == 14


def test_answers_of_each_side_go_where_they_belong(desk):
    desk.open()
    both = [
        GivenAnswer(finding=ORDINARY, presence="present", side=Side.RIGHT),
        GivenAnswer(finding=ORDINARY, presence="absent", side=Side.LEFT),
    ]
    desk.know(record_answers, both)

    desk.know(record_complaint, Complaint(side=Side.LEFT))
    assert the_case(desk).answers[ORDINARY] is Presence.ABSENT
    desk.know(record_complaint, Complaint(side=Side.BOTH))
    assert the_case(desk).answers_right[ORDINARY] is Presence.PRESENT
    assert the_case(desk).answers_left[ORDINARY] is Presence.ABSENT


def test_a_warning_sign_counts_whichever_side_it_is_on(desk):
    desk.open()
    desk.know(record_complaint, Complaint(side=Side.RIGHT))
    numb = GivenAnswer(finding=SCREEN, presence="present", side=Side.LEFT)

    desk.know(record_answers, [numb])

    raised = assess(desk.db, desk.visit, knowledge=desk.knowledge).raised
    assert Urgency.EMERGENCY in {standing.urgency for standing in raised}


@pytest.mark.parametrize("presence", ["present", "absent"])
@pytest.mark.parametrize("beyond", [0, 1])
def test_an_ordinary_answer_counts_to_its_last_day_and_no_longer(desk, presence, beyond):
    """HZ-010-T1, by the day it was observed on; the record keeps it."""
    days = desk.knowledge.pack.presentation.head.validity.days[FindingKind.HISTORY]
    desk.open()
    desk.know(record_answers, [GivenAnswer(finding=ORDINARY, presence=presence)])
    first = desk.clock.today()
    desk.clock.move(days=days + beyond)
    desk.open_next()

    assert (ORDINARY in the_case(desk).answers) is (beyond == 0)
    assert desk.page().answers[ORDINARY, None].observed_on == first


def test_a_yes_to_a_warning_sign_never_grows_old(desk):
    """HZ-010-C2 never silences an alarm: only an answer does."""
    desk.open()
    desk.know(record_answers, [GivenAnswer(finding=SCREEN, presence="present")])
    desk.clock.move(days=400)
    desk.open_next()

    assert the_case(desk).answers[SCREEN] is Presence.PRESENT


def test_a_new_episode_begins_with_an_empty_screen(desk):
    """HZ-010-T3"""
    person = desk.person()
    desk.open(person)
    told = [GivenAnswer(finding=name, presence="present") for name in (SCREEN, ORDINARY)]
    desk.know(record_answers, told)
    for alert in desk.page().alerts:
        desk.know(record_outcome, alert.rule, "seen-and-excluded", "Seen in hospital")
    desk.save(close_episode, "Better")
    desk.clock.move(days=1)
    desk.open(person)

    assert the_case(desk).answers == {}
    desk.answer(sitting_pain="absent")
    assert set(the_case(desk).answers) == {"sitting-pain"}
