"""A visit is finished in one press, and opened again with a reason."""

from planner.workflow.answers import GivenAnswer, record_answers


def at(visit, page="done"):
    return f"/people/{visit.person_id}/visits/{visit.encounter_id}/{page}"


def finish_from_the_board(browser):
    """Send the form of the first open visit as a browser would."""
    page = browser.get("/people")
    [form] = page.select("[aria-labelledby=open-visits] form")
    sent = {str(f.get("name")): f.get("value") for f in form.iter("input")}
    return browser.post(str(form.get("action")), sent)


def test_one_press_on_the_board_finishes_an_open_visit(signed_in, a_visit):
    visit = a_visit()
    page = finish_from_the_board(signed_in)

    assert page.address == "/people"
    assert "No visit is left open." in page.text
    assert "finished, no plan issued" in signed_in.get(f"/people/{visit.person_id}").text


def test_what_nobody_signed_still_waits_once_its_visit_is_finished(
    app, signed_in, lead, a_visit, clock, knowledge
):
    """HZ-075: finishing is no signature."""
    visit = a_visit()
    with app.extensions["planner"].open_session() as db:
        given = (GivenAnswer(finding="fever-unwell", presence="absent"),)
        record_answers(db, lead, visit, 1, given, knowledge=knowledge, clock=clock)

    page = finish_from_the_board(signed_in)
    assert page.words("[aria-labelledby=unsigned] a") == ["Example Runner"]


def test_a_finished_visit_says_how_to_open_it_again_and_asks_why(signed_in, a_visit):
    visit = a_visit()
    signed_in.get(at(visit, "words"))
    finish_from_the_board(signed_in)
    signed_in.get(at(visit, "words"))
    refused = signed_in.post(at(visit, "words"), {"wrong": "It hurts to sit"})
    assert refused.status == 400
    assert at(visit) in [link.get("href") for link in refused.select(".rail a")]

    signed_in.get(at(visit))
    assert signed_in.post(at(visit, "done/open-again"), {"why": ""}).errors() == [
        "Say what was forgotten or wrong"
    ]
    signed_in.get(at(visit))
    signed_in.post(at(visit, "done/open-again"), {"why": "The scan came"})
    assert signed_in.get(at(visit)).heading == "Finish this visit"


def test_a_board_that_is_older_than_the_visit_finishes_nothing(signed_in, a_visit):
    visit = a_visit()
    signed_in.get(at(visit))
    page = signed_in.post(at(visit), {"version": "9"})

    assert page.status == 409
    assert signed_in.get(at(visit)).heading == "Finish this visit"
