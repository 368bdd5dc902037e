from datetime import date

import pytest

from planner.web.days import read_day
from planner.web.patients.forms import guess_person
from planner.workflow.answers import GivenAnswer, record_answers


def test_an_empty_day_says_so(signed_in):
    page = signed_in.get("/people")

    assert page.heading == "Monday 23 November 2026"
    assert "No people" in page.text
    assert "Every referral has its answer." in page.text


def test_a_visit_of_today_stands_in_the_list_and_among_the_open_ones(signed_in, a_visit):
    visit = a_visit()

    page = signed_in.get("/people")

    [link] = page.select(".visitor a")
    assert link.get("href") == f"/people/{visit.person_id}/visits/{visit.encounter_id}"
    assert page.words(".visitor__name") == ["Example Runner"]
    assert page.words("[aria-labelledby=open-visits] a") == ["Example Runner"]


@pytest.mark.parametrize("text", ["Runner", "exam run", "1 3 1992", "01/03/1992", "1 March 1992"])
def test_somebody_is_found_by_name_or_birth_date_and_no_address_tells_it(signed_in, a_person, text):
    a_person()
    signed_in.get("/people")

    page = signed_in.post("/people/search", {"text": text})

    assert page.address == "/people/search"
    assert page.words(".found .visitor__name") == ["Example Runner"]
    assert "born 1 Mar 1992 (34)" in page.text
    assert "Runner" not in page.words("title")[0]


def test_look_alikes_are_marked_in_results(signed_in, a_person):
    """HZ-001-C2, on the page."""
    a_person()
    a_person(given_name="Emma")
    a_person(family_name="Orienteer", born=date(1960, 5, 5))
    signed_in.get("/people")

    page = signed_in.post("/people/search", {"text": "Runner"})

    assert len(page.select(".found")) == 2
    assert len(page.select(".found__alike")) == 2


def test_an_empty_search_is_an_error_beside_the_field(signed_in):
    signed_in.get("/people")

    page = signed_in.post("/people/search", {"text": "  "})

    assert page.status == 400
    assert page.errors() == ["Enter a name, a date of birth or a record number"]


def test_a_person_is_added_in_one_step(signed_in):
    page = signed_in.get("/people/new")
    assert page.select("input[checked]") == []

    page = signed_in.post(
        "/people/new",
        {"given_name": "Example", "family_name": "Runner", "born": "1 3 1992", "sex": "female"},
    )

    assert page.heading == "Record"
    assert page.words(".bar__name") == ["Example Runner"]
    assert "born 1 Mar 1992 (34)" in page.text


def test_an_empty_form_says_what_is_missing_and_links_to_it(signed_in):
    signed_in.get("/people/new")

    page = signed_in.post("/people/new")

    assert page.status == 400
    assert page.words("title")[0].startswith("Error: ")
    assert page.errors() == [
        "Enter the given name",
        "Enter the family name",
        "Enter the date of birth as day, month and year",
        "Choose the sex, or that it is not known yet",
    ]
    assert [e.get("href") for e in page.select("#error-summary a")] == [
        "#given_name",
        "#family_name",
        "#born",
        "#sex",
    ]


@pytest.mark.parametrize("born", ["30 2 1992", "1992", "3/92", "tomorrow", "1 3 92", "1 13 1992"])
def test_a_date_that_is_none_is_refused_and_kept_as_typed(signed_in, born):
    signed_in.get("/people/new")

    page = signed_in.post(
        "/people/new",
        {"given_name": "Example", "family_name": "Runner", "born": born, "sex": "male"},
    )

    assert page.errors() == ["Enter the date as day, month and year, for example 1 3 1992"]
    assert page.select_one("#born").get("value") == born
    assert page.select_one("#family_name").get("value") == "Runner"


def test_a_birth_date_in_the_future_is_refused_beside_its_field(signed_in):
    signed_in.get("/people/new")

    page = signed_in.post(
        "/people/new",
        {"given_name": "Example", "family_name": "Runner", "born": "24 11 2026", "sex": "male"},
    )

    assert page.status == 400
    assert "in the future" in page.words("#born-error")[0]


def test_likely_matches_are_shown_before_a_second_record_is_made(signed_in, a_person):
    """HZ-004-C1, on the page."""
    a_person()
    signed_in.get("/people/new")
    fields = {"given_name": "Exampel", "family_name": "Runner", "born": "3 1 1992", "sex": "female"}

    page = signed_in.post("/people/new", fields)

    assert "Is it one of these?" in page.text
    assert "Nothing was saved yet" in page.text
    page = signed_in.post("/people/new", {**fields, "is_new_person": "y"})
    assert page.heading == "Record"


