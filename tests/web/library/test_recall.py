"""The page of the plans that used a statement (HZ-061-C4)."""

from tests.web.protocol.conftest import at_case, desk, planned, ready

__all__ = ["at_case", "desk", "planned", "ready"]


def test_a_lead_finds_the_people_whose_plans_used_a_treatment(signed_in, ready):
    address = "/library/treatments/sx-iso-bridge-sl"
    [link] = [e.get("href") for e in signed_in.get(address).select("a") if "plans" in e.get("href")]
    assert signed_in.get(link).select(".recalled") == []

    ready.desk.issue()
    [line] = signed_in.get(link).words(".recalled")
    assert "Example Runner" in line
    assert "in use" in line
    assert signed_in.get("/library/sources/goom2016/plans").status == 404
