"""H1, B8: what is left in a browser after signing out, as far as the server decides it.

Storage of scripts and the back button are tried in a browser (tests/browser).
"""

import pytest

from planner.web.security import KEPT_FOR_EVER, KEPT_PRIVATELY
from tests.attacks.conftest import ORIGIN, Site
from tests.house.files import ROOT

KEEPS = ("localStorage", "indexedDB", "caches.", "serviceWorker", "document.cookie")
ON_ONE = pytest.mark.parametrize("place", ["sqlite"], indirect=True)


@ON_ONE
def test_signing_out_tells_the_browser_to_forget(site: Site):
    """H1. Red without the ``Clear-Site-Data`` of signing out."""
    token = site.tokens["clinician"]
    answer = site.clients["clinician"].post(
        "/account/sign-out", data={"csrf_token": token}, headers=ORIGIN
    )
    assert '"cache"' in answer.headers["Clear-Site-Data"]
    assert '"storage"' in answer.headers["Clear-Site-Data"]


@ON_ONE
def test_a_page_with_somebody_on_it_is_kept_nowhere(site: Site):
    """B8: neither by the browser nor by a proxy that serves several people."""
    mine = site.ids[0]
    for path in ("/people", f"/people/{mine['person_id']}"):
        answer = site.send("clinician", "GET", path)
        assert answer.headers["Cache-Control"] not in (KEPT_FOR_EVER, KEPT_PRIVATELY)
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Cookie" in answer.headers["Vary"]


def test_no_script_keeps_anything_of_a_person():
    """H1: one script remembers that the keys are off; session storage holds ids (HZ-002-T3)."""
    found = [
        (path.name, word)
        for path in (ROOT / "planner" / "web" / "static").rglob("*.js")
        for word in KEEPS
        if word in path.read_text("utf-8")
    ]
    assert found == [("keys.js", "localStorage")]
