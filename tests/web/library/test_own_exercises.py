"""An exercise of the clinic's own: written on a page, offered under "add", marked on the board."""

from tests.web.protocol.conftest import at_case, desk, planned, ready

__all__ = ["at_case", "desk", "planned", "ready"]
TYPED = {
    "name": "Towel slide",
    "strand": "strengthening",
    "where": "home",
    "modality": "isometric",
    "position": "lying on the back",
    "loads": "Hamstring",
    "steps": "Lie down.\nSlide the {side} heel away.",
    "why": "It makes the thigh stronger.",
    "minutes": "5",
}


def test_an_exercise_is_written_added_and_changed(signed_in, ready):
    """Who holds the earlier version is told: on the board, the record, the plan, in a list."""
    address = "/library/own/exercises/new"
    page = signed_in.get(address)
    assert page.select("input[checked]") == []
    refused = signed_in.post(address, {"name": "Towel slide"})
    assert "Choose the kind: it decides what stops it" in refused.errors()

    signed_in.get(address)
    listed = signed_in.post(address, TYPED)
    assert "version 1" in listed.text
    [change] = [e.get("href") for e in listed.select("a.button--row")]

    found = signed_in.get(ready.page("protocol/add"))
    found = signed_in.post(found.address, {"text": "towel slide"})
    [one] = [e.get("href") for e in found.select(".add__line a")]
    signed_in.get(one)
    dose = {"sets": "3", "reps": "8", "often": "every_days", "every_days": "2"}
    board = signed_in.post(one, {**dose, "reason": "She likes it"})
    assert "Towel slide (clinic’s own, not checked)" in board.text
    assert "Not the newest:" not in board.text
    signed_in.get(ready.page("issue"))
    issued = signed_in.post(ready.page("issue"), {"initials": "ER", "birth_year": "1992"}).address
    assert "/plans/" in issued
    record = f"/people/{ready.desk.visit.person_id}"
    assert "an earlier form" not in signed_in.get(record).text

    signed_in.get(change)
    again = signed_in.post(change, {**TYPED, "name": "Towel slide, slow"})
    assert "version 2" in again.text
    older = signed_in.get(ready.board).text
    assert "Towel slide (clinic’s own, not checked)" in older
    assert "Not the newest: there is a newer version of it" in " ".join(older.split())
    signed_in.get(ready.page("protocol/add"))
    found = signed_in.post(ready.page("protocol/add"), {"text": "towel slide"})
    assert found.words(".add__line b")[0].startswith("Towel slide, slow")

    for told in (signed_in.get(record), signed_in.get(issued)):
        assert "Version 1 holds an earlier form of the clinic’s own exercise" in told.text
    [line] = signed_in.get(f"{change}/plans").words(".recalled")
    assert "Example Runner" in line
