"""The words of the pack: ids exist, placeholders are filled, nothing frightens."""

import dataclasses
import itertools
import re

import pytest

from planner.clinical.expressions import findings_in
from planner.documents.values import Icon
from tests.packs import the_pack, the_words

LONGEST_SIGN = 28
FORBIDDEN = ("ruled out", "cracking", "crack", "come off the bone", "tear apart", "torn apart")


def texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts(part)]
    if isinstance(value, tuple):
        return [text for part in value for text in texts(part)]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [t for f in dataclasses.fields(value) for t in texts(getattr(value, f.name))]
    return []


def patient_texts() -> list[str]:
    words = the_words()
    return [
        text
        for field in dataclasses.fields(words)
        if field.name not in ("letter", "review")
        for text in texts(getattr(words, field.name))
    ]


def test_every_sign_fits_on_one_line_of_its_column():
    tiers = the_words().help

    each = (tiers.emergency, tiers.today, tiers.can_wait)
    signs = [sign for tier in each for sign in (*tier.signs, *tier.for_runs.values())]

    assert [sign for sign in signs if len(sign) > LONGEST_SIGN] == []


@pytest.mark.parametrize(
    "sign",
    [
        "Numb between your legs",
        "New trouble with pee or poo",
        "Both legs hurt or are weak",
        "Chest pain, short of breath",
        "A cold, pale leg",
        "Sudden belly or back pain",
        "A pop and a bruise",
        "Cannot stand on the leg",
    ],
)
def test_what_cannot_wait_is_in_the_first_tier(sign):
    assert sign in the_words().help.emergency.signs


def test_fever_a_weak_leg_a_hot_calf_and_groin_pain_are_rung_about_today():
    said = " ".join(the_words().help.today.signs).lower()

    assert all(word in said for word in ("fever", "weak", "calf", "groin"))


def test_one_week_without_change_is_a_reason_to_ring_and_never_a_promise():
    words = the_words()

    assert "No better in a week: ring us" in words.help.can_wait.signs
    assert "ring us" in " ".join(words.expect.one_week).lower()


def test_no_sentence_frightens_or_says_ruled_out():
    said = [(word, text) for text in patient_texts() for word in FORBIDDEN if word in text.lower()]

    assert said == []


def test_findings_with_patient_words_exist():
    assert set(the_words().what.pointed) - set(the_pack().library.findings) == set()


def test_causes_that_may_be_told_exist_and_none_is_an_emergency():
    conditions = the_pack().presentation.conditions
    named = [cause.id for cause in the_words().less_likely.causes]
    groups = [name for group in the_words().less_likely.groups for name in group.members]

    assert {*named, *groups} - set(conditions) == set()
    assert [n for n in named if conditions[n].default_action.value == "emergency"] == []


def test_the_six_causes_of_the_founding_document_come_first():
    conditions = the_pack().presentation.conditions
    order = [cause.id for cause in the_words().less_likely.causes]
    founding = {name for name, condition in conditions.items() if condition.founding_cause}

    assert set(order[:8]) == founding - {"proximal-hamstring-tendinopathy"}


def test_the_reason_for_a_cause_rests_on_findings_that_exist():
    causes = the_words().less_likely.causes
    named = {name for cause in causes for name in findings_in(cause.true_when)}

    assert named - set(the_pack().library.findings) == set()


def test_advice_rows_and_items_said_elsewhere_exist_and_their_icons_are_drawn():
    words, items = the_words().every_day, the_pack().library.interventions
    icons = [row.icon for row in (*words.rows.values(), *words.always, words.clinic, words.surgeon)]

    assert {*words.rows, *words.said_elsewhere} - set(items) == set()
    assert [icon for icon in icons if icon not in {known.value for known in Icon}] == []


def test_blanks_of_the_diary_ask_for_measures_that_exist_and_leave_room_to_write():
    blanks = the_words().diary.blanks

    assert set(blanks) - set(the_pack().library.measures) == set()
    assert all("____" in text for text in blanks.values())


def test_sports_that_do_not_run_exist():
    sports = the_pack().presentation.head.sports

    assert set(the_words().running.not_runners) - set(sports) == set()


def test_days_of_a_week_with_runs_are_days_of_the_week_and_never_two_running():
    week = the_words().week
    for count, days in week.run_days.items():
        places = [week.day_names.index(day) for day in days]
        assert len(days) == int(count)
        gaps = [b - a for a, b in itertools.pairwise(places)]
        assert all(gap >= 2 for gap in gaps)


def test_every_placeholder_is_one_that_python_fills():
    known = {
        "after", "and", "because", "before", "buttock", "by", "by when", "code", "condition",
        "count", "day", "days", "down",
        "effort", "from", "imaging", "limit", "minutes", "more", "name", "names", "note",
        "number", "other side", "reps", "rhythm", "rise", "rules", "run", "runs", "service",
        "side", "sources", "spared", "thing", "things", "times", "to", "unit", "until",
        "up", "walk", "weeks",
    }  # fmt: skip
    named = {name for text in texts(the_words()) for name in re.findall(r"\{([^}]*)\}", text)}

    assert named - known == set()
