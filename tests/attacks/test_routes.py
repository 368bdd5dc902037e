"""Every route by every role and every object, taken from the URL map (C1, C2, B6, D13, HZ-077-T1).

Seen red with its defence removed: let ``_admit`` in ``web/access.py`` return nothing (every cell of
C1), drop ``Person.id == person_id`` from ``find_visit`` (C2), switch ``CSRFProtect`` off (B6), take
one header out of ``HEADERS`` (D13). The last three are planted faults.
"""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from werkzeug.routing import IntegerConverter, Rule

from planner.web.access import Access, access_of
from planner.web.security import HEADERS, KEPT_FOR_EVER, KEPT_PRIVATELY
from planner.web.whose import NAMED, _signer
from tests.attacks.conftest import ORIGIN
from tests.attacks.table import note
from tests.house.files import ROOT

MATRIX = ROOT / "tests" / "attacks" / "matrix.txt"
WORDS = {
    "finding": "pop-felt",
    "answer": "pop-felt",
    "place": "standing",
    "document": "patient",
    "edition": "standard",
    "rule": "cauda-equina",
    "item": "prone-hip-extension",
    "investigation": "mri-pelvis",
    "kind": "findings",
    "name": "pop-felt",
    "sheet": "safety-screen",
    "side": "left",
    "token": "guessed",
    "measure": "lefs",
}
"""What stands in the parts of an address that are no ids: a wrong word is a 404 as well."""
ON_ONE = pytest.mark.parametrize("place", ["sqlite"], indirect=True)
"""What has nothing to do with the database is tried on one."""
CHILDREN = ("encounter_id", "plan_id", "document_id")


def check_headers(answer) -> None:
    """Also where nothing of a patient is in it and the browser may keep it."""
    for name, value in HEADERS.items():
        assert answer.headers.get(name) == value, name
    kept = answer.headers["Cache-Control"]
    assert kept in ("no-store", KEPT_PRIVATELY, KEPT_FOR_EVER)
    assert kept == KEPT_FOR_EVER or "Cookie" in answer.headers["Vary"]


def routes(app) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if not rule.rule.startswith("/static/")]


def methods(rule: Rule) -> list[str]:
    return sorted({"GET", "POST"} & set(rule.methods or ()))


def address(site, rule: Rule, **ids: str) -> str:
    adapter = site.app.url_map.bind("localhost")
    parts = {
        name: 1
        if isinstance(rule._converters[name], IntegerConverter)
        else ids.get(name) or WORDS.get(name) or str(uuid4())
        for name in rule.arguments
    }
    return adapter.build(rule.endpoint, parts)


def written() -> dict[str, str]:
    lines = MATRIX.read_text(encoding="utf-8").splitlines()
    return {
        line.rpartition(" ")[0]: line.rpartition(" ")[2]
        for line in lines
        if line and not line.startswith("#")
    }


@ON_ONE
def test_the_written_matrix_names_every_route_that_is_not_for_clinicians(site):
    """C1, HZ-038-T1: a route for everybody, or the lead alone, that is unwritten fails the run."""
    found = {
        f"{method} {rule.rule}": str(access_of(site.app.view_functions[rule.endpoint]))
        for rule in routes(site.app)
        for method in methods(rule)
    }
    special = {route: access for route, access in found.items() if access != Access.CLINICIAN}

    assert special == written(), "write the route into tests/attacks/matrix.txt"
    assert set(found.values()) <= {access.value for access in Access}


def test_every_route_answers_each_role_as_it_is_written(site):
    """C1, HZ-038-T1, HZ-077-T1, HZ-082-T2: signed out, half signed in, clinician, lead."""
    wrong = []
    database = site.engine.dialect.name
    for rule, method, role in cells(site):
        access = Access(written().get(f"{method} {rule.rule}", Access.CLINICIAN))
        answer = site.send(role, method, address(site, rule, **site.ids[0]))
        check_headers(answer)
        note(database, method, rule.rule, role, str(answer.status_code))
        if not as_written(role, access, answer):
            wrong.append((role, method, rule.rule, answer.status_code))
    assert wrong == []


def cells(site) -> Iterator[tuple[Rule, str, str]]:
    for rule in routes(site.app):
        for method in methods(rule):
            for role in site.clients:
                if rule.endpoint != "account.sign_out" or role in ("nobody", "halfway"):
                    yield rule, method, role


def as_written(role: str, access: Access, answer) -> bool:
    asks_to_sign_in = answer.status_code == 401 or (
        answer.status_code == 302 and answer.headers["Location"].startswith("/account/sign-in")
    )
    if access is Access.PUBLIC:
        return answer.status_code < 500
    if role in ("nobody", "halfway"):
        return asks_to_sign_in
    if access is Access.LEAD and role == "clinician":
        return bool(answer.status_code == 403)
    return bool(answer.status_code < 500 and answer.status_code != 403 and not asks_to_sign_in)