@pytest.mark.parametrize(
    "name", ["x" * 300, "שלום ירושלים", "O'Brien–Ñandú", "{{7*7}}", "<script>alert(1)</script>"]
)
def test_a_name_is_shown_as_it_was_typed(signed_in, name):
    signed_in.get("/people/new")

    page = signed_in.post(
        "/people/new",
        {"given_name": "Example", "family_name": name, "born": "1 3 1992", "sex": "female"},
    )

    assert page.words(".bar__name") == [f"Example {name}"]


def test_a_double_click_makes_one_record(signed_in):
    signed_in.get("/people/new")
    fields = {"given_name": "Example", "family_name": "Runner", "born": "1 3 1992", "sex": "female"}
    hidden = signed_in.page.hidden_fields()
    signed_in.post("/people/new", fields)

    page = signed_in.post("/people/new", {**hidden, **fields})

    assert "Is it one of these?" in page.text


def test_a_visit_starts_today_unless_it_is_set_back(signed_in, a_person):
    person = a_person()
    page = signed_in.get(f"/people/{person.id}")
    assert page.select_one("#visit_date").get("value") == "23 11 2026"

    page = signed_in.post(f"/people/{person.id}", {"visit_date": "20 11 2026"})

    assert page.address.endswith("/words")
    assert "visit 1, Fri 20 Nov 2026" in page.text


@pytest.mark.parametrize(("day", "says"), [("24 11 2026", "future"), ("1 1 1980", "before")])
def test_a_visit_in_the_future_or_before_birth_is_refused(signed_in, a_person, day, says):
    person = a_person()
    signed_in.get(f"/people/{person.id}")

    page = signed_in.post(f"/people/{person.id}", {"visit_date": day})

    assert page.status == 400
    assert says in page.words("#visit_date-error")[0]


def test_somebody_unknown_is_a_page_that_says_so(signed_in):
    assert signed_in.get("/people/0b6d7b2e-8f4e-4b52-9d5f-3f6f6d9a1c11").status == 404


def test_a_visit_of_one_person_is_not_found_under_another(signed_in, a_person, a_visit):
    """HZ-002-C2, on the page."""
    visit, other = a_visit(), a_person(family_name="Walker")

    assert signed_in.get(f"/people/{other.id}/visits/{visit.encounter_id}/words").status == 404


def test_a_date_is_read_as_people_write_it():
    for text in ("1 3 1992", "01/03/1992", "1.3.1992", "1 March 1992", "1-mar-1992", "1992-03-01"):
        assert read_day(text) == date(1992, 3, 1), text


def test_what_was_searched_for_fills_the_new_form():
    assert guess_person("Example Runner") == {"given_name": "Example", "family_name": "Runner"}
    assert guess_person("1/3/1992") == {"born": "1 3 1992"}
    assert guess_person("BP-0107") == {}


def test_an_emergency_and_what_waits_are_named_in_words(
    signed_in, app, a_person, a_visit, lead, clock, knowledge
):
    visit = a_visit(a_person())
    said = [GivenAnswer(finding="saddle-sensory-change", presence="present")]
    with app.extensions["planner"].open_session() as db:
        record_answers(db, lead, visit, 1, said, knowledge=knowledge, clock=clock)

    page = signed_in.get("/people")

    assert "Suspected cauda equina syndrome" in page.words(".today li")[0]
    assert "cauda-equina" not in page.text.lower()
    assert page.words("[aria-labelledby=unsigned] p")[1:] == [
        "34, female · record 1001 · A. Example"
    ]


def test_a_page_of_results_says_when_more_people_fit(signed_in, a_person):
    """HZ-084-T1, on the page: 21 people fit, 20 are shown, and the page says so."""
    for number in range(21):
        a_person(given_name=f"Example{number}")
    signed_in.get("/people")

    page = signed_in.post("/people/search", {"text": "Runner"})

    assert len(page.select(".found")) == 20
    assert page.words(".head__count") == ["more than 20"]
    assert "Only the first 20 are shown." in page.text


def test_two_courses_that_began_on_one_day_are_told_apart(signed_in, a_person, a_visit):
    """A list of regions by name held the same name twice."""
    person = a_person()
    a_visit(person)
    a_visit(person)

    page = signed_in.get(f"/people/{person.id}")

    assert page.words("h2[id^=episode]") == [
        "Episode of care, begun Mon 23 Nov 2026, 2 of 2",
        "Episode of care, begun Mon 23 Nov 2026, 1 of 2",
    ]
