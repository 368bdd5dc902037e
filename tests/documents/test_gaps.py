"""How often a paper is laid out until its parts stay on their sides: once, where it can be told."""

from dataclasses import dataclass, field

import pytest

from planner.documents.gaps import FULL, FULL_OF_CARDS, Known, settled
from planner.documents.values import Edition

FIRST = '<span id="first-sides-end"></span><!-- later sides -->'


@dataclass
class Side:
    anchors: dict[str, object] = field(default_factory=dict)


@dataclass
class Laid:
    page: str
    pages: list[Side]


@dataclass
class Layout:
    """Lays nothing out: a part in ``over`` runs over onto a second side while it is not closer."""

    over: tuple[str, ...] = ()
    first_runs_over_as: tuple[str, ...] = ()
    tried: list[str] = field(default_factory=list)

    def __call__(self, page: str) -> Laid:
        self.tried.append(page)
        sides = [Side(), Side()]
        is_wide = any(f'<body class="{name} ' in page for name in self.first_runs_over_as)
        sides[1 if is_wide else 0].anchors["first-sides-end"] = 0
        for name in self.over:
            if f'id="{name}" class="page' in page or f'id="{name}" class="card-page' in page:
                sides = [Side(dict.fromkeys((*side.anchors, name))) for side in sides]
        return Laid(page, sides if any(s.anchors for s in sides[1:]) else sides[:1])


def a_page(first: int = 10, **parts: int) -> str:
    later = "".join(
        f'<{"div" if name.startswith("cards") else "section"} id="{name.replace("_", "-")}" '
        f'class="{"card-page" if name.startswith("cards") else "page"}">{"x" * letters}'
        for name, letters in parts.items()
    )
    return f'<body class="fit-0 standard "><main>{"x" * first}{FIRST}{later}</main></body>'


def test_a_paper_that_fits_is_laid_out_once_and_as_it_is():
    layout, page = Layout(), a_page(what_next=100, cards_2=100)

    assert settled(page, Edition.STANDARD, layout, {}).page == page
    assert len(layout.tried) == 1


@pytest.mark.parametrize(("part", "name"), [("what_next", "what-next"), ("running", "running")])
def test_a_part_that_is_too_full_by_its_letters_starts_closer(part: str, name: str):
    layout = Layout(over=(name,))

    done = settled(a_page(**{part: FULL[name]}), Edition.STANDARD, layout, {})

    assert f'id="{name}" class="closer page' in done.page
    assert len(layout.tried) == 1


def test_full_first_sides_start_closer_and_come_closer_still_where_they_must():
    page = a_page(first=FULL["first-sides-end"])
    enough, not_enough = Layout(first_runs_over_as=("fit-0",)), Layout(("",), ("fit-0", "fit-1"))

    assert '"fit-1 standard ' in settled(page, Edition.STANDARD, enough, {}).page
    assert len(enough.tried) == 1
    assert '"fit-2 standard ' in settled(page, Edition.STANDARD, not_enough, {}).page
    hardly = Layout(("",), ("fit-0", "fit-1", "fit-2"))
    assert '"fit-2 fit-3 standard ' in settled(page, Edition.STANDARD, hardly, {}).page


def test_full_cards_are_laid_out_alone_first_and_the_same_ones_not_again():
    layout, page = Layout(over=("cards-2",)), a_page(cards_2=FULL_OF_CARDS)
    known: Known = {}

    first = settled(page, Edition.STANDARD, layout, known)
    assert len(layout.tried) == 2
    again = settled(page, Edition.STANDARD, layout, known)

    assert first.page == again.page
    assert 'id="cards-2" class="closer card-page' in again.page
    assert len(layout.tried) == 3


def test_a_part_that_runs_over_unexpectedly_is_brought_back_and_others_stay():
    layout = Layout(over=("about",))

    done = settled(a_page(about=20, what_next=20), Edition.STANDARD, layout, {})

    assert 'id="about" class="closer page' in done.page
    assert 'id="what-next" class="page' in done.page
    assert len(layout.tried) == 2


def test_in_large_print_only_the_week_is_brought_back():
    layout = Layout(over=("week", "about"))

    done = settled(a_page(about=20, week=20), Edition.LARGE, layout, {})

    assert 'id="week" class="closer page' in done.page
    assert 'id="about" class="page' in done.page
