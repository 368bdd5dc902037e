import pytest

from planner.web.components.answers import AnswerControl
from planner.web.components.board import Axis, Band, place
from planner.web.components.frame import (
    IdentityBar,
    MinutesGauge,
    Rail,
    RailStep,
    SafetyGauge,
    SafetySign,
    StepState,
)
from planner.web.components.protocol import ItemCard, Meter, StrandRow


def test_equal_evidence_moves_an_equal_distance_anywhere_on_the_axis():
    from_low = place(3 / 103) - place(1 / 101)
    from_high = place(30 / 31) - place(10 / 11)

    assert from_low == pytest.approx(from_high, abs=0.02)


def test_the_ends_of_the_axis_hold_what_lies_beyond():
    assert place(0) == place(0.001) == 0
    assert place(1) == place(0.999) == 100


def test_a_band_says_its_range_with_a_space_that_does_not_break():
    band = Band(low=0.03, point=0.08, high=0.20, was=(0.05, 0.31))

    assert band.words == "3–20\u202f%"
    assert band.spoken == "3 to 20 per cent"
    assert band.was_words == "was 5–31"
    assert Band(low=0.001, point=0.002, high=0.004).words == "<1\u202f%"


def test_a_band_whose_point_lies_outside_is_refused():
    with pytest.raises(ValueError, match="low, point, high"):
        Band(low=0.3, point=0.2, high=0.4)


def test_the_threshold_is_a_tick_of_its_own():
    assert [t.word for t in Axis(threshold=0.02).ticks if t.is_threshold] == ["2"]
    assert [t.word for t in Axis().ticks] == ["1", "5", "20", "50", "80", "95\u202f%"]


def test_an_answer_that_is_not_on_offer_cannot_be_chosen():
    with pytest.raises(ValueError, match="not one of its answers"):
        AnswerControl(name="pop-felt", legend="Pop?", chosen="maybe")


def test_an_unfinished_safety_screen_has_no_tick():
    with pytest.raises(ValueError, match="no tick"):
        SafetyGauge(answered=13, asked=14, sign=SafetySign.CLEAR)


def test_a_visit_stands_at_exactly_one_step():
    with pytest.raises(ValueError, match="exactly one"):
        Rail(steps=(RailStep(name="Safety", state=StepState.DONE),))


def test_a_page_of_a_person_never_lacks_an_identifier():
    with pytest.raises(ValueError, match="birth date"):
        IdentityBar(name="Example Runner", side=None, born="", sex="female", record="BP-0107")


def test_going_over_the_minutes_is_said():
    gauge = MinutesGauge(spent=31, planned=25)

    assert gauge.words == "of 25 min, 6 over"
    assert gauge.share == 100


def test_a_meter_over_its_limit_still_fits_its_width():
    meter = Meter(name="Home time", value=26, limit=20, unit="min")

    assert meter.words == "26 of 20 min"
    assert meter.per_cent(meter.limit) + meter.per_cent(6) == pytest.approx(100)


def test_an_item_without_a_dose_says_what_it_waits_for():
    with pytest.raises(ValueError, match="waits for"):
        ItemCard(id="surface", name="Surface", where="running")


def test_a_strand_without_items_says_why_it_is_left_out():
    with pytest.raises(ValueError, match="left out"):
        StrandRow(name="Electrotherapy", note="left out", items=(), later=())
