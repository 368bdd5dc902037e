"""What is typed and not saved, the clinic's settings, and the clock at start."""

import pytest
from sqlalchemy import text

from planner.workflow.clinic import Clinic, read_clinic, save_clinic
from planner.workflow.errors import (
    NotAllowedError,
    NotFoundError,
    RefusedError,
    StaleWriteError,
)
from planner.workflow.logos import LARGEST_LOGO
from planner.workflow.names import age_on
from planner.workflow.starting import check_clock
from planner.workflow.typed import discard_typing, keep_typing, kept_typing, list_typing
from planner.workflow.words import record_words
from tests.pictures import a_picture
from tests.workflow.desk import Desk

PNG = a_picture()


def keep(desk: Desk, person_id: str, fields: dict[str, str], form: str = "words") -> None:
    keep_typing(desk.db, desk.actor, person_id, form, fields, clock=desk.clock)


def test_typing_is_kept_by_author_person_and_form(desk):
    """HZ-018-T1, the store's part"""
    one, other = desk.person(), desk.person(given_name="Sample")
    keep(desk, one.id, {"wrong": "It hurts when I"})
    desk.clock.move(seconds=5)
    keep(desk, one.id, {"wrong": "It hurts when I sit"})
    keep(desk, other.id, {"wrong": "Mine"})

    kept = kept_typing(desk.db, desk.actor, one.id, "words")

    assert kept is not None
    assert kept.fields == {"wrong": "It hurts when I sit"}
    assert kept_typing(desk.db, desk.actor, one.id, "goals") is None
    assert len(list_typing(desk.db, desk.actor)) == 2
    discard_typing(desk.db, desk.actor, one.id, "words")
    assert [k.person_id for k in list_typing(desk.db, desk.actor)] == [other.id]


def test_typing_is_never_part_of_the_record(desk):
    """HZ-018-T2"""
    desk.open()
    keep(desk, desk.visit.person_id, {"wrong": "half a sentence"})

    assert "half a sentence" not in repr(desk.page())
    assert desk.rows_in("words") == 0
    assert "half" not in str(desk.db.execute(text("SELECT * FROM audit")).all())


def test_typing_for_nobody_is_refused(desk):
    with pytest.raises(NotFoundError):
        keep(desk, "00000000-0000-4000-8000-000000000000", {"wrong": "x"})


def test_a_text_too_long_is_refused_with_its_count_and_nothing_is_stored(desk):
    """HZ-021-T3"""
    desk.open()

    with pytest.raises(RefusedError, match="1 characters too long: 5001 of at most 5000"):
        desk.save(record_words, {"wrong": "x" * 5001})
    assert desk.rows_in("words") == 0


@pytest.mark.parametrize(
    "typed",
    [
        "SLR <30° & >20, ±2 → ↓",
        "e\u0301 \u202bעברית\u202c العربية 日本語 \U0001f642",
        "\"quotes\" 'single' `back` \\ / % _ -- ; DROP TABLE words",
        "  blanks at both ends  ",
        "line one\nline two\n\n",
    ],
)
def test_a_text_comes_back_as_it_was_typed(desk, typed):
    """HZ-021-T1, the store's part"""
    desk.open()
    desk.save(record_words, {"wrong": typed})

    assert desk.page().words["wrong"].value == typed


def test_settings_keep_what_they_were_and_refuse_an_old_page(desk):
    clinic = Clinic(
        name="Example Clinic", address="1 Example Street", logo=PNG, devices=("plinth",)
    )
    save_clinic(desk.db, desk.actor, 0, clinic, knowledge=desk.knowledge, clock=desk.clock)

    stored = read_clinic(desk.db)
    assert (stored.version, stored.logo_type, stored.devices) == (1, "image/png", ("plinth",))
    other = Clinic(name="Another Clinic")
    with pytest.raises(StaleWriteError) as caught:
        save_clinic(desk.db, desk.actor, 0, other, knowledge=desk.knowledge, clock=desk.clock)
    assert {c.field for c in caught.value.conflicts} == {"name", "address", "logo", "devices"}
    save_clinic(desk.db, desk.actor, 1, other, knowledge=desk.knowledge, clock=desk.clock)
    assert read_clinic(desk.db).devices is None
    assert desk.rows_in("clinic_settings") == 2


@pytest.mark.parametrize(
    ("clinic", "field"),
    [
        (Clinic(logo=b"<svg onload=alert(1)>"), "logo"),
        (Clinic(logo=PNG + b"0" * LARGEST_LOGO), "logo"),
        (Clinic(devices=("no-such-device",)), "devices"),
        (Clinic(name="x" * 301), "name"),
    ],
)
def test_settings_that_cannot_be_are_refused_by_field(desk, clinic, field):
    with pytest.raises(RefusedError) as caught:
        save_clinic(desk.db, desk.actor, 0, clinic, knowledge=desk.knowledge, clock=desk.clock)
    assert caught.value.field == field


def test_only_the_lead_changes_the_settings(desk):
    from dataclasses import replace

    with pytest.raises(NotAllowedError):
        save_clinic(
            desk.db,
            replace(desk.actor, is_lead=False),
            0,
            Clinic(name="x"),
            knowledge=desk.knowledge,
            clock=desk.clock,
        )


def test_the_devices_of_the_clinic_reach_the_plan(desk):
    desk.open()
    assert desk.page().case.clinic_equipment is None
    clinic = Clinic(devices=("plinth",))
    save_clinic(desk.db, desk.actor, 0, clinic, knowledge=desk.knowledge, clock=desk.clock)

    assert desk.page().case.clinic_equipment == ("plinth",)


def test_a_clock_before_the_newest_entry_is_refused(desk):
    """HZ-020-T1"""
    desk.open()
    check_clock(desk.db, desk.clock)
    desk.clock.move(days=-1)

    with pytest.raises(RefusedError, match="set the clock"):
        check_clock(desk.db, desk.clock)


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        ("2008-11-22", "2026-11-21", 17),
        ("2008-11-22", "2026-11-22", 18),
        ("2008-11-22", "2026-11-23", 18),
        ("2008-02-29", "2026-02-28", 17),
        ("2008-02-29", "2026-03-01", 18),
        ("2008-02-29", "2028-02-29", 20),
        ("1938-01-19", "2038-01-19", 100),
    ],
)
def test_age_changes_on_the_birthday(born, day, years):
    """HZ-020-T3"""
    from datetime import date

    assert age_on(date.fromisoformat(born), date.fromisoformat(day)) == years
