import re

import pytest

from planner.web.papers.dose_words import dose_in_words
from planner.workflow.edits import add_note
from planner.workflow.reprinting import read_issued
from planner.workflow.snapshot import items_of

FILE_NAME = re.compile(
    r'inline; filename="(patient|week|work|clinician|referral)-[A-Z2-7]{6}-v\d+-'
    r'(standard|large|plain)-\d{4}-\d\d-\d\d\.pdf"'
)


def plan_of(desk, page):
    desk.db.rollback()
    return read_issued(desk.db, desk.visit.person_id, page.address.rsplit("/", 1)[1])


def files_on(page):
    return [e.get("href") for e in page.select(".files .button")]


def test_the_print_screen_says_whose_it_is_before_any_file_is_offered(issued):
    """HZ-003-C3; its size is measured in a browser (HZ-003-T3)."""
    assert issued.words(".whose__name") == ["Example Runner"]
    assert "born 1 March 1992" in issued.words(".whose__facts")[0]
    assert "Right side" in issued.words(".whose__facts")[0]
    assert issued.html.index("whose__name") < issued.html.index("/documents/")
    assert [words.split(" (")[0] for words in issued.words(".files__line b")] == [
        "Standard print",
        "Large print",
        "Plain print",
        "Their week",
        "Note for work",
        "Clinician’s record",
    ]


def test_every_file_name_holds_code_and_day_and_no_name(signed_in, desk, issued):
    """HZ-003-T2"""
    for address in files_on(issued):
        answer = signed_in.client.get(address)
        assert FILE_NAME.fullmatch(answer.headers["Content-Disposition"])
        assert "runner" not in answer.headers["Content-Disposition"].casefold()
        assert answer.mimetype == "application/pdf"
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_reprint_has_the_bytes_of_the_first_print(signed_in, desk, issued):
    address = files_on(issued)[0]
    first = signed_in.client.get(address).data
    desk.version = desk.page().version
    desk.save(add_note, "Something newer.")

    assert signed_in.client.get(address).data == first


def test_a_superseded_plan_says_so_and_offers_a_cover_sheet_with_the_stored_file(
    signed_in, desk, issued, at
):
    stored = signed_in.client.get(files_on(issued)[0]).data
    desk.version = desk.page().version
    desk.save(add_note, "Now with a note.")
    signed_in.get(at("issue"))
    newer = signed_in.post(at("issue"), {"initials": "ER", "birth_year": "1992"})
    assert newer.heading == "Version 2 is issued"

    page = signed_in.get(issued.address)

    assert page.heading == "Version 1 was replaced"
    assert "Do not exercise from this one" in page.text
    assert "plan v1" in page.words(".bar__facts")[0]
    cover, file = files_on(page)[:2]
    assert cover == f"{file}/cover-sheet"
    assert b"This plan was replaced" in signed_in.client.get(cover).data
    asked = signed_in.get(file)
    assert asked.heading == "Print it anyway?"
    refused = signed_in.post(file, {})
    assert "Choose why it is printed" in refused.text
    token = signed_in.page.hidden_fields()
    told = signed_in.client.post(file, data={**token, "reason": "for-the-record"})
    assert told.data == stored
    assert signed_in.client.get(f"{files_on(newer)[0]}/cover-sheet").status_code == 404


def test_what_was_taught_is_saved_at_once_and_by_the_button(signed_in, desk, issued):
    bridge = next(i for i in items_of(plan_of(desk, issued).snapshot) if "bridge" in i.id)
    assert dose_in_words(bridge.dose) in issued.text
    assert issued.select("input[checked]") == []

    told = signed_in.save_at_once(issued.address, {f"{bridge.id}--shown": "y"})

    assert told["status"] == 200
    assert plan_of(desk, issued).ticks == {bridge.id: frozenset({"shown"})}
    page = signed_in.get(issued.address)
    fields = {f"{bridge.id}--shown": "y", f"{bridge.id}--taught-back": "y"}
    page = signed_in.post(issued.address, fields)
    assert page.address == issued.address
    assert plan_of(desk, issued).ticks == {bridge.id: frozenset({"shown", "taught-back"})}


def test_a_tick_somebody_else_set_meanwhile_is_not_taken_away(signed_in, desk, issued):
    bridge = next(i for i in items_of(plan_of(desk, issued).snapshot) if "bridge" in i.id)
    stale = signed_in.page.hidden_fields()
    signed_in.save_at_once(issued.address, {f"{bridge.id}--shown": "y"})

    page = signed_in.post(issued.address, {**stale, f"{bridge.id}--taught-back": "y"})

    assert page.status == 409
    assert "taught back" in page.text
    assert "shown" in page.text
    assert plan_of(desk, issued).ticks == {bridge.id: frozenset({"shown"})}


