"""What to ask next: safety first, then gain per minute, and never a forbidden test."""

from dataclasses import replace

from planner.clinical.expressions import FindingIs
from planner.clinical.findings import Caution, FindingStage
from planner.clinical.redflags import Urgency
from planner.ruleout.assess import Reasoner
from tests.builders import a_case, a_condition, a_finding, a_published_row, a_rule
from tests.packs import a_constant, a_pack


def offered(pack, **case) -> list[str]:
    return [item.finding.id for item in Reasoner(pack).assess(a_case(**case)).next_findings]


def test_the_extra_question_of_an_emergency_comes_before_everything():
    pack = a_pack(
        findings=[
            a_finding("stretch", a_published_row()),
            a_finding("numb"),
            a_finding("recent"),
            a_finding("past-cancer"),
        ],
        conditions=[a_condition()],
        rules=[a_rule("cauda", FindingIs("numb"), confirm=FindingIs("recent"))],
        always_screen=("numb", "past-cancer"),
    )
    assert offered(pack, present=("numb",)) == ["recent", "past-cancer", "stretch"]


def test_a_test_its_caution_forbids_is_never_offered_whatever_it_would_settle():
    stretch = a_finding(
        "stretch",
        a_published_row(),
        avoid_when=(Caution(when=FindingIs("pop"), because="may widen a tear"),),
    )
    pack = a_pack(findings=[stretch, a_finding("pop")], conditions=[a_condition()])
    assert "stretch" in offered(pack, absent=("pop",))
    assert "stretch" not in offered(pack, present=("pop",))


def test_the_quicker_of_two_equal_tests_comes_first():
    pack = a_pack(
        findings=[
            a_finding("slow", a_published_row(), minutes=5.0),
            a_finding("quick", a_published_row(), minutes=1.0),
        ],
        conditions=[a_condition()],
    )
    assert offered(pack) == ["quick", "slow"]


def test_a_closed_branch_is_not_asked():
    branch = a_finding("cough", a_published_row(), ask_if=FindingIs("leg"))
    pack = a_pack(findings=[branch, a_finding("leg")], conditions=[a_condition()])
    assert "cough" not in offered(pack, absent=("leg",))
    assert "cough" in offered(pack, present=("leg",))


def test_computed_findings_and_questionnaires_are_never_offered():
    derived = a_finding("whole", a_published_row(), derived=FindingIs("part"))
    score = replace(a_finding("score", a_published_row()), stage=FindingStage.OUTCOME)
    pack = a_pack(findings=[derived, score, a_finding("part")], conditions=[a_condition()])
    assert offered(pack) == []


def test_an_open_urgent_rule_asks_its_question():
    pack = a_pack(
        findings=[a_finding("pop"), a_finding("bruise")],
        rules=[
            a_rule("tear", FindingIs("pop"), urgency=Urgency.URGENT, confirm=FindingIs("bruise"))
        ],
    )
    assert offered(pack, present=("pop",)) == ["bruise"]


def test_a_question_whose_yes_says_nothing_promises_less():
    """HZ-031-T3: with one ratio alone nobody knows how often the silent answer comes."""
    one_way = a_finding("stretch", a_published_row(lr_positive=None))
    pack = a_pack(findings=[one_way], conditions=[a_condition()])

    def gain(share: float) -> float:
        weighing = replace(pack.library.weighing, one_sided_share=a_constant(share))
        told = Reasoner(replace(pack, library=replace(pack.library, weighing=weighing)))
        return told.assess(a_case()).next_findings[0].gain

    assert 0 < gain(0.5) < gain(1.0)
