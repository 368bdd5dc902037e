"""What was typed and not saved: kept, marked, listed, and never part of the record."""

import pytest

from planner.workflow.typed import list_typing
from planner.workflow.words import record_words


@pytest.fixture
def typed(app, lead):
    def read():
        with app.extensions["planner"].open_session() as db:
            return list_typing(db, lead)

    return read


def words_page(visit):
    return f"/people/{visit.person_id}/visits/{visit.encounter_id}/words"


def keep(browser, visit, **fields):
    address = words_page(visit)
    hidden = browser.get(address).hidden_fields(address)
    sent = {"csrf_token": hidden["csrf_token"], "whose": hidden["whose"], "typing-form": address}
    return browser.client.post(
        f"/people/{visit.person_id}/typing",
        data={**sent, **fields},
        headers={"Accept": "application/json", "Origin": "http://127.0.0.1"},
    )


def test_a_draft_comes_back_on_its_page_marked_and_after_signing_in_again(signed_in, a_visit):
    """HZ-018-C1, HZ-018-C2"""
    visit = a_visit()
    assert keep(signed_in, visit, wrong="It hurts when I").status_code == 200

    page = signed_in.get(words_page(visit))

    assert page.words(".draft h2") == ["Draft of 10:15, not saved"]
    assert page.words(".draft dd") == ["It hurts when I"]
    assert "It hurts" not in page.words("#wrong")[0]
    other = signed_in.get(f"/people/{visit.person_id}")
    assert other.select(".draft") == []


def test_a_draft_of_one_person_is_never_shown_for_another(signed_in, a_person, a_visit):
    """HZ-018: keyed by person as well, not by the author alone."""
    visit, other = a_visit(), a_visit(a_person(family_name="Walker"))
    keep(signed_in, visit, wrong="Mine")

    assert signed_in.get(words_page(other)).select(".draft") == []


def test_a_draft_is_listed_on_the_people_page_until_it_is_discarded(signed_in, a_visit, typed):
    """HZ-018-T2, the list"""
    visit = a_visit()
    keep(signed_in, visit, wrong="Half a sentence")
    people = signed_in.get("/people")
    [link] = people.select("[aria-labelledby=typing] a")
    assert link.get("href") == words_page(visit)
    assert "Half a sentence" not in people.text

    signed_in.get(words_page(visit))
    discard = f"/people/{visit.person_id}/typing/discard"
    page = signed_in.post(discard)

    assert page.address == words_page(visit)
    assert page.select(".draft") == []
    assert typed() == ()


def test_saving_the_form_lets_its_draft_go(signed_in, a_visit, typed):
    visit = a_visit()
    keep(signed_in, visit, wrong="It hurts when I")
    signed_in.get(words_page(visit))

    signed_in.post(words_page(visit), {"wrong": "It hurts when I sit", "fears": ""})

    assert typed() == ()


def test_a_draft_is_in_no_reasoning_input_and_on_no_paper(signed_in, a_visit):
    """HZ-018-T2"""
    visit = a_visit()
    keep(signed_in, visit, wrong="Zyxwvutsrq")

    page = signed_in.get(f"/people/{visit.person_id}")
    assert "Zyxwvutsrq" not in page.text
    assert "Zyxwvutsrq" not in signed_in.get("/people").text


def test_what_a_conflict_refused_is_a_draft_and_outlives_the_session(
    app, signed_in, a_visit, lead, clock, typed
):
    """HZ-016-T3"""
    visit = a_visit()
    address = words_page(visit)
    signed_in.get(address)
    with app.extensions["planner"].open_session() as db:
        record_words(db, lead, visit, 1, {"wrong": "Theirs"}, clock=clock)
    page = signed_in.post(address, {"wrong": "Mine, refused"})
    assert page.status == 409

    clock.pass_by(hours=1)
    from tests.web.conftest import sign_in

    signed_in.get(address)
    sign_in(signed_in)
    page = signed_in.get(address)

    assert "Mine, refused" in page.words(".draft dd")
    assert page.words("#wrong") == ["Theirs"]
    assert typed()[0].fields["wrong"] == "Mine, refused"


def test_nothing_is_kept_for_an_address_that_is_none_of_this_site(signed_in, a_visit, typed):
    visit = a_visit()
    address = words_page(visit)
    hidden = signed_in.get(address).hidden_fields(address)
    response = signed_in.client.post(
        f"/people/{visit.person_id}/typing",
        data={**hidden, "typing-form": "https://evil.example/", "wrong": "x"},
        headers={"Accept": "application/json", "Origin": "http://127.0.0.1"},
    )

    assert response.status_code == 400
    assert typed() == ()
