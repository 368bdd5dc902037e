"""The page of stored results that the protocols of today would make otherwise (HZ-034)."""

from dataclasses import replace

from planner.web.services import NAME
from planner.workflow.deciding import KEEP_OPEN, Decision, sign_rulings
from planner.workflow.replaying import note_replay, replay_record
from tests.web.protocol.conftest import at_case, desk, planned, ready
from tests.workflow.test_replay import TENDON, changed_packs

__all__ = ["at_case", "desk", "planned", "ready"]


def test_who_is_touched_by_other_protocols_is_told_with_where_to_go_on(
    app, signed_in, ready, clock
):
    """HZ-034-C2: nothing while nothing differs; then on the first page, the list and the board."""
    desk = ready.desk
    clock.pass_by(minutes=1)
    desk.know(sign_rulings, [Decision(condition=TENDON, decision=KEEP_OPEN)])
    desk.issue()
    assert "not replayed yet" in signed_in.get("/library/replayed").text
    other = changed_packs()
    note_replay(
        desk.db,
        replay_record(desk.db, knowledge=other, clock=clock),
        knowledge=other,
        clock=clock,
    )
    assert signed_in.get("/library/replayed").select(".replayed") == []

    held = app.extensions[NAME]
    app.extensions[NAME] = replace(held, knowledge=other)
    assert "2 stored conclusions in use would come out otherwise" in signed_in.get("/people").text
    page = signed_in.get("/library/replayed")
    plan, signed = page.words(".replayed")
    assert "Example Runner" in plan
    assert "Plan " in plan
    assert "was likely, now possible" in plan
    assert "was likely, now possible" in signed
    links = [e.get("href") for e in page.select(".replayed td a")]
    assert [signed_in.get(link).status for link in links] == [200, 200]
    assert "Signed when it was likely; now possible: sign again." in signed_in.get(links[1]).text
