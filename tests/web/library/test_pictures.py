"""Drawings beside their steps: honest before anybody looked, signed by a lead in the browser."""

from dataclasses import replace

import pytest

from planner.documents.drawn import finished_drawings
from planner.web.services import NAME
from tests.packs import PROTOCOLS
from tests.web.protocol.conftest import at_case, desk, planned

__all__ = ["at_case", "desk", "planned"]
BRIDGE = "/library/pictures/sx-iso-bridge-sl"
NEVER = "nobody has looked at them together"


@pytest.fixture
def drawn(app, knowledge):
    """The site with its drawings."""
    held = app.extensions[NAME]
    with_drawings = replace(knowledge, drawings=finished_drawings(PROTOCOLS))
    app.extensions[NAME] = replace(held, knowledge=with_drawings)


def test_a_lead_looks_at_drawing_and_steps_and_keeps_it(signed_in, drawn, planned):
    """HZ-047-C2"""
    entry = "/library/treatments/sx-iso-bridge-sl"
    assert NEVER in signed_in.get(entry).text
    assert NEVER in signed_in.get(planned.board).text
    assert len(signed_in.get("/library/pictures").select(".pictures__drawing")) > 50

    page = signed_in.get(BRIDGE)
    assert page.select("input[checked]") == []
    assert [e.get("src").split("/")[-2] for e in page.select("img")] == ["right", "left"]
    hidden = {e.get("name"): e.get("value") for e in page.select("main input[type=hidden]")}
    assert "Choose whether they match" in signed_in.post(BRIDGE, hidden).errors()
    signed_in.get(BRIDGE)
    assert (
        "Enter what does not match."
        in signed_in.post(BRIDGE, {**hidden, "matches": "differ"}).errors()
    )
    signed_in.get(BRIDGE)
    signed_in.post(BRIDGE, {**hidden, "matches": "match"})

    assert "looked at together, and they match (A. Example" in signed_in.get(entry).text


def test_what_is_not_drawn_has_no_page(signed_in, drawn):
    assert signed_in.get("/library/pictures/ed-flare").status == 404
