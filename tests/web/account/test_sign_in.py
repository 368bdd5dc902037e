import pytest

from planner.web.session import COOKIE
from tests.web.conftest import PASSWORD, sign_in


def cookie_of(browser):
    return browser.client.get_cookie(COOKIE, domain="127.0.0.1") or browser.client.get_cookie(
        COOKIE
    )


def test_the_first_account_is_made_by_a_link_that_works_once(signed_in, app, clock):
    from planner.workflow.one_time_links import first_link

    with app.extensions["planner"].open_session() as db:
        assert first_link(db, clock=clock) is None
    assert signed_in.page.address == "/people"


def test_an_unknown_link_makes_no_account(browser):
    page = browser.get("/account/first/guessed")

    assert page.status == 410
    assert page.select("input") == []


def test_a_short_password_is_refused_beside_its_field_and_the_rest_is_kept(browser, app, clock):
    from planner.workflow.one_time_links import first_link

    with app.extensions["planner"].open_session() as db:
        link = f"/account/first/{first_link(db, clock=clock)}"
    browser.get(link)

    page = browser.post(link, {"name": "A. Example", "password": "short", "again": "other"})

    assert page.status == 400
    assert "Choose a password of 15 characters or more" in page.errors()
    assert "15 characters" in page.words("#password-error")[0]
    assert page.select_one("#name").get("value") == "A. Example"
    assert page.select_one("#password").get("value") is None


def test_a_password_longer_than_the_record_takes_is_refused_in_the_same_words(browser, app, clock):
    from planner.workflow.one_time_links import first_link

    with app.extensions["planner"].open_session() as db:
        link = f"/account/first/{first_link(db, clock=clock)}"
    browser.get(link)

    page = browser.post(link, {"name": "A. Example", "password": "ab1 " * 65})

    assert "Choose a password of 256 characters or fewer" in page.errors()


def test_the_purpose_and_its_limits_stand_on_the_sign_in_page(browser):
    """HZ-082-T1"""
    said = browser.get("/account/sign-in").text

    for words in (
        "For registered clinicians",
        "Not for emergencies: call the emergency services first",
        "Not for use by patients",
    ):
        assert words in said


def test_the_cookie_is_bound_to_this_host_and_hidden_from_scripts(signed_in, new_browser):
    cookie = cookie_of(sign_in(new_browser()))

    assert cookie.key.startswith("__Host-")
    assert cookie.secure
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    assert cookie.path == "/"
    assert cookie.expires is None


def test_signing_in_changes_the_session(browser, signed_in, new_browser):
    other = new_browser()
    other.get("/account/sign-in")
    before = cookie_of(other).value

    sign_in(other)

    assert cookie_of(other).value != before


def test_a_cookie_replayed_after_signing_out_opens_nothing(signed_in):
    stolen = cookie_of(signed_in).value
    signed_in.get("/people")

    page = signed_in.post("/account/sign-out")

    assert page.address == "/account/sign-in"
    signed_in.client.set_cookie(COOKIE, stolen, domain="127.0.0.1")
    assert signed_in.get("/people").address == "/account/sign-in"


def test_a_wrong_password_and_an_unknown_name_read_alike(signed_in, new_browser):
    texts = []
    for name in ("a.example", "nobody"):
        browser = new_browser()
        browser.get("/account/sign-in")
        page = browser.post("/account/sign-in", {"sign_in_name": name, "password": "wrong " * 4})
        assert page.status == 400
        texts.append(page.errors())

    assert texts[0] == texts[1] != []


@pytest.mark.parametrize(
    "evil",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/x%0d%0a",
    ],
)
def test_only_a_page_of_this_site_is_gone_on_to(signed_in, new_browser, evil):
    browser = new_browser()
    browser.get("/account/sign-in", query_string={"next": evil})

    page = browser.post(
        "/account/sign-in", {"sign_in_name": "a.example", "password": PASSWORD, "next": evil}
    )

    assert page.address == "/people"


def test_one_goes_on_to_where_one_was_going(signed_in, new_browser):
    browser = new_browser()
    browser.get("/people/new")

    page = browser.post("/account/sign-in", {"sign_in_name": "a.example", "password": PASSWORD})

    assert page.address == "/people/new"


def test_a_session_ends_by_itself_and_what_was_typed_rides_through_the_sign_in(signed_in, clock):
    signed_in.get("/people/new")
    clock.pass_by(minutes=16)

    page = signed_in.post("/people/new", {"given_name": "Example", "family_name": "O’Runner שלום"})

    assert page.status == 401
    assert "kept" in page.text
    page = signed_in.post("/account/sign-in", {"sign_in_name": "a.example", "password": PASSWORD})
    assert page.heading == "Save what you typed"
    assert "O’Runner שלום" in page.text
    page = signed_in.post("/people/new")
    assert page.status == 400
    assert page.select_one("#family_name").get("value") == "O’Runner שלום"


def test_the_script_is_told_that_the_session_ended(signed_in, clock):
    signed_in.get("/people/new")
    clock.pass_by(minutes=16)

    told = signed_in.save_at_once("/people/new", {"given_name": "Example"})

    assert told["status"] == 401
    assert told["sign_in"] == "/account/sign-in"


def test_the_script_gets_a_new_token_after_signing_in_beside(signed_in, clock):
    stale = signed_in.get("/people/new")
    fields = stale.hidden_fields()
    signed_in.post("/account/sign-out")
    sign_in(signed_in)

    response = signed_in.client.post(
        "/people/new", data=fields, headers={"Accept": "application/json"}
    )

    assert response.status_code == 400
    assert response.get_json()["csrf"]
