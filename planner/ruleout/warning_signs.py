"""Which findings of a pack an earlier answer may not settle for good (HZ-014, HZ-015)."""

from collections.abc import Iterator

from planner.clinical.expressions import (
    AllOf,
    AnyOf,
    AtLeast,
    Expression,
    FindingIs,
    NoneOf,
    Points,
)
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
        for name in raising(when)
    ]
    while waiting:
        name = waiting.pop()
        if name in named:
            continue
        named.add(name)
        derived = findings[name].derived if name in findings else None
        waiting += raising(derived) if derived is not None else ()
    return protected(pack) | named


def raising(expression: Expression, *, when_present: bool = True) -> Iterator[str]:
    """Every finding whose yes speaks for the expression, none whose yes speaks against it."""
    match expression:
        case FindingIs(finding):
            if when_present:
                yield finding
        case NoneOf(parts):
            for part in parts:
                yield from raising(part, when_present=not when_present)
        case AllOf(parts) | AnyOf(parts) | AtLeast(_, parts):
            for part in parts:
                yield from raising(part, when_present=when_present)
        case Points(items, _):
            for item in items:
                yield from raising(item.when, when_present=when_present)
        case _:
            return
