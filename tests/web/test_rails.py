"""The rails every page stands on."""

import logging

import pytest
from flask import Flask

from planner.web.access import Access, access_of, check_access, clinician_required, public
from tests.web.browsing import HOST, check_headers

UUID = "0b6d7b2e-8f4e-4b52-9d5f-3f6f6d9a1c11"


def routes(app):
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def _filled(rule):
    built = rule.rule
    for name in rule.arguments:
        for converter in ("uuid:", "int:", ""):
            built = built.replace(f"<{converter}{name}>", UUID if converter == "uuid:" else "1")
    return built


def test_every_route_declares_who_may_see_it(app):
    silent = [r.endpoint for r in routes(app) if access_of(app.view_functions[r.endpoint]) is None]

    assert silent == []


def test_only_known_routes_are_public(app):
    open_to_all = {
        r.endpoint
        for r in routes(app)
        if access_of(app.view_functions[r.endpoint]) is Access.PUBLIC
    }

    assert open_to_all == {
        "account.home",
        "account.first",
        "account.sign_in",
        "account.second_step",
        "account.set_up",
        "account.healthy",
        "style_sheet",
        "style.page",
    }


def test_a_route_that_forgets_its_access_rule_is_closed_to_everybody(app, signed_in):
    app.view_functions["account.healthy"] = lambda: "secret"

    page = signed_in.get("/healthy")

    assert page.status == 403
    assert "secret" not in page.html


def test_a_route_cannot_say_twice_who_may_see_it():
    with pytest.raises(ValueError, match="twice"):
        public(clinician_required(lambda: ""))


def test_nobody_sees_a_page_of_the_record_without_signing_in(app, browser):
    for rule in routes(app):
        if (
            access_of(app.view_functions[rule.endpoint]) is Access.PUBLIC
            or "GET" not in rule.methods
        ):
            continue
        response = browser.client.get(_filled(rule))
        check_headers(response)
        assert response.status_code == 302, rule
        assert response.headers["Location"].startswith("/account/sign-in"), rule


def test_no_writing_route_takes_a_form_without_its_token(app, signed_in):
    for rule in routes(app):
        if "POST" not in rule.methods:
            continue
        response = signed_in.client.post(_filled(rule), data={"text": "x"})
        check_headers(response)
        assert response.status_code == 400, rule


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_no_writing_route_takes_a_form_from_another_site(app, signed_in, headers):
    token = signed_in.page.hidden_fields("/people/search")

    for rule in routes(app):
        if "POST" in rule.methods:
            response = signed_in.client.post(_filled(rule), data=token, headers=headers)
            check_headers(response)
            assert response.status_code == 403, rule


@pytest.mark.parametrize("path", ["/nothing", "/people/not-an-id", "/PEOPLE", "/people//"])
def test_an_unknown_address_is_a_page_that_says_so(signed_in, path):
    page = signed_in.get(path)

    assert page.status == 404
    assert page.heading == "There is no such page"


def test_another_method_is_refused(signed_in):
    page = signed_in._checked(
        signed_in.client.delete("/people", headers={"Origin": f"http://{HOST}"})
    )

    assert page.status in (400, 405)


def test_too_large_a_request_is_refused_with_a_sentence(signed_in):
    page = signed_in.post("/people/search", {"text": "x" * 2_100_000})

    assert page.status == 413
    assert page.heading == "Too much at once"


def test_a_mistake_of_the_program_is_a_number_and_never_its_text(app, signed_in, caplog):
    def broken() -> str:
        raise RuntimeError("Example Runner fell on the stairs")

    app.view_functions["account.healthy"] = public(broken)
    app.testing = False
    with caplog.at_level(logging.DEBUG):
        page = signed_in.get("/healthy")

    assert page.status == 500
    [number] = page.words(".note strong")
    assert number in caplog.text
    assert "RuntimeError" in caplog.text
    assert "Example Runner" not in caplog.text + page.html


def test_static_files_are_named_by_their_content_and_kept(browser, app):
    response = browser.client.get(f"{app.static_url_path}/css/tokens.css")

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in response.headers
    response.close()


def test_a_view_that_leaves_something_uncommitted_fails_its_test(app, signed_in):
    from planner.records.audit import AuditEntry
    from planner.web.database import UncommittedError
    from planner.web.services import db

    def forgets() -> str:
        db().add(AuditEntry())
        return "done"

    app.view_functions["account.healthy"] = public(forgets)

    with pytest.raises(UncommittedError):
        signed_in.client.get("/healthy")


def test_check_access_needs_no_route_of_its_own():
    app = Flask(__name__)
    check_access(app)

    assert access_of(app.view_functions["static"]) is Access.PUBLIC


def test_what_a_page_of_a_person_refuses_is_told_on_a_page_of_that_person(signed_in, a_visit):
    visit = a_visit()
    where = f"/people/{visit.person_id}/visits/{visit.encounter_id}/discharge-summary"

    page = signed_in.get(where)

    assert page.status == 400
    assert "Example Runner" in page.words("header.bar--person")[0]
    assert page.select(f'a[href="/people/{visit.person_id}"]')
