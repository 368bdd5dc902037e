"""A browser for tests: follows redirects, fills forms, and checks every page it is handed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from planner.web.security import HEADERS
from tests.web.checking import check_page, parse, select, words_of

HOST = "127.0.0.1"


@dataclass
class Page:
    """One page as it was fetched, and checked."""

    response: TestResponse

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def address(self) -> str:
        return self.response.request.path

    @cached_property
    def html(self) -> str:
        return self.response.get_data(as_text=True)

    @cached_property
    def tree(self) -> Element:
        return parse(self.html)

    @property
    def text(self) -> str:
        [body] = self.tree.iter("body")
        return words_of(body)

    @property
    def heading(self) -> str:
        return words_of(next(self.tree.iter("h1")))

    def select(self, selector: str) -> list[Element]:
        return select(self.tree, selector)

    def select_one(self, selector: str) -> Element:
        found = self.select(selector)
        assert len(found) == 1, f"{len(found)} elements match {selector}"
        return found[0]

    def words(self, selector: str) -> list[str]:
        return [words_of(element) for element in self.select(selector)]

    def errors(self) -> list[str]:
        """The sentences of the error summary, each of which also stands at its field."""
        return self.words("#error-summary li")

    def hidden_fields(self, action: str | None = None) -> dict[str, str]:
        """The hidden fields of the form that posts to ``action`` (default: this page)."""
        for form in self.tree.iter("form"):
            goes_to = form.get("action") or self.address
            if (form.get("method") or "get") == "post" and goes_to == (action or self.address):
                return {
                    str(e.get("name")): e.get("value") or ""
                    for e in form.iter("input")
                    if e.get("type") == "hidden" or e.get("name") == "csrf_token"
                }
        return {}


class LocalClient(FlaskClient):
    """Asks 127.0.0.1, as a clinic's computer does."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        kwargs.setdefault("base_url", f"http://{HOST}")
        return super().open(*args, **kwargs)


class Browser:
    """Keeps its cookie; every HTML page is checked before a test sees it."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        app.test_client_class = LocalClient
        self.client = app.test_client()
        self.page: Page | None = None

    def get(self, address: str, **more: Any) -> Page:
        return self._checked(self.client.get(address, follow_redirects=True, **more))

    def post(self, address: str, fields: Mapping[str, Any] | None = None, **more: Any) -> Page:
        """Send a form of the last page: its hidden fields (token, version) go along."""
        hidden = self.page.hidden_fields(address) if self.page else {}
        response = self.client.post(
            address,
            data={**hidden, **(fields or {})},
            headers={"Origin": f"http://{HOST}"},
            follow_redirects=True,
            **more,
        )
        return self._checked(response)

    def save_at_once(self, address: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        """What the page's script sends when one answer changes; the answer as JSON."""
        hidden = self.page.hidden_fields(address) if self.page else {}
        response = self.client.post(
            address,
            data={**hidden, "changed": next(iter(fields)), **fields},
            headers={"Origin": f"http://{HOST}", "Accept": "application/json"},
        )
        check_headers(response)
        answer: dict[str, Any] = {"status": response.status_code, **(response.get_json() or {})}
        return answer

    def _checked(self, response: TestResponse) -> Page:
        check_headers(response)
        page = Page(response)
        if response.content_type.startswith("text/html"):
            check_page(page.tree, page.address)
            self.page = page
        return page


def check_headers(response: TestResponse) -> None:
    """No page is kept by anybody, and none may run or load what is not this site's."""
    for name, value in HEADERS.items():
        assert response.headers.get(name) == value, name
    assert response.headers["Cache-Control"] == "no-store"
    assert "Cookie" in response.headers.get("Vary", "")
