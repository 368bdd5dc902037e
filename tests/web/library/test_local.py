"""A clinic's own change of the protocols is marked on the pages that show it (HZ-064)."""

from dataclasses import replace
from datetime import date

from planner.clinical.local import LocalChange
from planner.web.services import NAME
from tests.web.conftest import sign_in
from tests.web.protocol.conftest import at_case, desk, planned, ready

__all__ = ["at_case", "desk", "planned", "ready"]
CHANGE = LocalChange(
    by="A. Lead",
    because="Our devices differ",
    until=date(2026, 11, 23),
    files=("library/interventions/strengthening/sx-iso-bridge-sl.yaml",),
    entries=frozenset({"sx-iso-bridge-sl"}),
)


def test_a_change_of_the_clinic_is_marked_on_every_start_page_entry_and_item(
    app, signed_in, ready, clock
):
    """HZ-064-T1, HZ-038-C3: who, why and until when; after its last day no plan is issued."""
    held = app.extensions[NAME]
    changed = replace(held.knowledge, pack=replace(held.knowledge.pack, local=CHANGE))
    app.extensions[NAME] = replace(held, knowledge=changed)

    start = signed_in.get("/people").text
    assert "changed in this clinic by A. Lead, until 23 Nov 2026: Our devices differ" in start
    entry = signed_in.get("/library/treatments/sx-iso-bridge-sl").text
    assert "Its file was changed in this clinic by A. Lead" in entry
    other = signed_in.get("/library/treatments/ep-tens").text
    assert "changed in this clinic" not in other
    board = signed_in.get(ready.board)
    assert [w for w in board.words(".item strong") if w == "changed in this clinic"] == [
        "changed in this clinic"
    ]
    assert CHANGE.files[0] in signed_in.get("/library/reviews").text
    assert "has ended" not in board.text

    clock.pass_by(hours=14)
    sign_in(signed_in)
    assert "has ended" in signed_in.get(ready.board).text
