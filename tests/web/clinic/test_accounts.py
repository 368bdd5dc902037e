"""The people of the clinic: seen, invited by a link shown once, shut out; by the lead alone."""

import pytest

from planner.workflow.one_time_links import create_account, invite
from tests.web.conftest import PASSWORD, sign_in

PAGE = "/settings/people"


@pytest.fixture
def second(app, lead, clock):
    """A clinician who does not lead."""
    with app.extensions["planner"].open_session() as db:
        token = invite(db, lead, is_lead=False, clock=clock)
        return create_account(
            db, token, sign_in_name="second", name="B. Example", password=PASSWORD, clock=clock
        )


def link_on(page) -> str:
    [link] = page.words(".invitation__link")
    return "/account" + str(link).partition("/account")[2]


def test_a_second_clinician_comes_in_by_a_link_that_is_shown_once(signed_in, new_browser):
    signed_in.get(PAGE)
    assert signed_in.page.select("input[checked]") == []

    link = link_on(signed_in.post(f"{PAGE}/invite", {"makes": "clinician"}))

    assert "account/first" not in signed_in.get(PAGE).text
    guest = new_browser()
    guest.get(link)
    guest.post(
        link,
        {"name": "B. Example", "sign_in_name": "b", "password": PASSWORD, "again": PASSWORD},
    )
    assert guest.get(link).status == 410
    rows = signed_in.get(PAGE).words("tbody tr")
    assert any("B. Example" in row and "Clinician" in row and "Open" in row for row in rows)


def test_an_invitation_says_for_whom(signed_in):
    signed_in.get(PAGE)

    page = signed_in.post(f"{PAGE}/invite", {})

    assert page.status == 400
    assert page.errors() == ["Choose whether the new account is a clinician or a lead"]
    assert page.select(".invitation__link") == []


def test_a_disabled_account_is_signed_out_and_can_be_opened_again(
    app, signed_in, second, new_browser
):
    theirs = new_browser()
    sign_in(theirs, "second")
    assert theirs.get("/people").status == 200
    address = f"{PAGE}/{second.id}"

    signed_in.get(PAGE)
    page = signed_in.post(address, {"wanted": "shut"})

    assert "Disabled" in page.words("tbody tr")[1]
    assert theirs.get("/people").address.startswith("/account/sign-in")
    page = signed_in.post(address, {"wanted": "open"})
    assert "Disabled" not in page.text


def test_nobody_is_offered_to_shut_their_own_account_and_the_last_lead_stays(signed_in, lead):
    page = signed_in.get(PAGE)
    assert "This is you" in page.text
    assert page.select("tbody form") == []

    hidden = page.hidden_fields(f"{PAGE}/invite")
    page = signed_in.post(f"{PAGE}/{lead.account_id}", {**hidden, "wanted": "shut"})

    assert page.status == 400
    assert page.errors()[0].startswith("This is the only lead")


def test_a_clinician_who_does_not_lead_sees_none_of_it(second, new_browser):
    theirs = new_browser()
    sign_in(theirs, "second")

    assert theirs.get(PAGE).status == 403
