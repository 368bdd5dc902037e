"""What the home meters rest on stands beside them, and a device at home with its evidence."""

from dataclasses import replace

from planner.assembly.plan import PlanItem
from planner.clinical.pack import Pack
from planner.web.protocol.home_basis import home_basis
from tests.documents.filling.worked_plans import a_runner, planned
from tests.packs import the_pack


def with_device(pack: Pack, item: str):
    """The runner's plan with one item more in its stage."""
    plan, thing = planned(a_runner()), pack.library.interventions[item]
    row = next(row for row in thing.doses if row.use)
    added = PlanItem(intervention=thing, dose=row, is_core=False, serves="x", why="x")
    stages = tuple(
        replace(each, items=(*each.items, added)) if each.is_current else each
        for each in plan.stages
    )
    return replace(plan, stages=stages)


def test_each_limit_tells_its_reason_and_a_device_at_home_its_dose_and_grade():
    pack = the_pack()
    limits = home_basis(planned(a_runner()), pack)
    assert [line.name for line in limits] == ["Home exercises", "Self-care", "Home time a day"]
    assert "2 exercises done better than 8" in limits[0].says
    assert "henry1999" in limits[0].grade

    [device] = home_basis(with_device(pack, "ep-tens"), pack)[3:]
    assert device.name.endswith("a device at home")
    assert "fills no meter" in device.says
    assert device.grade
    assert home_basis(with_device(pack, "ep-heat"), pack)[3:] == ()
