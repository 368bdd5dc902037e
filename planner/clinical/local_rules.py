"""Red-flag rules that a clinic's own change of the protocols touches (HZ-038)."""

from planner.clinical.expressions import findings_in
from planner.clinical.pack import Pack
from planner.clinical.redflags import RedFlagRule


def changed_rules(pack: Pack) -> tuple[RedFlagRule, ...]:
    """Rules whose own file was changed, or a question they rest on; none of an unchanged pack.

    Where the head of the presentation was changed, the questions that are always screened may be
    others: then it is every rule.
    """
    local, rules = pack.local, tuple(pack.presentation.rules.values())
    if local is None:
        return ()
    if any(file.endswith("/presentation.yaml") for file in local.files):
        return rules
    return tuple(
        rule for rule in rules if not local.entries.isdisjoint({rule.id, *_questions(rule, pack)})
    )


def _questions(rule: RedFlagRule, pack: Pack) -> set[str]:
    """Every finding a trigger asks about, with the parts of those that are worked out."""
    waiting = [
        name
        for trigger in rule.triggers
        for when in (trigger.when, trigger.confirm)
        if when is not None
        for name in findings_in(when)
    ]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        entry = pack.library.findings.get(name)
        if entry is not None and entry.derived is not None:
            waiting += findings_in(entry.derived)
    return found
