import re
from dataclasses import replace

import pytest

from planner.documents.pages import cards_by_page
from planner.documents.render import PdfPress
from planner.documents.values import (
    Cards,
    DailyAdvice,
    Edition,
    HelpTier,
    LessLikely,
    NextVisit,
    PaperSize,
    PatientPlan,
    SportStep,
    SportSteps,
)
from tests.documents.conftest import Print
from tests.documents.example_plan import bridge_card, heel_card, tendon_plan
from tests.documents.examples import EXAMPLES
from tests.documents.reading import pages_of

every_edition = pytest.mark.parametrize("edition", Edition, ids=lambda edition: edition.value)


def many_cards(with_drawings: bool) -> Cards:
    cards = []
    for number in range(1, 8):
        card = (bridge_card, heel_card)[number % 2](str(number))
        card = replace(card, name=f"Move {number}x", harder=f"Finish {number}x.")
        cards.append(card if with_drawings else replace(card, drawing=None))
    return Cards("Your 7 moves", tuple(cards))


def page_with(pages: list[str], words: str) -> int:
    found = [number for number, page in enumerate(pages) if words in page]
    assert len(found) == 1, f"{words!r} is on {len(found)} pages"
    return found[0]


@pytest.mark.slow
@pytest.mark.parametrize("with_drawings", [True, False], ids=["drawn", "undrawn"])
@every_edition
def test_no_card_is_split_or_printed_twice(edition: Edition, with_drawings: bool, press: PdfPress):
    plan = tendon_plan(exercises=many_cards(with_drawings), diary=None)

    pages = pages_of(press.print(plan, edition).pdf)

    starts = [page_with(pages, f"Move {number}x") for number in range(1, 8)]
    ends = [page_with(pages, f"Finish {number}x.") for number in range(1, 8)]
    assert starts == ends
    most = (1 if with_drawings else 2) if edition is Edition.LARGE else (2 if with_drawings else 4)
    assert max(starts.count(page) for page in starts) <= most


@pytest.mark.slow
@every_edition
def test_a_card_too_long_for_the_rest_of_its_page_moves_to_the_next(
    edition: Edition, press: PdfPress
):
    cards = tuple(replace(card, steps=card.steps * 3) for card in many_cards(False).cards)

    pages = pages_of(press.print(tendon_plan(exercises=Cards("Your moves", cards)), edition).pdf)

    for number in range(1, 8):
        assert page_with(pages, f"Move {number}x") == page_with(pages, f"Finish {number}x.")


@pytest.mark.slow
@every_edition
def test_a_row_of_a_long_table_stays_on_one_page_and_its_title_goes_with_it(
    edition: Edition, press: PdfPress
):
    rows = tuple(LessLikely(f"Cause {n}x", "We looked. " * 6, f"Tell {n}x.") for n in range(1, 21))

    pages = pages_of(press.print(tendon_plan(less_likely=rows), edition).pdf)

    for number in range(1, 21):
        assert page_with(pages, f"Cause {number}x") == page_with(pages, f"Tell {number}x.")
    assert page_with(pages, "Less likely today") == page_with(pages, "Cause 1x")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["tendon", "running", "full-house", "holding", "interim", "bare"])
@every_edition
def test_the_fridge_page_holds_every_danger_sign(name: str, edition: Edition, printed: Print):
    plan = EXAMPLES[name]
    assert isinstance(plan, PatientPlan)
    sides = 2 if edition is Edition.LARGE else 1

    fridge = " ".join(pages_of(printed(name, edition).pdf)[:sides])

    assert all(sign in fridge for tier in plan.help for sign in tier.signs)


@pytest.mark.slow
def test_a_fuller_first_page_closes_its_gaps_before_it_runs_over(press: PdfPress):
    full = tendon_plan(next_visit=NextVisit("Monday 7 December, 10:00", "Bring your shoes."))
    first, *others = full.help
    fuller = replace(full, help=(with_signs(first, 2), *others))

    pages = pages_of(press.print(fuller).pdf)

    assert "Can wait" in pages[0]
    assert "Sign 2 of more." in pages[0]


