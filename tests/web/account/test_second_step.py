"""The second step of signing in: nothing of a patient without it, no code twice, a way back."""

import re
from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from planner.web.access import Access, access_of
from planner.web.session import COOKIE, DEVICE
from planner.workflow.actor import Actor
from planner.workflow.one_time_links import create_account, first_link, invite
from tests.web.conftest import PASSWORD

SIGN_IN, STEP, SET_UP = "/account/sign-in", "/account/second-step", "/account/set-up"


@pytest.fixture
def app(app):
    """The site as a clinic has it: with a second step."""
    import dataclasses

    app.extensions["planner"] = dataclasses.replace(app.extensions["planner"], second_step=True)
    return app


@pytest.fixture
def lead(app, clock) -> Actor:
    with app.extensions["planner"].open_session() as db:
        link = first_link(db, clock=clock)
        assert link is not None
        account = create_account(
            db, link, sign_in_name="a", name="A. Example", password=PASSWORD, clock=clock
        )
    return Actor(account_id=account.id, name=account.name, is_lead=True)


def give_password(browser, name="a", password=PASSWORD, **more):
    browser.get(SIGN_IN, **more)
    return browser.post(SIGN_IN, {"sign_in_name": name, "password": password})


def key_on(page) -> pyotp.TOTP:
    found = re.search(r"<code>([A-Z2-7 ]+)</code>", page.html)
    assert found
    return pyotp.TOTP(found[1].replace(" ", ""))


def enrol(browser, clock, name="a"):
    """Set the second factor up at the first sign-in; gives it and the printed codes."""
    page = give_password(browser, name)
    assert page.address == SET_UP
    factor = key_on(page)
    page = browser.post(SET_UP, {"code": factor.at(clock.now())})
    codes = page.words(".codes li")
    assert len(codes) == 10
    return factor, codes


def test_the_password_alone_opens_nothing(app, lead, browser, clock):
    """A7, HZ-080-T3: neither before the second factor is set up nor between the two steps."""
    give_password(browser)
    for stage in ("set-up", "code"):
        for rule in app.url_map.iter_rules():
            access = access_of(app.view_functions[rule.endpoint])
            if access is Access.PUBLIC or "GET" not in rule.methods or rule.arguments:
                continue
            answer = browser.client.get(rule.rule)
            assert answer.status_code == 302, (stage, rule)
            assert answer.headers["Location"].startswith(SIGN_IN)
        if stage == "set-up":
            page = browser.get(SET_UP)
            browser.post(SET_UP, {"code": key_on(page).at(clock.now())})
            browser.client.delete_cookie(COOKIE, domain="127.0.0.1")
            give_password(browser)


def test_a_code_opens_once_and_only_near_its_time(lead, browser, new_browser, clock):
    """A8, HZ-080-T3, HZ-076-T3: not twice, not in the next window, not from two browsers."""
    factor, _ = enrol(browser, clock)
    clock.pass_by(seconds=30)
    other = new_browser()
    for one in (browser, other):
        one.client.delete_cookie(COOKIE, domain="127.0.0.1")
        assert give_password(one).heading == "Enter the code"
    now = factor.at(clock.now())

    assert browser.post(STEP, {"code": now}).address == "/people"
    assert other.post(STEP, {"code": now}).status == 400
    clock.pass_by(seconds=30)
    assert other.post(STEP, {"code": now}).status == 400
    assert other.post(STEP, {"code": factor.at(clock.now() + timedelta(seconds=90))}).status == 400
    assert other.post(STEP, {"code": factor.at(clock.now())}).address == "/people"


def test_five_wrong_codes_end_the_attempt(lead, browser, clock):
    """A8"""
    enrol(browser, clock)
    browser.client.delete_cookie(COOKIE, domain="127.0.0.1")
    clock.pass_by(minutes=2)
    give_password(browser)
    for _ in range(5):
        page = browser.post(STEP, {"code": "000000"})
    assert page.status == 400

    assert browser.get(STEP).address == SIGN_IN
    assert browser.get("/people").address == SIGN_IN


def test_a_printed_code_stands_in_for_the_telephone_once(app, lead, browser, clock):
    """A9: single use, kept as a hash; and no seed is in the store."""
    from sqlalchemy import text

    factor, codes = enrol(browser, clock)
    for turn, expected in enumerate(("/people", STEP)):
        browser.client.delete_cookie(COOKIE, domain="127.0.0.1")
        give_password(browser)
        assert browser.post(STEP, {"code": codes[0].lower()}).address == expected, turn
    with app.extensions["planner"].open_session() as db:
        stored = str(db.execute(text("SELECT * FROM recovery_code")).all())
        stored += str(db.execute(text("SELECT * FROM account")).all())
    assert codes[1].replace("-", "") not in stored
    assert factor.secret not in stored


def test_each_step_gives_a_new_session_and_the_old_one_is_dead(lead, browser, clock):
    """B1"""
    seen = []

    def token():
        return browser.client.get_cookie(COOKIE, domain="127.0.0.1").value

    browser.get(SIGN_IN)
    seen.append(token())
    page = give_password(browser)
    seen.append(token())
    browser.post(SET_UP, {"code": key_on(page).at(clock.now())})
    seen.append(token())
    assert len(set(seen)) == 3
    for old in seen[:2]:
        browser.client.set_cookie(COOKIE, old, domain="127.0.0.1")
        assert browser.get("/people").address == SIGN_IN


