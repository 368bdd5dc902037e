"""Whole course, this stage, one week: cut from one value, so none says what another does not."""

import io
from dataclasses import replace

import pikepdf
import pytest

from planner.documents.extents import Extent, cut, this_stage, week_sheet
from planner.documents.render import PdfPress
from planner.documents.values import Edition, PaperSize, PatientPlan, StepState
from tests.documents.example_plan import tendon_plan
from tests.documents.example_plan_kinds import holding_plan
from tests.documents.reading import every_text, pages_of


def steps_in(plan: PatientPlan) -> list[str]:
    return [
        step for card in (plan.exercises.cards if plan.exercises else ()) for step in card.steps
    ]


LETTER = (612.0, 792.0)
"""Points."""


def test_this_stage_keeps_all_of_now_and_names_no_later_stage():
    whole, now = tendon_plan(), this_stage(tendon_plan())

    assert whole.ladder is not None
    assert now.ladder is not None
    assert [step.state for step in now.ladder.steps] == [StepState.NOW]
    assert replace(now, ladder=whole.ladder, prevention=whole.prevention) == whole


def test_every_word_of_the_week_stands_in_the_plan_too():
    plan = tendon_plan()
    in_the_plan = " ".join(every_text(plan))
    doses = {
        f"{cell.amount} {cell.word}"
        for card in (plan.exercises.cards if plan.exercises else ())
        for cell in card.dose
    }

    others = [text for text in every_text(week_sheet(plan)) if text not in doses]

    assert [text for text in others if text not in in_the_plan] == []


def test_the_week_lists_each_exercise_once_with_its_whole_dose():
    plan = tendon_plan()
    assert plan.exercises is not None

    rows = week_sheet(plan).rows

    assert [row.name for row in rows] == [card.name for card in plan.exercises.cards]
    assert [len(row.dose) for row in rows] == [len(card.dose) for card in plan.exercises.cards]


def test_a_holding_plan_has_no_week_of_exercises_to_tick():
    with pytest.raises(ValueError, match="safe advice"):
        cut(replace(holding_plan(), diary=None), Extent.WEEK)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("edition", "size", "sides"),
    [
        (Edition.STANDARD, PaperSize.A4, 1),
        (Edition.LARGE, PaperSize.LETTER, 2),
        (Edition.PLAIN, PaperSize.A4, 1),
    ],
)
def test_the_week_is_one_page_and_holds_every_danger_sign(
    edition: Edition, size: PaperSize, sides: int, press: PdfPress
):
    plan = tendon_plan()
    assert plan.exercises is not None
    cards = [replace(card, number=str(n)) for n, card in enumerate(plan.exercises.cards * 3, 1)]
    six = replace(plan, exercises=replace(plan.exercises, cards=tuple(cards)))
    done = press.print(week_sheet(six), edition, size)

    text = " ".join(pages_of(done.pdf))
    assert done.pages == sides
    assert all(sign in text for tier in tendon_plan().help for sign in tier.signs)
    assert "This week: 3 easy runs, 35 minutes at most" in text
    assert all(f"{day} {date}" in text for day, date in (("Mon", 23), ("Wed", 25), ("Sun", 29)))


@pytest.mark.slow
@pytest.mark.parametrize("edition", [Edition.STANDARD, Edition.PLAIN])
def test_the_week_of_two_plans_is_one_page_on_letter_paper_too(edition: Edition, press: PdfPress):
    week = week_sheet(tendon_plan())
    rows = [replace(row, dose=(*row.dose, "in both plans")) for row in (week.rows * 3)[:5]]
    joined = replace(
        week,
        title="My week, from both plans",
        rows=tuple(replace(row, number=str(n)) for n, row in enumerate(rows, 1)),
        note="You have two plans. This page joins them. Each exercise stands here once. "
        "Its drawing is in the plan named beside it.",
        minutes=(21,) * 7,
        minutes_head="Minutes at home, about",
    )

    [page] = pages_of(press.print(joined, edition, PaperSize.LETTER).pdf)

    assert page.count("in both plans") == 5
    assert "35 at most" in page


@pytest.mark.slow
def test_letter_paper_holds_the_first_page_on_one_side(press: PdfPress):
    done = press.print(tendon_plan(), Edition.STANDARD, PaperSize.LETTER)

    whole = " ".join(pages_of(done.pdf))
    assert all(step.replace("**", "") in whole for step in steps_in(tendon_plan()))
    assert "Can wait" in pages_of(done.pdf)[0]
    assert "Missed a day" in pages_of(done.pdf)[0]
    with pikepdf.open(io.BytesIO(done.pdf)) as document:
        sizes = {tuple(float(edge) for edge in page.MediaBox[2:]) for page in document.pages}
    assert sizes == {LETTER}
