"""Content at its limits: no exercise and twenty, odd names, one long word, pictures for letters."""

from dataclasses import replace

import pytest

from planner.documents.extents import week_sheet
from planner.documents.render import PdfPress
from planner.documents.values import Cards, PatientPlan
from tests.documents.example_plan import bridge_card, tendon_plan
from tests.documents.example_plan_pages import every_day
from tests.documents.reading import pages_of, words_of

pytestmark = pytest.mark.slow

RIGHT_EDGE = 595.3 - 17 / 25.4 * 72 + 1
"""Where the text ends on A4, in points, with a point to spare."""


def with_exercises(count: int) -> PatientPlan:
    plan = tendon_plan()
    assert plan.diary is not None
    if not count:
        return replace(plan, exercises=None, diary=replace(plan.diary, ticks=()))
    cards = tuple(
        replace(bridge_card(str(n)), name=f"Move {n}x", drawing=None) for n in range(1, count + 1)
    )
    ticks = tuple(f"{n} Move {n}x" for n in range(1, count + 1))
    return replace(
        plan,
        exercises=Cards(f"Your {count} moves", cards),
        diary=replace(plan.diary, ticks=ticks),
    )


def test_twenty_exercises_are_all_printed_and_the_week_can_still_be_written(press: PdfPress):
    plan = with_exercises(20)

    pages = pages_of(press.print(plan).pdf)
    week = press.print(week_sheet(plan)).pdf

    whole = " ".join(pages)
    assert all(whole.count(f"Move {n}x") == 1 for n in range(1, 21))
    assert "How many of the 20 I did" in whole
    assert all(f"Move {n}x" in " ".join(pages_of(week)) for n in range(1, 21))
    assert all(word.right <= RIGHT_EDGE for word in words_of(week))


def test_a_plan_without_an_exercise_has_no_empty_page_of_cards(press: PdfPress):
    pages = pages_of(press.print(with_exercises(0)).pdf)

    assert all(len(page) > 200 for page in pages)
    assert not any("See page" in page for page in pages)


@pytest.mark.parametrize(
    "name", ["Madonna", "X", "Ó", "Dr. Example-Sample the 3rd, of " + "Example" * 30]
)
def test_a_name_of_any_shape_stands_on_every_page(name: str, press: PdfPress):
    plan = replace(tendon_plan(), exercises=None, ladder=None)
    named = replace(plan, identity=replace(plan.identity, person=name))

    done = press.print(named)

    assert all(name[:12] in page for page in pages_of(done.pdf))
    assert all(word.right <= RIGHT_EDGE for word in words_of(done.pdf))


def test_a_word_without_a_blank_is_broken_and_not_lost(press: PdfPress):
    word = "unbreakable" * 20
    advice = every_day()
    plan = replace(tendon_plan(), every_day=(replace(advice[0], text=f"{word}."), *advice[1:]))

    done = press.print(plan)

    assert word in "".join(pages_of(done.pdf)).replace(" ", "")
    assert all(one.right <= RIGHT_EDGE for one in words_of(done.pdf))


def test_pictures_for_letters_are_replaced_in_sight_and_the_clinician_is_told(press: PdfPress):
    """The foot too: a runner joined of three signs once had the whole paper refused."""
    plan = replace(tendon_plan(), goal="Run with 🏃‍♀️ and 🦊.", exercises=None, diary=None)
    plan = replace(plan, identity=replace(plan.identity, person="Runner 🏃‍♀️ Example"))

    done = press.print(plan)

    assert pages_of(done.pdf)[0].count("�") >= 3
    assert "U+1F98A" in done.warnings[0]
