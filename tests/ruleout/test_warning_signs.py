"""Which old answers go on to count: a yes that raises a rule does, one that clears it not."""

from planner.clinical.expressions import AllOf, FindingIs, NoneOf, findings_for
from planner.ruleout.warning_signs import warnings
from tests.packs import the_pack


def test_only_a_finding_whose_yes_helps_to_raise_is_a_warning():
    """HZ-015-T1: an old yes to what explains the pain would keep a growing pain quiet for good."""
    named = warnings(the_pack())

    assert {"getting-worse", "fever-unwell", "pulsating-belly", "walking-worse"} <= named
    assert named.isdisjoint({"sitting-pain", "relief-bending-forward", "warm-up-effect"})


def test_what_is_denied_within_a_denial_speaks_for_it_again():
    grows, sits = FindingIs("getting-worse"), FindingIs("sitting-pain")

    assert list(findings_for(AllOf((grows, NoneOf((sits,)))))) == ["getting-worse"]
    assert list(findings_for(NoneOf((NoneOf((sits,)),)))) == ["sitting-pain"]
