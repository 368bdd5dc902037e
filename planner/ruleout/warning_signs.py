"""Which findings of a pack an earlier answer may not settle for good (HZ-014, HZ-015)."""

from planner.clinical.expressions import findings_for
from planner.clinical.findings import FindingKind, FindingStage
from planner.clinical.pack import Pack


def protected(pack: Pack) -> frozenset[str]:
    """Findings whose earlier *no* never counts: safety screen, nerves, scores."""
    head = pack.presentation.head
    return frozenset((*head.always_screen, *head.before_testing)) | {
        finding.id
        for finding in pack.library.findings.values()
        if finding.stage is FindingStage.RED_FLAG_SCREEN
        or finding.kind in (FindingKind.NEURO, FindingKind.OUTCOME)
    }


def warnings(pack: Pack) -> frozenset[str]:
    """Findings whose *yes* stands until somebody answers again, on whichever side it was given.

    The protected ones, and every finding whose yes helps to raise a red-flag rule, with the parts
    of one that is worked out from others. One whose yes clears a rule is an ordinary answer: an old
    one keeps nobody safe today.
    """
    findings = pack.library.findings
    named: set[str] = set()
    waiting = [
        name
        for rule in pack.presentation.rules.values()
        for trigger in rule.triggers
        for when in (trigger.when, trigger.confirm)
        if when is not None
        for name in findings_for(when)
    ]
    while waiting:
        name = waiting.pop()
        if name in named:
            continue
        named.add(name)
        derived = findings[name].derived if name in findings else None
        waiting += findings_for(derived) if derived is not None else ()
    return protected(pack) | named
