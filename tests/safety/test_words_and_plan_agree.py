"""What a card asks for and what stands beside it never contradict each other (HZ-040, HZ-047)."""

from planner.assembly.screening import screen
from planner.clinical.answers import Presence
from planner.clinical.interventions import Intervention, Who
from tests.packs import the_pack
from tests.safety.test_contraindications_bind import OneAnswer

ON_THE_FRONT = frozenset({"prone", "bench-45"})
ON_THE_BACK = "Lie on your back"


def own_work() -> list[Intervention]:
    return [
        thing
        for thing in the_pack().library.interventions.values()
        if thing.who is not Who.CLINICIAN and thing.patient is not None
    ]


def steps(thing: Intervention) -> str:
    return " ".join(thing.patient.steps) if thing.patient else ""


def beside(thing: Intervention, factor: str) -> str:
    """What a yes prints beside the item, where it may stand in a plan."""
    found = screen(thing, the_pack().library, OneAnswer(factor, Presence.PRESENT))
    if not found.allowed:
        return ""
    return " ".join(caution.patient for caution in found.cautions)


def test_nobody_pregnant_is_told_to_exercise_on_their_front():
    """HZ-040-T4"""
    known = OneAnswer("pregnancy", Presence.PRESENT)
    lying = [
        thing
        for thing in own_work()
        if {thing.start_position.body, thing.end_position.body} & ON_THE_FRONT
        and thing.modality != "cryotherapy"
    ]
    assert len(lying) >= 5
    for thing in lying:
        assert not screen(thing, the_pack().library, known).allowed, thing.id


def test_nobody_pregnant_reads_lie_on_your_back_beside_lie_on_your_side():
    """HZ-040-T4: the back is for later in pregnancy to mind; the card and its caution agree."""
    lying = [thing for thing in own_work() if steps(thing).startswith(ON_THE_BACK)]
    assert len(lying) >= 10
    for thing in lying:
        said = beside(thing, "pregnancy")
        assert "on your back" in said, thing.id
        assert "Lie on your side" not in said, thing.id


def test_no_word_beside_an_item_of_the_plan_forbids_the_item():
    """HZ-047-T4: what is allowed is never told to wait, and never to be done in no position."""
    for thing in own_work():
        for factor in the_pack().library.factors:
            said = beside(thing, factor)
            assert "must heal first" not in said, f"{thing.id} x {factor}"
            if "Lie on your front" in steps(thing) or "Lie on your tummy" in steps(thing):
                assert "not lie on your tummy" not in said, f"{thing.id} x {factor}"
