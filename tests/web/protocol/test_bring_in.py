"""Templates on the pages: kept from one draft, read before they come in, told what stays out."""

import json

from tests.web.protocol.test_edits import dosed

BRIDGE = "sx-iso-bridge-sl"


def keep(browser, at, name: str):
    address = at.page("protocol/keep-template")
    page = browser.get(address)
    assert page.select("input[checked]") == []
    return browser.post(address, {"name": name, "may_use": "clinic"})


def test_a_template_is_kept_read_and_brought_into_a_draft(signed_in, ready):
    kept = keep(signed_in, ready, "First weeks")
    assert kept.errors() == []
    assert kept.address == ready.board
    signed_in.get(ready.page(f"protocol/items/{BRIDGE}/remove"))
    signed_in.post(ready.page(f"protocol/items/{BRIDGE}/remove"), {"reason": "Not for her"})

    ways = signed_in.get(ready.page("protocol/bring-in"))
    [link] = ways.select(".add__line a")
    one = signed_in.get(link.get("href"))
    assert "Taken out by A. Example: Not for her" in one.text
    assert "0 of" in one.text
    refused = signed_in.post(one.address, {})
    assert "Nothing of it can come in" in refused.text


def test_hz_045_t2_what_would_change_is_listed_and_leaving_the_page_changes_nothing(
    signed_in, ready
):
    """HZ-045-T2: each item with its dose or with why it stays out; then one button."""
    keep(signed_in, ready, "First weeks")
    ready.draft()
    before = dosed(ready)
    ways = signed_in.get(ready.page("protocol/bring-in"))
    [link] = ways.select(".add__line a")
    one = signed_in.get(link.get("href"))
    assert len(one.words(".add__line b")) >= len(before)
    assert "0 of" in one.text
    signed_in.get(ready.board)
    assert dosed(ready) == before


def test_a_template_goes_out_as_a_file_comes_in_again_and_is_retired(signed_in, ready):
    keep(signed_in, ready, "First weeks")
    address = "/library/own/templates"
    page = signed_in.get(address)
    [file] = [e.get("href") for e in page.select("a.button--row")]
    raw = json.loads(signed_in.client.get(file).get_data())
    assert {each["item"] for each in raw["items"]} == set(dosed(ready))
    assert "Runner" not in json.dumps(raw)

    [form] = [e for e in page.select("form") if "retire" in (e.get("action") or "")]
    again = signed_in.post(form.get("action"), {})
    assert "None is kept yet" in again.text
