"""Plans of many lengths and many people: no page without whose it is (HZ-003)."""

from dataclasses import replace
from random import Random

import pytest

from planner.documents.render import PdfPress
from planner.documents.values import Edition, PatientPlan
from tests.documents.example_plan import tendon_plan
from tests.documents.reading import pages_of
from tests.sizes import size

HOW_MANY = size(9, 500)
"""Each takes a second to lay out; nine have every number of cards and every name."""
NAMES = ("Example Runner", "Ñandú O’Example", "X" * 40, "Anna-Maria Example-Sample", "שלום Example")


def a_plan(number: int) -> PatientPlan:
    """A fictional plan of one to twelve pages; the same number, the same plan."""
    dice, plan = Random(number), tendon_plan()  # a repeatable draw, no secret
    cards = plan.exercises
    assert cards is not None
    count = number % 9
    more = tuple(
        replace(cards.cards[place % len(cards.cards)], number=str(place + 1))
        for place in range(count)
    )
    return replace(
        plan,
        identity=replace(
            plan.identity,
            person=NAMES[number % len(NAMES)],
            born=f"{dice.randint(1, 28)} March {dice.randint(1940, 2012)}",
            code=f"C{number:05d}",
            document_id=f"C{number:05d}",
            version=str(dice.randint(1, 12)),
        ),
        exercises=replace(cards, cards=more) if more else None,
        diary=plan.diary if number % 2 else None,
        ladder=plan.ladder if number % 3 else None,
    )


@pytest.mark.slow
@pytest.mark.parametrize("number", range(HOW_MANY))
def test_every_page_holds_name_birth_date_number_version_and_page_x_of_y(
    number: int, press: PdfPress
):
    """HZ-003-T1"""
    plan = a_plan(number)
    done = press.print(plan, list(Edition)[number % 2])
    pages = pages_of(done.pdf)

    assert len(pages) == done.pages
    for place, page in enumerate(pages, start=1):
        assert f"Page {place} of {len(pages)}" in page
        assert f"born {plan.identity.born}" in page
        assert f"Plan {plan.identity.code}, version {plan.identity.version}" in page
        first = "Example" if "שלום" in plan.identity.person else plan.identity.person[:20]
        assert first in page
