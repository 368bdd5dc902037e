"""Which unanswered question decides a rule now, and what is asked where it is worked out."""

from collections.abc import Iterable, Iterator

from planner.clinical.answers import Presence, Sex
from planner.clinical.expressions import Expression, Facts, evaluate, findings_in
from planner.clinical.pack import Library
from planner.ruleout.picture import ClinicalPicture
from planner.ruleout.rules import ConcerningThisPatient, RuleStanding

UNKNOWN = Presence.NOT_ASSESSED


def deciding_questions(standing: RuleStanding, picture: ClinicalPicture) -> tuple[str, ...]:
    """The unanswered questions on which this rule's state or speed hangs, the first ones first.

    They are the extra questions of every trigger that is present, and what would make the rule
    more urgent than it stands. A question that could not change either alone is left out while
    another could.
    """
    facts = ConcerningThisPatient(picture)
    found: list[str] = []
    for trigger in standing.rule.triggers:
        urgency = trigger.urgency or standing.rule.urgency
        pattern = evaluate(trigger.when, facts)
        if pattern is Presence.PRESENT and trigger.confirm is not None:
            found += _pivots(trigger.confirm, facts)
        elif pattern is UNKNOWN and urgency.rank > standing.urgency.rank:
            found += _pivots(trigger.when, facts)
    return tuple(dict.fromkeys(found))


def extra_questions(standing: RuleStanding, picture: ClinicalPicture) -> tuple[str, ...]:
    """The extra questions of every trigger that is present, answered or not."""
    asked = [
        name
        for trigger in standing.rule.triggers
        if trigger.confirm is not None and evaluate(trigger.when, picture) is Presence.PRESENT
        for name in findings_in(trigger.confirm)
    ]
    return tuple(dict.fromkeys(asked))


def questions_behind(
    names: Iterable[str], picture: ClinicalPicture, library: Library
) -> tuple[str, ...]:
    """What is put to the person: a finding that is worked out stands for its open parts."""
    return tuple(dict.fromkeys(_behind(names, picture, library, frozenset())))


def _behind(
    names: Iterable[str], picture: ClinicalPicture, library: Library, above: frozenset[str]
) -> Iterator[str]:
    for name in names:
        entry = library.findings[name]
        if name in above or not picture.can_concern(name):
            continue
        if entry.derived is None:
            yield name
            continue
        parts = [n for n in findings_in(entry.derived) if picture.presence(n) is UNKNOWN]
        asked = list(_behind(parts, picture, library, above | {name}))
        yield from asked or ([name] if entry.answerable else [])


def _pivots(expression: Expression, facts: Facts) -> tuple[str, ...]:
    """Unanswered findings whose answer alone settles the expression; else every unanswered one."""
    if evaluate(expression, facts) is not UNKNOWN:
        return ()
    unknown = [n for n in dict.fromkeys(findings_in(expression)) if facts.presence(n) is UNKNOWN]
    alone = [
        name
        for name in unknown
        if any(
            evaluate(expression, _Supposed(facts, name, said)) is not UNKNOWN
            for said in (Presence.PRESENT, Presence.ABSENT)
        )
    ]
    return tuple(alone or unknown)


class _Supposed:
    """The facts, with one finding supposed to be answered."""

    def __init__(self, facts: Facts, finding: str, said: Presence) -> None:
        self._facts, self._finding, self._said = facts, finding, said

    @property
    def age(self) -> float | None:
        return self._facts.age

    @property
    def sex(self) -> Sex | None:
        return self._facts.sex

    @property
    def weeks_since_onset(self) -> float | None:
        return self._facts.weeks_since_onset

    @property
    def sport(self) -> str | None:
        return self._facts.sport

    def presence(self, finding: str) -> Presence:
        return self._said if finding == self._finding else self._facts.presence(finding)

    def factor(self, factor: str) -> Presence:
        return self._facts.factor(factor)