@pytest.mark.slow
def test_what_cannot_fit_runs_on_and_loses_no_sign(press: PdfPress):
    plan = tendon_plan()
    too_much = replace(plan, help=tuple(with_signs(tier, 20) for tier in plan.help))

    pages = pages_of(press.print(too_much).pdf)

    assert " ".join(pages).count("Sign 20 of more.") == len(plan.help)


def with_signs(tier: HelpTier, count: int) -> HelpTier:
    more = tuple(f"Sign {number} of more." for number in range(1, count + 1))
    return replace(tier, signs=tier.signs + more)


def test_cards_are_dealt_two_a_page_with_drawings_and_follow_one_another_without():
    drawn, undrawn = many_cards(True).cards, many_cards(False).cards

    assert [len(page) for page in cards_by_page(drawn)] == [2, 2, 2, 1]
    assert [len(page) for page in cards_by_page(undrawn)] == [7]


@pytest.mark.slow
def test_two_cards_that_would_just_run_over_come_closer_and_share_their_page(press: PdfPress):
    fuller = [replace(card, take_care="Stop if it hurts. " * 3) for card in many_cards(True).cards]
    plan = tendon_plan(exercises=Cards("Your 2 moves", tuple(fuller[:2])), diary=None)

    pages = pages_of(press.print(plan).pdf)

    assert page_with(pages, "Move 1x") == page_with(pages, "Move 2x")


@pytest.mark.slow
def test_a_long_first_card_shares_its_page_with_the_title_in_large_print(press: PdfPress):
    card = bridge_card("1")
    long = replace(
        card,
        steps=(*card.steps[:4], "Hold and keep breathing."),
        take_care="Stop if it hurts. Roll onto your side to rest. " * 2,
    )
    cards = Cards("Your move", (long,), intro="How hard: not very.")
    plan = tendon_plan(exercises=cards, diary=None, less_likely=(), ladder=None)

    pages = pages_of(press.print(plan, Edition.LARGE, PaperSize.LETTER).pdf)

    assert page_with(pages, "Your move") == page_with(pages, "Take care:")


@pytest.mark.slow
def test_cards_without_drawings_fill_their_page(press: PdfPress):
    plan = tendon_plan(exercises=many_cards(False), diary=None)

    pages = pages_of(press.print(plan).pdf)

    starts = [page_with(pages, f"Move {number}x") for number in range(1, 8)]
    assert starts.count(starts[0]) >= 3
    assert len(set(starts)) <= 3


@pytest.mark.slow
def test_a_week_of_seven_ticks_names_them_above_and_keeps_its_last_line(press: PdfPress):
    plan = tendon_plan()
    assert plan.diary is not None
    ticks = tuple(f"{n} Exercise of many words, lying {n}" for n in range(1, 8))

    pages = pages_of(press.print(replace(plan, diary=replace(plan.diary, ticks=ticks))).pdf)

    week = pages[page_with(pages, ticks[-1])]
    assert week.index(ticks[-1]) < week.index("Mon")
    assert plan.diary.closing in week


@pytest.mark.slow
@pytest.mark.parametrize(
    ("points", "beside"),
    [(0, "My questions for next time"), (4, "To stay well later")],
    ids=["room", "full"],
)
def test_where_the_advice_comes_from_stands_on_no_page_alone(
    points: int, beside: str, press: PdfPress
):
    steps = tuple(SportStep(f"Ride for {n} minutes.", "") for n in (10, 20, 30))
    sport = SportSteps("Back on the bike, step by step", "One step at a time.", steps)
    plan = tendon_plan(sport=sport)
    plan = replace(plan, every_day=tuple(longer(row, points) for row in plan.every_day[:4]))

    pages = pages_of(press.print(plan).pdf)

    assert page_with(pages, "Where this advice comes from") == page_with(pages, beside)


def longer(row: DailyAdvice, points: int) -> DailyAdvice:
    return replace(row, points=("It may hurt for a day or two, and that is fine.",) * points)


@pytest.mark.slow
def test_no_head_of_the_week_breaks_within_a_word(press: PdfPress):
    """A column of notes beside two ticks and a run was too narrow for its own name."""
    [head] = [page for page in pages_of(press.print(tendon_plan()).pdf) if "Worst pain" in page]

    assert not re.search(r"\bNote s\b", head)
