from dataclasses import is_dataclass, replace
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.documents.values import (
    CardLine,
    Day,
    DiaryDay,
    Drawing,
    DrawingShape,
    HelpLevel,
    LikelihoodBand,
    PainRule,
    PlanKind,
    Printable,
    Week,
)
from tests.documents import drawings
from tests.documents.example_identity import an_identity
from tests.documents.example_letters import avulsion_letter
from tests.documents.example_plan import (
    a_diary,
    a_ladder,
    a_week,
    bridge_card,
    help_tiers,
    tendon_plan,
)
from tests.documents.example_plan_kinds import holding_plan


@given(st.integers(0, 9), st.integers(1, 10))
def test_the_zones_of_a_pain_rule_hold_every_number_once(carry_on_to: int, stop_from: int):
    if stop_from <= carry_on_to:
        with pytest.raises(ValueError, match="pain rule"):
            PainRule(carry_on_to, stop_from)
        return

    zones = PainRule(carry_on_to, stop_from).zones

    assert [number for zone in zones for number in zone.numbers] == list(range(11))
    assert [zone.tone for zone in zones] in (
        ["carry-on", "ease-off", "stop"],
        ["carry-on", "stop"],
    )


def test_with_a_limit_of_five_the_middle_box_goes():
    zones = PainRule(carry_on_to=5, stop_from=6).zones

    assert [zone.word for zone in zones] == ["Carry on", "Stop for today"]
    assert zones[0].numbers == (0, 1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("exercises", tendon_plan().exercises),
        ("week", a_week()),
        ("diary", tendon_plan().diary),
        ("ladder", a_ladder()),
        ("pain", PainRule(carry_on_to=3, stop_from=6)),
    ],
)
def test_a_holding_plan_that_would_load_the_part_cannot_exist(part: str, value: object):
    if part == "pain":
        assert replace(holding_plan(), pain=value).kind is PlanKind.HOLDING  # type: ignore[arg-type]
        return
    with pytest.raises(ValueError, match="loads nothing"):
        replace(holding_plan(), **{part: value})  # type: ignore[arg-type]


def test_a_holding_plan_may_have_a_diary_of_pain_alone():
    diary = replace(a_diary(ticks=()), days=(DiaryDay("Mon", "23 Nov"),), has_running=False)

    assert replace(holding_plan(), diary=diary).diary is diary


def test_a_plan_that_does_not_say_when_to_ring_999_cannot_exist():
    others = tuple(tier for tier in help_tiers() if tier.level is not HelpLevel.EMERGENCY)

    with pytest.raises(ValueError, match="999"):
        tendon_plan(help=others)


def test_a_page_that_does_not_say_whose_it_is_cannot_exist():
    with pytest.raises(ValueError, match="side is empty"):
        an_identity(side=" ")


def test_a_week_has_seven_days_or_none():
    assert not Week("This week: no running").has_runs
    with pytest.raises(ValueError, match="seven"):
        Week("This week", days=(Day("Mon"),))


def test_a_letter_says_what_is_asked_and_how_soon():
    with pytest.raises(ValueError, match="asked"):
        replace(avulsion_letter(), asked=())
    with pytest.raises(ValueError, match="how soon"):
        replace(avulsion_letter(), bar=" ")


def test_a_band_lies_between_nought_and_one_in_order():
    with pytest.raises(ValueError, match="band"):
        LikelihoodBand(likely=0.5, low=0.6, high=0.7)


def test_a_drawing_finds_its_place_from_its_proportions():
    assert drawings.two_panels().shape is DrawingShape.BESIDE
    assert drawings.one_very_wide().shape is DrawingShape.ACROSS
    assert drawings.one_tall().shape is DrawingShape.TALL


@pytest.mark.parametrize("svg", ["<svg/>", '<svg viewBox="0 0 0 0"/>', '<svg viewBox="0 0 9"/>'])
def test_a_drawing_without_proportions_cannot_exist(svg: str):
    with pytest.raises(ValueError, match="proportions"):
        Drawing(svg=svg, alt="A figure.")


def test_long_lines_leave_the_column_of_the_drawing_when_that_makes_the_card_lower():
    short, long = CardLine("How hard", "Medium."), CardLine("Speed", "Count to 3. " * 6)
    high = replace(bridge_card(), why="", more=(short, long))
    assert high.drawing is not None
    low = replace(high, drawing=replace(high.drawing, svg='<svg viewBox="0 0 300 100"/>'))

    assert high.lines_under_drawing == ()
    assert long in high.lines_after_steps
    assert low.lines_under_drawing == (short, long)


def test_a_drawing_must_say_what_it_shows():
    with pytest.raises(ValueError, match="alt is empty"):
        replace(drawings.one_tall(), alt=" ")


PLAIN = (str, int, bool, float, type(None))
VALUES = "planner.documents.values"


def test_a_document_holds_finished_words_and_values_of_its_own_kind_alone():
    """HZ-055-T2: no visit, no person of the record, no object of the database."""
    strangers = {
        f"{kind.__name__}.{name}: {part}"
        for kind in kinds_in(Printable)
        for name, hint in get_type_hints(kind).items()
        for part in parts_of(hint)
        if part not in PLAIN and not part.__module__.startswith(VALUES)
    }

    assert strangers == set()


def kinds_in(document: Any) -> set[type]:
    """Every dataclass a printed document can hold."""
    found: set[type] = set()
    waiting = list(parts_of(document))
    while waiting:
        kind = waiting.pop()
        if is_dataclass(kind) and kind not in found:
            found.add(kind)
            waiting += [p for hint in get_type_hints(kind).values() for p in parts_of(hint)]
    return found


def parts_of(hint: Any) -> tuple[type, ...]:
    """The types a hint is made of, without the tuples round them."""
    inner = [part for part in get_args(hint) if part is not Ellipsis]
    return tuple(p for part in inner for p in parts_of(part)) if inner else (hint,)