def test_a_plan_of_one_person_is_not_found_under_another(signed_in, issued, a_person):
    other = a_person(family_name="Walker")
    plan_id = issued.address.rsplit("/", 1)[1]

    assert signed_in.get(f"/people/{other.id}/plans/{plan_id}").status == 404
    document = files_on(issued)[0].rsplit("/", 1)[1]
    assert signed_in.get(f"/people/{other.id}/documents/{document}").status == 404


def test_while_an_emergency_is_open_no_exercise_plan_is_handed_out(signed_in, desk, issued):
    desk.version = desk.page().version
    desk.answer(saddle_sensory_change="present")

    page = signed_in.get(issued.address)

    assert "Open to print" not in page.text
    plan, *_, record = files_on(issued)
    assert signed_in.client.get(plan).mimetype != "application/pdf"
    assert signed_in.client.get(record).mimetype == "application/pdf"


@pytest.mark.parametrize(
    ("document", "edition"),
    [
        ("patient", "standard"),
        ("patient", "large"),
        ("patient", "plain"),
        ("clinician", "standard"),
    ],
)
def test_a_preview_is_shown_and_stored_nowhere(signed_in, desk, ready, at, document, edition):
    answer = signed_in.client.get(at(f"preview/{document}/{edition}"))

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == (
        f'inline; filename="draft-{document}-{edition}-2026-11-23.pdf"'
    )
    assert b"draft=True" in answer.data
    assert desk.rows_in("stored_document") == 0


@pytest.mark.parametrize(
    "page", ["preview/patient/huge", "preview/nothing/standard", "preview/referral/standard/x"]
)
def test_a_preview_of_what_is_not_there_is_a_page_that_says_so(signed_in, ready, at, page):
    assert signed_in.get(at(page)).status in (400, 404)


def test_a_persons_record_lists_their_plans_and_says_which_one_stands(signed_in, desk, issued, at):
    desk.version = desk.page().version
    desk.save(add_note, "Now with a note.")
    signed_in.get(at("issue"))
    signed_in.post(at("issue"), {"initials": "ER", "birth_year": "1992"})

    page = signed_in.get(f"/people/{desk.visit.person_id}")

    lines = page.words("[aria-labelledby=plans] .found")
    assert "Plan, version 2" in lines[0]
    assert "Stands" in lines[0]
    assert "Replaced by version 2" in lines[1]


def test_what_was_looked_at_is_what_is_printed(signed_in, desk, ready, at):
    """HZ-055-T3: draft mark, code and version apart."""
    looked_at = {
        kind: signed_in.client.get(at(f"preview/{kind}/standard")).data.decode()
        for kind in ("patient", "week", "clinician")
    }
    signed_in.get(at("issue"))
    issued = signed_in.post(at("issue"), {"initials": "ER", "birth_year": "1992"})
    plan = plan_of(desk, issued)
    for document in plan.documents:
        if document.kind in looked_at and document.edition == "standard":
            address = f"/people/{plan.visit.person_id}/documents/{document.id}"
            printed = signed_in.client.get(address).data.decode()
            assert without_marks(printed) == without_marks(looked_at[document.kind])


def without_marks(value: str) -> str:
    """A document value in words, without what only issuing gives it."""
    value = re.sub(r"(document_id|code|version)='[^']*'", r"\1=''", value)
    return re.sub(r"draft=(True|False)", "draft=", value)


def test_no_answer_about_a_person_may_be_kept_by_anybody_else(signed_in, issued, at):
    """HZ-056-T2: pages, previews and stored papers."""
    for address in (issued.address, at("issue"), at("preview/patient/large"), files_on(issued)[0]):
        headers = signed_in.client.get(address).headers
        assert headers["Cache-Control"] == "no-store"
        assert "Cookie" in headers["Vary"]


def test_the_finish_page_leads_to_the_summary(signed_in, issued, at):
    page = signed_in.get(at("review/finish"))
    [address] = [e.get("href") for e in page.select("a.button") if "summary" in e.get("href")]

    answer = signed_in.client.get(address)

    assert answer.mimetype == "application/pdf"
    assert b"draft=True" in answer.data
    assert "runner" not in answer.headers["Content-Disposition"].casefold()
