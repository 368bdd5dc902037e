"""HZ-019: a plan that the protocols of today make otherwise stands on the pages that open it."""

from dataclasses import replace

from planner.workflow.made_otherwise import compare_plans
from tests.workflow.later_protocols import dosed_otherwise


def test_it_is_told_on_the_first_page_the_record_the_plan_and_the_board(app, signed_in, reviewed):
    desk, known = reviewed.desk, app.extensions["planner"]
    record = f"/people/{desk.visit.person_id}"
    assert signed_in.get(record).words("section.notice--caution") == []

    later = dosed_otherwise(known.knowledge, "sx-iso-bridge-sl")
    app.extensions["planner"] = replace(known, knowledge=later)
    compare_plans(desk.db, later, clock=desk.clock)

    lists = signed_in.get("/people").words(".card section")
    assert any("1 dose otherwise" in words for words in lists)
    [link] = signed_in.get(record).select("section.notice--caution a")
    for address in (record, link.get("href"), reviewed.board):
        [notice] = signed_in.get(address).words("section.notice--caution")
        assert "protocols changed since version 1" in notice, address
        assert "sets 5 to 9" in notice, address

    plan = str(link.get("href"))
    signed_in.get(plan)
    refused = signed_in.post(f"{plan}/keep", {"reason": ""})
    assert refused.errors() == ["Say why they may go on with it"]
    kept = signed_in.post(f"{plan}/keep", {"reason": "Four sets more change little"})
    assert kept.address == plan
    assert "looked at and kept. A. Example" in " ".join(kept.words("p.note"))
    for address in (record, plan, reviewed.board):
        assert signed_in.get(address).words("section.notice--caution") == []
