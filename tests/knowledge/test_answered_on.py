"""A case file dates its answers, and an old one counts as in the record (HZ-010, HZ-015)."""

from datetime import date, timedelta

import pytest

from planner.clinical.answers import Presence
from planner.knowledge.answered_on import too_old
from planner.knowledge.cases import to_case
from planner.knowledge.fields import CaseError
from tests.packs import the_pack

ON = date(2026, 11, 27)
PACK = the_pack()
TESTED, TOLD = "bent-knee-stretch", "sitting-pain"
SCREEN, WARNING = "saddle-sensory-change", "pop-felt"


def a_file(**keys):
    answers = {TESTED: "present", TOLD: "absent", SCREEN: "absent", WARNING: "present"}
    person = {"name": "Example Runner", "born": "1992-03-01"}
    head = {"presentation": PACK.presentation.head.id, "date": str(ON), "person": person}
    return {**head, "answers": answers, "factors": {"pregnancy": "absent"}, **keys}


def known(days_ago: int, *names: str):
    dated = {name: str(ON - timedelta(days=days_ago)) for name in names}
    return to_case(a_file(**{"answered-on": dated}), PACK, ON)


def test_an_answer_counts_to_the_last_day_of_its_kind():
    """HZ-010-T1: six weeks for a test, twelve for what was told; yes and no alike."""
    for name, days in ((TESTED, 42), (TOLD, 84)):
        assert name in known(days, name).answers
        assert name not in known(days + 1, name).answers


def test_of_what_keeps_somebody_safe_a_yes_stands_and_a_no_is_asked_again():
    """HZ-015: from the day before the visit on."""
    found = known(1, SCREEN, WARNING, "pregnancy")
    assert SCREEN not in found.answers
    assert found.answers[WARNING] is Presence.PRESENT
    assert "pregnancy" not in found.factors
    assert found.answers[TESTED] is Presence.PRESENT
    assert known(2000, WARNING).answers[WARNING] is Presence.PRESENT


def test_without_days_every_answer_is_of_the_visit():
    assert known(0, SCREEN, TESTED, "pregnancy") == to_case(a_file(), PACK, ON)
    assert to_case(a_file(), PACK, ON).answers[SCREEN] is Presence.ABSENT


def test_what_could_not_be_assessed_then_is_to_be_tried_again():
    name = next(iter(PACK.presentation.head.core))
    could_not = {"could-not-assess": {name: "too sore"}}
    answers = {k: v for k, v in a_file()["answers"].items() if k != name}
    raw = a_file(answers=answers, **could_not, **{"answered-on": {name: "2026-11-20"}})
    assert to_case(raw, PACK, ON).could_not_assess == {}


@pytest.mark.parametrize(
    ("day", "name", "says"),
    [
        ("yesterday", TESTED, f"answered-on: {TESTED}: 'yesterday' is no date; expected a day"),
        ("2026-02-30", TESTED, "is no date; expected a day such as 2026-11-22"),
        ("2026-11-28", TESTED, "2026-11-28 lies after the visit on 2026-11-27; expected that day"),
        ("1962-11-20", TESTED, "lies before the birth on 1992-03-01; check the year"),
        (
            "2026-11-20",
            "night-pain",
            "night-pain has a day and no answer; expected both or neither",
        ),
        ("2026-11-20", "bent-knee", "the key 'bent-knee' is not known"),
    ],
)
def test_a_day_that_cannot_be_is_one_sentence(day, name, says):
    with pytest.raises(CaseError) as told:
        to_case(a_file(**{"answered-on": {name: day}}), PACK, ON)
    assert says in str(told.value)


def test_what_is_too_old_is_named_with_its_day():
    raw = a_file(**{"answered-on": {TESTED: "2026-01-05", WARNING: "2026-01-05"}})
    assert too_old(raw, to_case(raw, PACK, ON)) == (f"{TESTED} (2026-01-05)",)
