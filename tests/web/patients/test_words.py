import pytest


@pytest.fixture
def address(a_visit):
    visit = a_visit()
    return f"/people/{visit.person_id}/visits/{visit.encounter_id}/words"


def test_nothing_is_chosen_before_somebody_chose_it(signed_in, address):
    page = signed_in.get(address)

    assert page.select("input[checked]") == []
    assert [e.get("value") for e in page.select("option[selected]")] == [""]
    assert {(e.text or "").strip() for e in page.select("textarea")} == {""}


def test_the_bar_names_the_person_and_the_rail_the_place(signed_in, address):
    """HZ-001-C1, on the page."""
    page = signed_in.get(address)

    assert page.words(".bar__name") == ["Example Runner"]
    assert page.words(".bar__side") == ["Side not recorded"]
    assert "born 1 Mar 1992 (34) female record" in page.text
    assert "visit 1, Mon 23 Nov 2026" in page.text
    assert page.words(".rail__wide [aria-current=step]") == ["Their words, you are here"]


def test_everything_is_saved_by_the_one_button(signed_in, address):
    signed_in.get(address)

    signed_in.post(
        address,
        {
            "wrong": "It aches on the bone I sit on.\nSince September.",
            "fears": "That it tears.",
            "wants_back": "A 10 km race in spring.",
            "side": "right",
            "weeks": "12",
            "sport": "running",
            "weekly_km": "30",
            "longest_km": "12",
            "pain_now": "3",
            "nprs": "6",
            "pain_next_morning": "5",
            "zone_6": "y",
            "zone_8": "y",
            "worst": "6",
            "irritability": "moderate",
        },
    )
    page = signed_in.get(address)

    assert (page.select_one("#wrong").text or "").strip().startswith("It aches on the bone")
    assert page.words(".bar__side") == ["Right side"]
    assert page.select_one("#weeks").get("value") == "12"
    chosen = {e.get("id") for e in page.select("input[checked]")}
    assert {"zone_6", "zone_8", "worst-6"} <= chosen
    assert {"pain_now-3", "nprs-6", "pain_next_morning-5"} <= chosen
    assert [e.get("value") for e in page.select("option[selected]")] == ["running"]


def test_one_field_is_saved_at_once_with_the_next_version(signed_in, address):
    signed_in.get(address)

    told = signed_in.save_at_once(address, {"fears": "That it tears."})

    assert told["status"] == 200
    assert told["words"].startswith("Saved ")
    assert told["version"] == int(signed_in.page.hidden_fields()["version"]) + 1
    assert (signed_in.get(address).select_one("#fears").text or "").strip() == "That it tears."


def test_two_people_writing_the_same_field_see_both_texts_and_nothing_is_lost(signed_in, address):
    signed_in.get(address)
    stale = signed_in.page.hidden_fields()
    signed_in.save_at_once(address, {"wrong": "Theirs, first."})

    page = signed_in.post(address, {**stale, "wrong": "Mine, second.", "changed": "wrong"})

    assert page.status == 409
    assert "Mine, second." in page.text
    assert "Theirs, first." in page.text
    assert "A. Example" in page.text
    signed_in.post(address)
    assert "Mine, second." in (signed_in.get(address).select_one("#wrong").text or "")


def test_the_script_is_told_of_a_conflict(signed_in, address):
    signed_in.get(address)
    signed_in.save_at_once(address, {"wrong": "Theirs, first."})

    told = signed_in.save_at_once(address, {"wrong": "Mine, second."})

    assert told["status"] == 409
    assert told["is_conflict"]


def test_a_text_that_is_too_long_is_refused_with_its_count_and_kept(signed_in, address):
    signed_in.get(address)

    page = signed_in.post(address, {"wrong": "x" * 5001})

    assert page.status == 400
    assert "1 characters too long" in page.words("#wrong-error")[0]
    assert len((page.select_one("#wrong").text or "").strip()) == 5001


@pytest.mark.parametrize("weeks", ["-1", "many", "1e9", "NaN"])
def test_a_number_that_is_none_is_refused_beside_its_field(signed_in, address, weeks):
    signed_in.get(address)

    page = signed_in.post(address, {"weeks": weeks})

    assert page.status == 400
    assert page.words("#weeks-error")


def test_the_chart_shows_the_painful_half(signed_in, address):
    signed_in.get(address)
    signed_in.save_at_once(address, {"side": "left"})

    page = signed_in.get(address)

    sitting_bone = page.select_one(".body-chart__close [data-zone='6'] ellipse")
    assert float(sitting_bone.get("cx") or 0) < 190
    assert page.words(".bar__side") == ["Left side"]


@pytest.mark.parametrize("name", ["pain_now", "nprs", "pain_next_morning"])
def test_each_scale_of_pain_is_saved_by_itself(signed_in, address, name):
    signed_in.get(address)
    assert signed_in.page.select(".scale input[checked]") == []

    signed_in.save_at_once(address, {name: "0"})

    chosen = [e.get("name") for e in signed_in.get(address).select(".scale input[checked]")]
    assert chosen == [name]


def test_the_day_it_began_takes_the_place_of_the_weeks(signed_in, address):
    signed_in.get(address)
    signed_in.post(address, {"weeks": "12"})

    signed_in.get(address)
    signed_in.post(address, {"weeks": "", "onset_on": "1 September 2026"})

    page = signed_in.get(address)
    assert page.select_one("#onset_on").get("value") == "1 9 2026"
    assert page.select_one("#weeks").get("value") == ""


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"weeks": "12", "onset_on": "1 9 2026"}, "Give the day it began or the number of weeks"),
        ({"onset_on": "1 9 2027"}, ""),
        ({"onset_on": "in September"}, "Enter the date as day, month and year"),
    ],
)
def test_an_onset_that_cannot_be_is_refused_beside_its_field_and_kept(
    signed_in, address, typed, sentence
):
    signed_in.get(address)

    page = signed_in.post(address, typed)

    assert page.status == 400
    assert sentence in page.words("#onset_on-error")[0]
    assert page.select_one("#onset_on").get("value") == typed["onset_on"]
