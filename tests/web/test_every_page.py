"""What holds of every page and every form about a person, whoever adds it: walked, not listed."""

import logging
from itertools import cycle

import pytest
from sqlalchemy import func, select

from planner.records.tables import METADATA
from tests.web.browsing import HOST
from tests.web.walking import forms_of, pages_of

CANARY = "Zyxwvutsrq"
"""A name no part of the program could hold by itself."""
SAID = {"answer", "factor_answer", "consent", "irritability_rating", "measurement", "ruling"}
"""Tables that hold what somebody answered, measured or decided."""
HOSTILE = (
    "x" * 6000,
    "\u202eשרה <b>&\"' 30°",
    "1 1 2999",
    "29 2 2023",
    "1.500",
    "-1",
    "\x00",
)


@pytest.fixture
def a_canary(a_person, a_visit):
    """A person whose long, right-to-left name must come out whole, with an untouched visit."""
    return a_visit(a_person(given_name=f"שרה {CANARY}", family_name="W" * 290))


def rows_said(app) -> dict[str, int]:
    with app.extensions["planner"].open_session() as db:
        return {
            table.name: db.scalar(select(func.count()).select_from(table)) or 0
            for table in METADATA.sorted_tables
            if table.name in SAID
        }


def test_nothing_is_chosen_on_any_page_before_somebody_chose_it(app, signed_in, a_canary):
    """HZ-014-T1: no radio button, no box, no option of any page of an untouched visit."""
    chosen = {}
    kinds = 0
    for page in pages_of(signed_in, app, a_canary):
        kinds += 1
        found = [str(e.get("id")) for e in page.select("main input[checked]")]
        found += [
            str(e.get("value")) for e in page.select("main option[selected]") if e.get("value")
        ]
        if found:
            chosen[page.address] = found

    assert kinds > 8
    assert chosen == {}


def test_a_form_that_is_sent_untouched_says_nothing_about_anybody(app, signed_in, a_canary):
    """HZ-014-T1: what was left out is not asked, and never no. Sent twice, nothing breaks."""
    for page in list(pages_of(signed_in, app, a_canary)):
        for form in forms_of(page):
            for _ in range(2):
                answer = signed_in.client.post(
                    form.action, data=form.hidden, headers={"Origin": f"http://{HOST}"}
                )
                assert answer.status_code < 500, (form.page, form.action)

    assert rows_said(app) == dict.fromkeys(SAID, 0)


def test_whatever_is_typed_into_a_form_breaks_no_page(app, signed_in, a_canary):
    """HZ-021, HZ-022: refused in words or kept as typed; never an error of the program.

    Each field of each form gets another of the texts, in turn.
    """
    texts = cycle(HOSTILE)
    for page in list(pages_of(signed_in, app, a_canary)):
        for form in forms_of(page):
            fields = {**form.hidden, **{name: next(texts) for name in form.typed}}
            answer = signed_in.client.post(
                form.action, data=fields, headers={"Origin": f"http://{HOST}"}
            )
            assert answer.status_code < 500, (form.page, form.action)


def test_no_word_of_a_patient_is_in_a_log_or_an_address(app, signed_in, a_canary, caplog):
    caplog.set_level(logging.DEBUG)
    for page in pages_of(signed_in, app, a_canary):
        assert page.status < 500, page.address
        links = [e.get("href") or "" for e in page.select("a[href]")]
        assert not [link for link in (*links, page.address) if CANARY in link]
        for form in forms_of(page):
            signed_in.client.post(
                form.action,
                data={**form.hidden, **dict.fromkeys(form.typed, CANARY)},
                headers={"Origin": f"http://{HOST}"},
            )

    assert CANARY not in caplog.text
