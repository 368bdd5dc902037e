import pytest

from planner.documents.filling.blank import SHEETS


def test_the_blank_sheets_are_linked_from_every_page_about_no_one_person(signed_in):
    page = signed_in.get("/people")
    assert "/blank-sheets" in [e.get("href") for e in page.select(".bar__end a")]

    page = signed_in.get("/blank-sheets")

    assert [e.get("href") for e in page.select(".papers a")] == [
        f"/blank-sheets/{sheet}" for sheet in SHEETS
    ]


@pytest.mark.parametrize("sheet", SHEETS)
def test_each_sheet_is_a_pdf_of_the_content_as_it_is_today(signed_in, knowledge, sheet):
    """HZ-070-T1"""
    answer = signed_in.client.get(f"/blank-sheets/{sheet}")

    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == (
        f'inline; filename="blank-{sheet}-2026-11-23.pdf"'
    )
    assert knowledge.content_hash[:8].encode() in answer.data


def test_another_sheet_is_a_page_that_says_so(signed_in):
    assert signed_in.get("/blank-sheets/shopping-list").status == 404
