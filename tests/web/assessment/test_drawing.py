import dataclasses

import pytest

from planner.documents.drawn import finished_drawings
from planner.web.services import NAME
from tests.packs import PROTOCOLS

ADDRESS = "/drawings/right/straight-leg-raise.svg"


@pytest.fixture
def with_drawings(app):
    services = app.extensions[NAME]
    drawn = dataclasses.replace(services.knowledge, drawings=finished_drawings(PROTOCOLS))
    app.extensions[NAME] = dataclasses.replace(services, knowledge=drawn)


def test_a_clinician_sees_it_and_the_browser_keeps_it(with_drawings, signed_in):
    response = signed_in.client.get(ADDRESS)

    assert response.status_code == 200
    assert response.content_type.startswith("image/svg+xml")
    assert response.headers["Cache-Control"] == "private, max-age=2592000"


def test_nobody_else_does(with_drawings, browser):
    assert browser.client.get(ADDRESS).status_code in (302, 303, 401)


def test_the_left_side_is_mirrored_and_an_unknown_one_is_not_found(with_drawings, signed_in):
    left = signed_in.client.get(ADDRESS.replace("right", "left"))

    assert b"matrix(-1 0 0 1" in left.data
    assert signed_in.client.get(ADDRESS.replace("right", "both")).status_code == 404
    assert signed_in.client.get("/drawings/right/nothing.svg").status_code == 404


def test_the_card_shows_it_with_its_words(with_drawings, signed_in, at_examination):
    page = signed_in.get(at_examination.at("examination/on-the-back?ask=straight-leg-raise"))
    [picture] = page.select(".question__drawing img")

    assert picture.get("src") == ADDRESS
    assert picture.get("alt")
    assert page.words(".question__drawing figcaption")[0].endswith("Right side shown")
