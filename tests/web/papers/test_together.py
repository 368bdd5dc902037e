"""Two plans in use: side by side on a page, and one sheet that lists each exercise once."""

from dataclasses import replace
from typing import Any

import pytest

from planner.assembly.moves import RUN
from planner.clinical.answers import Side
from planner.documents.filling.shared_week import UsedPlan, shared_week
from planner.documents.values import WeekSheet
from planner.workflow.edits import choose_together
from planner.workflow.in_use import plans_in_use
from planner.workflow.shared_week import week_of_all
from planner.workflow.side_by_side import asked_in
from planner.workflow.snapshot import inputs_of, made_from
from tests.workflow.desk import Desk


@pytest.fixture
def two(desk: Desk) -> str:
    """Somebody with two plans in use, and who they are."""
    desk.make_ready()
    first = desk.issue()
    person = desk.page().person
    desk.open(person)
    desk.record_case()
    desk.confirm()
    desk.know(choose_together, first.plan_id, "The other side")
    desk.issue()
    return person.id


def test_hz_044_t3_the_combined_sheet_lists_each_exercise_once(signed_in, two, desk):
    """HZ-044-T3: from the record page to the printed sheet, both codes at its foot."""
    record = signed_in.get(f"/people/{two}")
    page = signed_in.get(record.select_one("a[href$='/plans/together']").get("href"))
    assert "In both: " in page.text
    sheet = signed_in.client.get(page.select_one("a[href$='/sheet']").get("href"))
    assert sheet.mimetype == "application/pdf"

    plans = plans_in_use(desk.db, two)[::-1]
    week = week_of_all(desk.db, plans, desk.knowledge, desk.clock)
    names = [row.name for row in week.rows]
    assert names
    assert len(names) == len(set(names))
    assert {row.dose[-1] for row in week.rows} == {"in both plans"}
    assert all(plan.code in week.identity.code for plan in plans)
    runs = asked_in(plans[0], desk.knowledge.pack).days[RUN]
    assert [day.is_run_day for day in week.diary.days].count(True) == len(runs)
    the_careful_one_counts(plans, desk)


def the_careful_one_counts(plans, desk: Desk) -> None:
    """Rest beats a run, each side keeps its row; two doses and a holding plan make no sheet."""
    pack, today = desk.knowledge.pack, desk.clock.today()
    paper = made_from(inputs_of(plans[0].snapshot), desk.knowledge)[0]
    issued = asked_in(plans[0], pack)

    def week(side: Side = Side.RIGHT, **changes: Any) -> WeekSheet:
        used = [
            UsedPlan(asked=asked, side=each, paper=paper)
            for asked, each in ((issued, Side.RIGHT), (replace(issued, name="B", **changes), side))
        ]
        return shared_week(pack, used, today)

    assert week().diary.has_running
    assert not week(run_minutes=0).diary.has_running
    sided = week(Side.LEFT)
    assert len({row.name for row in sided.rows}) == len(sided.rows) == 2 * len(week().rows)
    assert sided.identity.side == "both sides"
    halved = tuple((thing, replace(dose, sets=None, hold=None)) for thing, dose in issued.items)
    for changes, why in (
        ({"is_holding": True}, "holds back"),
        ({"items": halved}, "two doses"),
        ({"days": {}}, "no weekdays"),
    ):
        with pytest.raises(ValueError, match=why):
            week(**changes)


def test_one_plan_alone_stands_beside_none(signed_in, issued, desk):
    record = signed_in.get(f"/people/{desk.visit.person_id}")
    assert not record.select("a[href$='/plans/together']")
    address = f"/people/{desk.visit.person_id}/plans/together"
    assert "There is no second plan in use." in signed_in.get(address).text
    sheet = signed_in.client.get(f"{address}/sheet")
    assert sheet.status_code == 400
    assert "Example Runner" in sheet.text
