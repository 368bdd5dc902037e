"""One line of JSON an event, with a reference, and no word of a request in it (D10, G2, G4)."""

import json
import logging

import pytest

from planner.web.access import public
from planner.web.events import LOG, OneLine
from planner.workflow.errors import NotAllowedError, StaleWriteError


def lines(caplog):
    written = [OneLine().format(record) for record in caplog.records if record.name == LOG.name]
    assert all("\n" not in line for line in written)
    return [json.loads(line) for line in written]


def test_each_request_is_one_line_with_page_and_reference(signed_in, a_person, caplog):
    person = a_person(family_name="Canaryname")
    with caplog.at_level(logging.INFO):
        signed_in.get(f"/people/{person.id}")
        signed_in.client.get("/people/search?text=Canaryname", headers={"User-Agent": "Canaryname"})
        signed_in.client.get("/no\nsuch\x1b[31mpage\u202e")

    told = lines(caplog)
    assert [one["page"] for one in told] == ["patients.person", "patients.search", "unknown"]
    assert [one["status"] for one in told] == [200, 200, 404]
    assert len({one["reference"] for one in told}) == 3
    everything = "".join(OneLine().format(record) for record in caplog.records)
    assert "Canaryname" not in everything
    assert person.id not in everything


@pytest.mark.parametrize(
    "error", [RuntimeError("x"), NotAllowedError("No."), StaleWriteError(1, ())], ids=repr
)
def test_every_error_page_has_the_reference_of_its_line(app, signed_in, caplog, error):
    def fails() -> str:
        raise error

    app.view_functions["account.healthy"] = public(fails)
    app.testing = False
    with caplog.at_level(logging.INFO):
        page = signed_in.get("/healthy")

    [number] = page.words(".note strong")
    assert number
    assert page.status >= 400
    if page.status == 500:
        assert f'"reference": "{number}"' in "".join(map(OneLine().format, caplog.records))
