"""One paper for several people: chosen, made beside the pages, each opened under its own name."""

from planner.documents.errors import RenderFailedError
from planner.workflow.print_queue import print_next
from tests.workflow.desk import pressed


def work(app, press=pressed) -> bool:
    known = app.extensions["planner"]
    return print_next(known.open_session, knowledge=known.knowledge, clock=known.clock, press=press)


def broken(_document, _edition):
    raise RenderFailedError("The document could not be printed whole: a drawing is missing.")


def ask(signed_in, **fields: str):
    page = signed_in.get("/print-several")
    [box] = page.select("input[name=plan]")
    assert box.get("checked") is None
    return signed_in.post("/print-several", {"plan": box.get("value"), **fields})


def test_nothing_is_chosen_beforehand_and_each_gap_is_named(signed_in, issued):
    page = signed_in.get("/print-several")
    assert page.select("main input[checked]") == []

    page = signed_in.post("/print-several", {})

    assert page.status == 400
    assert "Choose which paper" in page.text
    page = signed_in.post("/print-several", {"kind": "week", "edition": "large"})
    assert page.status == 400
    assert "Choose at least one person" in page.text


def test_a_batch_answers_at_once_and_its_papers_come_one_after_the_other(app, signed_in, issued):
    page = ask(signed_in, kind="week", edition="large")

    assert "0 of 1 paper ready." in page.text
    assert page.select(".files a") == []
    told = page.select_one("[data-progress]").get("data-progress")
    assert signed_in.client.get(told).json == {
        "ended": 0,
        "words": "0 of 1 paper ready.",
        "goes_on": True,
    }

    work(app)

    page = signed_in.get(page.address)
    assert "1 of 1 paper ready." in page.text
    assert page.select("[data-progress]") == []
    [link] = page.select(".files a")
    assert b"WeekSheet" in signed_in.client.get(link.get("href")).data


def test_a_paper_that_failed_is_named_with_its_reason_and_tried_again(app, signed_in, issued):
    page = ask(signed_in, kind="week", edition="large")
    work(app, broken)

    page = signed_in.get(page.address)

    assert "0 of 1 paper ready, 1 not made." in page.text
    assert "a drawing is missing" in page.text
    assert page.select(".files a") == []
    page = signed_in.post(page.address, {})
    work(app)
    assert "1 of 1 paper ready." in signed_in.get(page.address).text


def test_a_batch_that_is_not_there_is_a_page_that_says_so(signed_in):
    absent = "/print-several/00000000-0000-4000-8000-000000000000"

    assert signed_in.get(absent).status == 404
    assert signed_in.client.get(f"{absent}/progress").status_code == 404


def test_without_a_plan_in_use_there_is_nothing_to_choose(signed_in):
    page = signed_in.get("/print-several")

    assert "No plan is in use" in page.text
    assert page.select("form[method=post] input[name=kind]") == []