def test_nothing_of_another_person_is_reached_or_written_through_a_person(site):
    """C2, HZ-080-T3: ids of somebody else and of nobody: the same 404, no row, one entry each."""
    mine, other = site.ids
    wrong, database = [], site.engine.dialect.name
    nobodys: dict[str, str] = {}
    before, told = site.rows(), told_of(site)
    for rule in routes(site.app):
        swapped = [name for name in CHILDREN if name in rule.arguments]
        if "person_id" not in rule.arguments or not swapped:
            continue
        for method in methods(rule):
            for whose, ids in (("another's", other), ("not there", nobodys)):
                given = {"person_id": mine["person_id"], **{n: ids.get(n) for n in swapped}}
                answer = site.send(
                    "lead", method, address(site, rule, **given), whose=whose_of(site, given)
                )
                check_headers(answer)
                note(database, method, rule.rule, whose, str(answer.status_code))
                is_refused = answer.status_code in (400, 404, 409)
                is_refused = is_refused and (method == "POST" or answer.status_code == 404)
                after, heard = site.rows(), told_of(site)
                if not is_refused or after != before or heard != told + 1:
                    wrong.append((whose, method, rule.rule, answer.status_code, heard - told))
                before, told = after, heard
    assert wrong == []


def told_of(site) -> int:
    return sum(site.entries(outcome) for outcome in ("not-found", "refused"))


def whose_of(site, given) -> str:
    """The token of a form that really stood on a page with this address."""
    with site.app.app_context():
        return _signer().dumps([str(given.get(part) or "") for part in NAMED])


@ON_ONE
def test_no_writing_route_is_fooled_by_a_foreign_form(site):
    """B6, B7, HZ-080-T3: no token, another session's, in the address, from another origin."""
    wrong = []
    client, theirs = site.clients["lead"], site.tokens["clinician"]
    before = site.rows()
    for rule in routes(site.app):
        if "POST" not in (rule.methods or ()):
            continue
        where = address(site, rule, **site.ids[0])
        own = {"csrf_token": site.tokens["lead"]}
        foreign = {"Origin": "https://evil.example"}
        site_of = {"Sec-Fetch-Site": "cross-site"}
        text = "text/plain"
        answers = {
            "no token": client.post(where, data={}),
            "another session's": client.post(where, data={"csrf_token": theirs}),
            "in the address": client.post(where, query_string=own),
            "another origin": client.post(where, data=own, headers=foreign),
            "another site": client.post(where, data=own, headers=site_of),
            "plain text": client.post(where, data=f"csrf_token={theirs}", content_type=text),
            "method override": client.get(where, headers={"X-HTTP-Method-Override": "POST"}),
        }
        for way, answer in answers.items():
            refused = answer.status_code in (400, 403) or way == "method override"
            if not refused or answer.status_code >= 500:
                wrong.append((way, rule.rule, answer.status_code))
    assert wrong == []
    assert site.rows() == before


@ON_ONE
def test_every_answer_has_its_headers_also_those_of_errors(site):
    """D13, G9: errors, unknown addresses, unknown methods; nothing else is exposed."""
    client = site.clients["lead"]
    for path in (
        "/nothing",
        "/.git/config",
        "/metrics",
        "/docs",
        "/static/none.css",
        "/people/../x",
    ):
        answer = client.get(path)
        assert answer.status_code in (404, 308)
        check_headers(answer)
        assert answer.status_code == 308 or "Reference <strong>" in answer.get_data(as_text=True)
    for method in ("TRACE", "PUT", "PATCH", "DELETE", "PROPFIND"):
        answer = client.open("/people", method=method, headers=ORIGIN)
        assert answer.status_code in (400, 405), method
        check_headers(answer)
    answer = client.get("/people", headers={"Origin": "https://evil.example"})
    assert "Access-Control-Allow-Origin" not in answer.headers
    for forged in ("X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-For"):
        answer = site.clients["nobody"].get("/people", headers={forged: "evil.example"})
        assert "evil" not in answer.headers["Location"]


@ON_ONE
def test_a_lead_only_route_is_not_reached_by_another_spelling(site):
    """C4: HEAD, OPTIONS, a slash more, capitals, two slashes, a semicolon, an encoded slash."""
    client = site.clients["clinician"]
    for path in ("/settings", "/settings/people", "/people/duplicates"):
        assert client.get(path).status_code == 403
        assert client.head(path).status_code == 403
        assert client.options(path).status_code == 403
        for other in (
            f"{path}/",
            path.upper(),
            path.replace("/", "//")[1:],
            f"{path};x",
            path[0] + "%2f" + path[1:],
        ):
            assert client.get(other).status_code in (403, 404, 308), other
