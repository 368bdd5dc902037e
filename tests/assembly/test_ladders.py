"""What may stand in the place of an item, and what a film of the run chooses."""

from dataclasses import replace
from datetime import date

from planner.assembly.assemble import assemble
from planner.assembly.ladders import Rung, alternatives
from planner.assembly.plan import Plan
from planner.clinical.answers import Irritability, Presence
from planner.clinical.case import Case
from planner.knowledge.cases import read_case
from planner.ruleout.assess import Reasoner
from tests.packs import the_pack
from tests.workflow.desk import CASES, TENDINOPATHY


def a_plan(case: Case) -> Plan:
    plan = assemble(the_pack(), Reasoner(the_pack()).assess(case))
    assert isinstance(plan, Plan)
    return plan


def a_case(**changes) -> Case:
    return replace(read_case(TENDINOPATHY, the_pack(), date(2026, 11, 23)), **changes)


def test_the_ladder_comes_first_and_every_alternative_is_checked():
    pack = the_pack()
    plan = a_plan(a_case())
    bridge = pack.library.interventions["sx-iso-bridge-sl"]

    found = alternatives(plan, bridge, pack)

    assert (found[0].thing.id, found[0].rung) == ("sx-iso-bridge-dl", Rung.EASIER)
    assert {each.thing.id for each in found if each.rung is Rung.HARDER} == {"sx-bridge-sl"}
    present = {item.intervention.id for item in plan.current.items}  # type: ignore[union-attr]
    assert not present & {each.thing.id for each in found}
    assert all(each.dose is not None for each in found if each.rung is Rung.ALIKE)
    assert all(each.screened.allowed and not each.missing for each in found if each.is_free)


def test_what_the_film_shows_chooses_the_cues():
    path = CASES / "tendinopathy-stage-five-back-to-speed.yaml"
    base = replace(read_case(path, the_pack(), date(2026, 11, 23)), irritability=Irritability.LOW)

    def cues(**seen: Presence) -> set[str]:
        named = {name.replace("_", "-"): said for name, said in seen.items()}
        plan = a_plan(replace(base, running_seen=named))
        stage = plan.current
        assert stage is not None
        known = the_pack().library.interventions
        return {i.intervention.id for i in stage.items if known[i.intervention.id].cue_for}

    free = cues()
    assert free
    assert not cues(**{name.replace("-", "_"): Presence.ABSENT for name in free}) & free
    assert cues(gr_step_width=Presence.PRESENT) == {"gr-step-width"}