def test_what_was_typed_rides_through_both_steps(lead, browser, clock):
    """B3, HZ-076-T1: the session ended, and nothing typed is lost."""
    factor, _ = enrol(browser, clock)
    browser.get("/people/new")
    clock.pass_by(minutes=16)
    browser.post("/people/new", {"given_name": "Example", "family_name": "O’Runner"})
    browser.post(SIGN_IN, {"sign_in_name": "a", "password": PASSWORD})

    page = browser.post(STEP, {"code": factor.at(clock.now())})

    assert page.heading == "Save what you typed"
    assert "O’Runner" in page.text


def test_a_known_browser_gets_in_while_a_stranger_waits(lead, browser, new_browser, clock):
    """A1, A3: 429 with the time to wait; the owner's own browser still works."""
    enrol(browser, clock)
    assert browser.client.get_cookie(DEVICE, domain="127.0.0.1").http_only
    stranger = new_browser()
    for _ in range(5):
        give_password(stranger, password="a wrong one, again")
    page = give_password(stranger)
    assert page.status == 429
    assert 0 < int(page.response.headers["Retry-After"]) <= 900
    browser.client.delete_cookie(COOKIE, domain="127.0.0.1")

    assert give_password(browser).heading == "Enter the code"


def test_a_change_of_who_may_sign_in_asks_for_the_password_again(app, lead, browser, clock):
    """B9, HZ-080-T3: each of them, and nothing is changed before."""
    enrol(browser, clock)
    page = browser.get("/settings/people")
    clock.pass_by(minutes=6)
    asked = [
        ("/settings/people/invite", {"makes": "lead"}),
        (f"/settings/people/{lead.account_id}", {"wanted": "shut"}),
        (f"/settings/people/{lead.account_id}/let-in", {}),
        ("/account/codes", {}),
        ("/account/password", {"old": PASSWORD, "password": "x", "again": "x"}),
    ]
    token = {"csrf_token": page.select("input[name=csrf_token]")[0].get("value")}
    for address, fields in asked:
        answer = browser.client.post(
            address, data={**token, **fields}, headers={"Origin": "http://127.0.0.1"}
        )
        assert answer.headers["Location"].startswith("/account/prove"), address
    assert browser.get(SET_UP).heading == "Your password once more"

    page = browser.post("/account/prove", {"password": "not the password, no"})
    assert page.status == 400
    page = browser.post("/account/prove", {"password": PASSWORD})
    assert page.address == SET_UP


def test_a_new_password_ends_every_other_session_at_once(lead, browser, new_browser, clock):
    """B4, HZ-080-T3"""
    factor, _ = enrol(browser, clock)
    other = new_browser()
    give_password(other)
    clock.pass_by(seconds=30)
    assert other.post(STEP, {"code": factor.at(clock.now())}).address == "/people"
    new = "seven quiet otters swim"
    browser.get("/account/password")

    page = browser.post("/account/password", {"old": PASSWORD, "password": new, "again": new})

    assert "Every other browser is signed out" in page.text
    assert other.get("/people").address == SIGN_IN


def test_somebody_who_lost_everything_is_let_in_again_by_the_lead(
    app, lead, browser, new_browser, clock
):
    """A10: the link works once, for an hour; sessions end; the second step is set up again."""
    enrol(browser, clock)
    with app.extensions["planner"].open_session() as db:
        token = invite(db, lead, is_lead=False, clock=clock)
        account = create_account(
            db, token, sign_in_name="b", name="B. Example", password=PASSWORD, clock=clock
        )
    theirs = new_browser()
    enrol(theirs, clock, "b")
    browser.get("/settings/people")
    page = browser.post(f"/settings/people/{account.id}/let-in")
    [link] = page.words(".invitation__link")
    link = "/account" + link.partition("/account")[2]
    assert theirs.get("/people").status == 200

    stranger = new_browser()
    stranger.get(link)
    new = "seven quiet otters swim"
    assert stranger.post(link, {"password": new, "again": new}).address == SIGN_IN

    assert theirs.get("/people").address == SIGN_IN
    assert stranger.get(link).status == 410
    assert give_password(stranger, "b", new).address == SET_UP


def test_a_link_that_was_not_used_is_withdrawn(lead, browser, new_browser, clock):
    enrol(browser, clock)
    browser.get("/settings/people")
    page = browser.post("/settings/people/invite", {"makes": "clinician"})
    [link] = page.words(".invitation__link")
    page = browser.get("/settings/people")
    [form] = page.select("form[action*='/links/']")

    page = browser.post(form.get("action"))

    assert page.select("form[action*='/links/']") == []
    assert new_browser().get("/account" + link.partition("/account")[2]).status == 410


def test_codes_are_those_of_the_standard():
    """RFC 6238, appendix B: the library gives the published values."""
    totp = pyotp.TOTP("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", digits=8)

    assert totp.at(datetime(1970, 1, 1, 0, 0, 59, tzinfo=UTC)) == "94287082"
    assert totp.at(datetime(2005, 3, 18, 1, 58, 29, tzinfo=UTC)) == "07081804"
