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


def with_rules_changed(app, *entries: str) -> None:
    held = app.extensions[NAME]
    own = replace(CHANGE, files=("buttock-pain/rules/some.yaml",), entries=frozenset(entries))
    changed = replace(held.knowledge, pack=replace(held.knowledge.pack, local=own))
    app.extensions[NAME] = replace(held, knowledge=changed)


def test_a_changed_red_flag_rule_is_told_on_every_page(app, signed_in, ready):
    """HZ-038-T2: with who, why and until when, also where one question of a rule was changed."""
    pages = ("/people", "/library", ready.board, ready.page("safety-screen"))
    with_rules_changed(app, "sx-iso-bridge-sl")
    assert not any(signed_in.get(page).select("#changed-rules") for page in pages)

    with_rules_changed(app, "cauda-equina")
    for page in pages:
        [said] = signed_in.get(page).words("#changed-rules strong")
        assert said == (
            "1 red-flag rule changed in this clinic by A. Lead, until 23 Nov 2026: Our devices "
            "differ (Suspected cauda equina syndrome)."
        )
    with_rules_changed(app, "saddle-sensory-change")
    assert "cauda equina" in signed_in.get("/people").words("#changed-rules strong")[0]
    ready.desk.answer(saddle_sensory_change="present")
    assert signed_in.get(ready.page("emergency")).select("#changed-rules")
