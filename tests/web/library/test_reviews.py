"""What is due for review, and the marks of what is late, as the pages show them."""

from datetime import date

from planner.knowledge.statements import statements
from planner.web.words import short_day
from tests.web.conftest import sign_in
from tests.web.protocol.conftest import at_case, desk, planned, ready

__all__ = ["at_case", "desk", "planned", "ready"]


def test_every_statement_stands_on_the_page_of_reviews_once(signed_in, knowledge):
    """HZ-063-T3"""
    page = signed_in.get("/library/reviews")

    names = page.words(".review-row th")
    assert sorted(names) == sorted(" ".join(s.name.split()) for s in statements(knowledge.pack))
    assert not page.select("details[open]")
    assert "0 overdue" in page.words(".page__intro")[0]
    assert "overdue" not in signed_in.get("/people").text


def test_what_is_late_is_marked_where_it_is_used(signed_in, ready, clock):
    """HZ-063-C1, HZ-063-C2: first page, entry, board."""
    clock.moment = clock.moment.replace(year=2027, month=11, day=2)
    sign_in(signed_in)

    assert "of the protocols overdue for review" in signed_in.get("/people").text
    mark = f"overdue: due {short_day(date(2027, 11, 1))}"
    assert mark in signed_in.get("/library/rules/cauda-equina").text
    assert mark in signed_in.get(ready.board).text
    assert signed_in.get("/library/reviews").select("details[open]")
