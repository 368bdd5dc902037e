"""Walks from link to link over every page of one visit, and sends every form it finds there."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID
from xml.etree.ElementTree import Element

from flask import Flask
from werkzeug.exceptions import HTTPException

from planner.workflow.actor import VisitRef
from tests.web.browsing import HOST, Browser, Page


@dataclass(frozen=True)
class SentForm:
    """A form of a page: where it goes, the fields a browser would send, the fields one types in."""

    page: str
    action: str
    hidden: dict[str, str]
    typed: tuple[str, ...]


def pages_of(browser: Browser, app: Flask, visit: VisitRef) -> Iterator[Page]:
    """One page of each kind: from the URL map, then from link to link."""
    adapter = app.url_map.bind(HOST)
    named = {"person_id": UUID(visit.person_id), "encounter_id": UUID(visit.encounter_id)}
    waiting = [
        adapter.build(rule.endpoint, {k: v for k, v in named.items() if k in rule.arguments})
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and "person_id" in rule.arguments
        if rule.arguments <= set(named)
    ]
    seen: set[object] = set()
    while waiting:
        address = waiting.pop(0)
        try:
            endpoint, values = adapter.match(address)
        except HTTPException:
            continue
        kind = (endpoint, frozenset(values))
        if values.get("person_id") != named["person_id"] or kind in seen:
            continue
        seen.add(kind)
        page = browser.get(address)
        if page.response.mimetype != "text/html":
            continue
        yield page
        waiting += [urlsplit(link.get("href") or "").path for link in page.select("a[href]")]


def forms_of(page: Page) -> Iterator[SentForm]:
    """The writing forms of a page about a person, as a browser sends them untouched."""
    for form in page.select("form"):
        action = form.get("action") or page.address
        if (form.get("method") or "").lower() != "post" or "/people/" not in action:
            continue
        yield SentForm(
            page=page.address,
            action=action,
            hidden=dict(_untouched(form)),
            typed=tuple(
                str(field.get("name"))
                for field in form.iter()
                if field.tag == "textarea"
                or (field.tag == "input" and field.get("type") in ("text", "date", "time", "tel"))
            ),
        )


def _untouched(form: Element) -> Iterator[tuple[str, str]]:
    for field in form.iter():
        name, value = str(field.get("name")), field.get("value") or ""
        is_choice = field.get("type") in ("radio", "checkbox", "submit")
        if field.tag == "input" and (not is_choice or field.get("checked") is not None):
            yield name, value
        elif field.tag == "textarea":
            yield name, (field.text or "").removeprefix("\n")
        elif field.tag == "select":
            chosen = [o for o in field.iter("option") if o.get("selected") is not None]
            first = next(field.iter("option"), None)
            option = chosen[0] if chosen else first
            if option is not None:
                yield name, option.get("value") or ""
