"""Tests that this patient's answers forbid, and what one more yes would forbid."""

from collections.abc import Mapping

from planner.clinical.answers import Presence
from planner.clinical.case import Case
from planner.clinical.expressions import evaluate
from planner.clinical.findings import Finding
from planner.clinical.pack import Pack
from planner.ruleout.picture import ClinicalPicture


def forbidden_tests(pack: Pack, picture: ClinicalPicture) -> dict[str, tuple[str, ...]]:
    """The reasons by test, in the pack's order; a test that may be done is not among them."""
    found = {
        finding.id: reasons_against(finding, picture) for finding in pack.library.findings.values()
    }
    return {name: reasons for name, reasons in found.items() if reasons}


def reasons_against(finding: Finding, picture: ClinicalPicture) -> tuple[str, ...]:
    """Why this test is not to be done in this patient, each reason once."""
    said = (c.because for c in finding.avoid_when if evaluate(c.when, picture) is Presence.PRESENT)
    return tuple(dict.fromkeys(said))


def forbidden_by_a_yes(
    pack: Pack, case: Case, answers: Mapping[str, Presence], question: str
) -> tuple[str, ...]:
    """Tests that a yes to one question would forbid in addition to those forbidden now."""
    rules = pack.presentation.rules
    now = ClinicalPicture(pack.library, case, {**answers, question: Presence.ABSENT}, rules)
    then = ClinicalPicture(pack.library, case, {**answers, question: Presence.PRESENT}, rules)
    before = forbidden_tests(pack, now)
    return tuple(name for name in forbidden_tests(pack, then) if name not in before)
