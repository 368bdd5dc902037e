"""HZ-014-T1, HZ-014-C1: no page of a fresh visit has an answer chosen beforehand.

The pages are read from the address map: a page that is added later is walked as well.
"""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import BaseConverter, Rule

from tests.web.browsing import Browser

VISIT = {"person_id", "encounter_id"}
SETTLED = {"papers.preview"}
"""Pages that hand out a file and no form."""


def visit_pages(app: Flask) -> Iterator[Rule]:
    """Every page of a visit that can be opened."""
    for rule in app.url_map.iter_rules():
        if rule.arguments >= VISIT and "GET" in (rule.methods or ()):
            yield rule


def addresses(app: Flask, rule: Rule, known: dict[str, str]) -> Iterator[str]:
    """Its address for one visit; parts that name something of the pack are tried each."""
    with app.test_request_context():
        adapter = app.url_map.bind("127.0.0.1", url_scheme="http")
        more = sorted(rule.arguments - VISIT)
        if not more:
            yield adapter.build(rule.endpoint, known)
        for part in more if len(more) == 1 else ():
            converter: BaseConverter = rule._converters[part]
            for value in WORDS.get(part, ()) if type(converter).__name__ != "UUIDConverter" else ():
                yield adapter.build(rule.endpoint, {**known, part: value})


WORDS = {
    "rule": ("cauda-equina",),
    "investigation": ("pelvis-x-ray", "mri-lumbar"),
    "position": ("talking", "standing", "sitting", "supine", "prone", "side-lying"),
    "finding": ("bent-knee-stretch", "fever-unwell"),
    "item": ("single-leg-bridge-hold",),
}


@pytest.fixture
def walked(app, signed_in: Browser, a_visit) -> list[tuple[str, list[str]]]:
    visit = a_visit()
    known = {"person_id": visit.person_id, "encounter_id": visit.encounter_id}
    found = []
    for rule in visit_pages(app):
        if rule.endpoint in SETTLED:
            continue
        for address in addresses(app, rule, known):
            page = signed_in.get(address)
            if page.status == 200 and page.response.content_type.startswith("text/html"):
                chosen = [str(e.get("name")) for e in page.select("input[type=radio]:checked")]
                found.append((page.address, chosen))
    return found


def test_no_radio_button_of_any_page_is_chosen_on_a_fresh_visit(walked):
    assert [(address, chosen) for address, chosen in walked if chosen] == []


def test_the_walk_reaches_the_pages_of_the_visit(walked):
    seen = {address.rsplit("/", 1)[-1] for address, _ in walked}

    assert {"words", "safety-screen", "before-testing", "override", "results"} <= seen
