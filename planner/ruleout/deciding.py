"""Which unanswered question decides a rule now, and what is asked where it is worked out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner.clinical.answers import Presence, Sex
from planner.clinical.expressions import Expression, Facts, evaluate, findings_in
from planner.clinical.pack import Library
from planner.clinical.redflags import Urgency
from planner.ruleout.picture import ClinicalPicture
from planner.ruleout.rules import ConcerningThisPatient, RuleStanding

UNKNOWN = Presence.NOT_ASSESSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciding:
    """The unanswered questions on which a rule hangs, by what their answers can do to it.

    ``whether`` can end it, ``speed`` can make it more urgent or less. ``either_way`` belongs to a
    trigger that is present, while another one holds the rule where it is.
    """

    whether: tuple[str, ...] = ()
    speed: tuple[str, ...] = ()
    either_way: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All of them, each once."""
        return tuple(dict.fromkeys((*self.whether, *self.speed, *self.either_way)))


def deciding_questions(standing: RuleStanding, picture: ClinicalPicture) -> tuple[str, ...]:
    """The unanswered questions on which this rule's state or speed hangs, the first ones first.

    They are the extra questions of every trigger that is present, and what would make the rule
    more urgent than it stands. A question that could not change either alone is left out while
    another could.
    """
    return what_decides(standing, picture).names


def what_decides(standing: RuleStanding, picture: ClinicalPicture) -> Deciding:
    """The same questions, by whether their answers can end the rule or its speed."""
    facts = ConcerningThisPatient(picture)
    extra: list[str] = []
    speed: list[str] = []
    held: list[int] = []
    for trigger in standing.rule.triggers:
        rank = standing.rule.urgency_of(trigger).rank
        more_urgent = rank > standing.urgency.rank
        pattern = evaluate(trigger.when, facts)
        confirmed = evaluate(trigger.confirm, facts) if trigger.confirm else Presence.PRESENT
        if pattern is Presence.PRESENT and confirmed is Presence.PRESENT:
            held.append(rank)
        elif pattern is Presence.PRESENT and trigger.confirm is not None:
            (speed if more_urgent else extra).extend(_pivots(trigger.confirm, facts))
        elif pattern is UNKNOWN and more_urgent:
            speed += _pivots(trigger.when, facts)
    if held and max(held) < standing.urgency.rank:
        extra, speed = [], [*extra, *speed]
    found, hasten = dict.fromkeys(extra), dict.fromkeys(speed)
    return Deciding(
        whether=() if held else tuple(found),
        speed=tuple(name for name in hasten if name not in found),
        either_way=tuple(found) if held else (),
    )


def would_raise(finding: str, standing: RuleStanding, picture: ClinicalPicture) -> bool:
    """Whether a yes to this one unanswered question alone would raise the rule, urgent or worse."""
    facts = ConcerningThisPatient(picture)
    supposed, rule = _Supposed(facts, finding, Presence.PRESENT), standing.rule
    for trigger in rule.triggers:
        if rule.urgency_of(trigger) is Urgency.ROUTINE or finding not in findings_in(trigger.when):
            continue
        if evaluate(trigger.when, facts) is not UNKNOWN:
            continue
        extra = evaluate(trigger.confirm, supposed) if trigger.confirm else Presence.PRESENT
        if extra is Presence.ABSENT:
            continue
        if extra is UNKNOWN and not rule.counts_unanswered(trigger):
            continue
        if evaluate(trigger.when, supposed) is Presence.PRESENT:
            return True
    return False


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
