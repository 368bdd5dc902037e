"""The small grammar in which packs say *when*: rules, branches, cautions, derived findings.

In YAML an expression is a finding id, or one mapping with one of these keys::

    all_of: [...]                 every part
    any_of: [...]                 at least one part
    none_of: [...]                no part
    at_least: 3, of: [...]        a count of parts
    points: [{when: ..., points: 1}, ...], reaching: 2      a weighted score
    age: {under: 25} | {from: 8, under: 17}                 years, ``from`` included
    sex: female
    weeks_since_onset: {under: 6} | {from: 12}
    sport: running
    factor: pregnancy             an answered treatment factor

Every expression is three-valued (Kleene): what nobody asked keeps it *not assessed*.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from planner.clinical import answers
from planner.clinical.answers import Presence, Sex


class Facts(Protocol):
    """What an expression may ask about one patient."""

    @property
    def age(self) -> float | None: ...
    @property
    def sex(self) -> Sex | None: ...
    @property
    def weeks_since_onset(self) -> float | None: ...
    @property
    def sport(self) -> str | None: ...
    def presence(self, finding: str) -> Presence: ...
    def factor(self, factor: str) -> Presence: ...


@dataclass(frozen=True, slots=True)
class FindingIs:
    """The finding is present."""

    finding: str


@dataclass(frozen=True, slots=True)
class FactorIs:
    """The treatment factor is present."""

    factor: str


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class NoneOf:
    """No part holds."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least ``count`` of the parts hold."""

    count: int
    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """One item of a score; ``points`` may be negative (Wells: another diagnosis as likely)."""

    when: "Expression"
    points: float


@dataclass(frozen=True, slots=True)
class Points:
    """A score that reaches a total.

    A negative item counts only when somebody said it is present: an unanswered reason to lower
    a score lowers nothing.
    """

    items: tuple[Scored, ...]
    reaching: float


@dataclass(frozen=True, slots=True)
class AgeIs:
    """Age in years: ``from_age`` included, ``under`` excluded; unknown age stays unknown."""

    from_age: float | None = None
    under: float | None = None


@dataclass(frozen=True, slots=True)
class SexIs:
    """Recorded sex."""

    sex: Sex


@dataclass(frozen=True, slots=True)
class WeeksSinceOnset:
    """Weeks since the pain began: ``from_weeks`` included, ``under`` excluded."""

    from_weeks: float | None = None
    under: float | None = None


@dataclass(frozen=True, slots=True)
class SportIs:
    """The person's main sport by its id."""

    sport: str


Expression = (
    FindingIs
    | FactorIs
    | AllOf
    | AnyOf
    | NoneOf
    | AtLeast
    | Points
    | AgeIs
    | SexIs
    | WeeksSinceOnset
    | SportIs
)


def evaluate(expression: Expression, facts: Facts) -> Presence:
    """Whether ``expression`` holds for ``facts``: present, absent or not assessed."""
    match expression:
        case FindingIs(finding):
            return facts.presence(finding)
        case FactorIs(factor):
            return facts.factor(factor)
        case AllOf(parts):
            return _all(parts, facts)
        case AnyOf(parts):
            return _any(parts, facts)
        case NoneOf(parts):
            return answers.opposite(_any(parts, facts))
        case AtLeast(count, parts):
            return _count_reaches(count, tuple(evaluate(part, facts) for part in parts))
        case Points(items, reaching):
            return _score_reaches(items, reaching, facts)
        case AgeIs(from_age, under):
            return _within(facts.age, from_age, under)
        case WeeksSinceOnset(from_weeks, under):
            return _within(facts.weeks_since_onset, from_weeks, under)
        case SexIs(sex):
            return _equals(facts.sex, sex)
        case SportIs(sport):
            return _equals(facts.sport, sport)


def _all(parts: tuple[Expression, ...], facts: Facts) -> Presence:
    """``answers.all_of``, read no further than the part that decides."""
    found = Presence.PRESENT
    for part in parts:
        presence = evaluate(part, facts)
        if presence is Presence.ABSENT:
            return presence
        if presence is Presence.NOT_ASSESSED:
            found = presence
    return found


def _any(parts: tuple[Expression, ...], facts: Facts) -> Presence:
    """``answers.any_of``, read no further than the part that decides."""
    found = Presence.ABSENT
    for part in parts:
        presence = evaluate(part, facts)
        if presence is Presence.PRESENT:
            return presence
        if presence is Presence.NOT_ASSESSED:
            found = presence
    return found


def findings_in(expression: Expression) -> Iterator[str]:
    """Every finding id the expression asks about, in order, repeats included."""
    return (leaf.finding for leaf, _ in _leaves(expression) if isinstance(leaf, FindingIs))


def findings_for(expression: Expression) -> Iterator[str]:
    """Every finding whose yes speaks for the expression, none whose yes speaks against it."""
    return (
        leaf.finding
        for leaf, speaks_for in _leaves(expression)
        if speaks_for and isinstance(leaf, FindingIs)
    )


def factors_in(expression: Expression) -> Iterator[str]:
    """Every treatment factor id the expression asks about."""
    return (leaf.factor for leaf, _ in _leaves(expression) if isinstance(leaf, FactorIs))


def _leaves(expression: Expression, speaks_for: bool = True) -> Iterator[tuple[Expression, bool]]:
    """Every part that has no parts, and whether its yes speaks for the whole; a denial turns it."""
    match expression:
        case NoneOf(parts):
            for part in parts:
                yield from _leaves(part, not speaks_for)
        case AllOf(parts) | AnyOf(parts) | AtLeast(_, parts):
            for part in parts:
                yield from _leaves(part, speaks_for)
        case Points(items, _):
            for item in items:
                yield from _leaves(item.when, speaks_for)
        case _:
            yield expression, speaks_for


def _count_reaches(count: int, presences: tuple[Presence, ...]) -> Presence:
    present = presences.count(Presence.PRESENT)
    if present >= count:
        return Presence.PRESENT
    if present + presences.count(Presence.NOT_ASSESSED) < count:
        return Presence.ABSENT
    return Presence.NOT_ASSESSED


def _score_reaches(items: tuple[Scored, ...], reaching: float, facts: Facts) -> Presence:
    known = possible = 0.0
    for item in items:
        presence = evaluate(item.when, facts)
        if presence is Presence.PRESENT:
            known += item.points
            possible += item.points
        elif presence is Presence.NOT_ASSESSED and item.points > 0:
            possible += item.points
    if known >= reaching:
        return Presence.PRESENT
    return Presence.ABSENT if possible < reaching else Presence.NOT_ASSESSED


def _within(number: float | None, lowest: float | None, under: float | None) -> Presence:
    if number is None:
        return Presence.NOT_ASSESSED
    inside = (lowest is None or number >= lowest) and (under is None or number < under)
    return Presence.PRESENT if inside else Presence.ABSENT


def _equals(known: str | None, wanted: str) -> Presence:
    if known is None:
        return Presence.NOT_ASSESSED
    return Presence.PRESENT if known == wanted else Presence.ABSENT
