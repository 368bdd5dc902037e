"""Red-flag rules: raised, open, clear or resolved. They run before any weighing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from planner.clinical.answers import Presence
from planner.clinical.expressions import evaluate, findings_in
from planner.clinical.redflags import RedFlagRule, RuleState, Trigger, Urgency
from planner.ruleout.picture import ClinicalPicture
from planner.ruleout.results import is_resolved


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleStanding:
    """Where one rule stands and why.

    ``because`` names the findings that raised or opened it, ``to_ask`` the questions that would
    settle it. ``trigger_present`` separates "something was found" from "nobody asked yet".
    """

    rule: RedFlagRule
    state: RuleState
    urgency: Urgency
    timeframe: str
    because: tuple[str, ...]
    says: tuple[str, ...]
    to_ask: tuple[str, ...]
    trigger_present: bool

    @property
    def is_raised(self) -> bool:
        """Whether the rule asks for action now."""
        return self.state is RuleState.RAISED

    @property
    def holds_the_plan(self) -> bool:
        """Whether only a holding plan may be given: urgent, and raised or found but unconfirmed."""
        return self.urgency is Urgency.URGENT and (
            self.is_raised or (self.state is RuleState.OPEN and self.trigger_present)
        )


def standings(rules: Iterable[RedFlagRule], picture: ClinicalPicture) -> tuple[RuleStanding, ...]:
    """Every rule, raised ones first and the most urgent first among equals."""
    facts = ConcerningThisPatient(picture)
    alone = {rule.id: _stand(rule, facts) for rule in rules}
    return tuple(
        sorted((_yielded(standing, alone, picture) for standing in alone.values()), key=pressing)
    )


def pressing(standing: RuleStanding) -> tuple[int, bool, int, str]:
    """The order of rules: raised before open, found before unasked, the most urgent first."""
    return (
        _STATE_ORDER[standing.state],
        not standing.trigger_present,
        -standing.urgency.rank,
        standing.rule.id,
    )


def stand(rule: RedFlagRule, picture: ClinicalPicture) -> RuleStanding:
    """The state of one rule: the worst of its triggers, unless a signed result resolved it."""
    return _stand(rule, ConcerningThisPatient(picture))


def _stand(rule: RedFlagRule, facts: "ConcerningThisPatient") -> RuleStanding:
    readings = [_read(rule, trigger, facts) for trigger in rule.triggers]
    raised = [reading for reading in readings if reading.state is RuleState.RAISED]
    open_ = [reading for reading in readings if reading.state is RuleState.OPEN]
    found = [reading for reading in open_ if reading.present]
    decisive = raised or found or open_
    state = decisive[0].state if decisive else RuleState.CLEAR
    worst = max(decisive, key=lambda r: r.urgency.rank) if decisive else None
    if (raised or found) and is_resolved(rule, facts.picture.investigations):
        state = RuleState.RESOLVED
    return RuleStanding(
        rule=rule.spoken_by(worst.trigger) if worst else rule,
        state=state,
        urgency=worst.urgency if worst else rule.urgency,
        timeframe=(worst.trigger.timeframe if worst else None) or rule.timeframe,
        because=_unique(name for reading in (raised or found) for name in reading.because),
        says=_unique(reading.trigger.says for reading in (raised or found)),
        to_ask=_unique(name for reading in (*raised, *found, *open_) for name in reading.to_ask),
        trigger_present=bool(raised or found),
    )


def _yielded(
    standing: RuleStanding, others: Mapping[str, RuleStanding], picture: ClinicalPicture
) -> RuleStanding:
    """The standing itself, or clear where another raised rule speaks for this patient."""
    yields = standing.rule.yields_to
    other = others.get(yields.rule) if yields is not None else None
    if yields is None or other is None or not other.is_raised:
        return standing
    if other.urgency.rank < standing.urgency.rank:
        return standing
    if evaluate(yields.when, picture) is not Presence.PRESENT:
        return standing
    return replace(standing, state=RuleState.CLEAR, because=(), to_ask=(), trigger_present=False)


def screen_gaps(
    always: Iterable[str], found: Iterable[RuleStanding], picture: ClinicalPicture
) -> tuple[str, ...]:
    """Questions still owed before the screen is complete.

    These are the always-screen questions and the extra question of every trigger that is present;
    other open rules are listed and acknowledged but do not hold the screen open.
    """
    owed = [
        name for name in always if picture.is_asked_of(name) and not picture.counts_as_asked(name)
    ]
    for standing in found:
        if standing.trigger_present and standing.state is not RuleState.RESOLVED:
            for trigger in standing.rule.triggers:
                if trigger.confirm is None:
                    continue
                if evaluate(trigger.when, picture) is not Presence.PRESENT:
                    continue
                if evaluate(trigger.confirm, picture) is not Presence.NOT_ASSESSED:
                    continue
                owed += [n for n in findings_in(trigger.confirm) if not picture.counts_as_asked(n)]
    return _unique(owed)


_STATE_ORDER = {
    RuleState.RAISED: 0,
    RuleState.OPEN: 1,
    RuleState.RESOLVED: 2,
    RuleState.CLEAR: 3,
}


@dataclass(frozen=True, slots=True)
class _Reading:
    """One trigger read against one patient."""

    trigger: Trigger
    state: RuleState
    urgency: Urgency
    because: tuple[str, ...]
    to_ask: tuple[str, ...]
    present: bool


class ConcerningThisPatient:
    """The picture, with a no where a question cannot concern the patient at all.

    Only age, sex or sport can say so (nobody asks a man whether he is pregnant). A branch that is
    closed by other findings stays unknown here: its own question was never put. Worked out once
    for all rules of one patient.
    """

    def __init__(self, picture: ClinicalPicture) -> None:
        self.picture = picture
        self._presences: dict[str, Presence] = {}
        self.age, self.sex = picture.age, picture.sex
        self.weeks_since_onset, self.sport = picture.weeks_since_onset, picture.sport

    def presence(self, finding: str) -> Presence:
        known = self._presences.get(finding)
        if known is None:
            known = self.picture.presence(finding)
            if known is Presence.NOT_ASSESSED and not self.picture.can_concern(finding):
                known = Presence.ABSENT
            self._presences[finding] = known
        return known

    def factor(self, factor: str) -> Presence:
        return self.picture.factor(factor)


def _read(rule: RedFlagRule, trigger: Trigger, facts: ConcerningThisPatient) -> _Reading:
    picture, urgency = facts.picture, rule.urgency_of(trigger)
    pattern = evaluate(trigger.when, facts)
    extra = evaluate(trigger.confirm, facts) if trigger.confirm else Presence.PRESENT
    if pattern is Presence.ABSENT or extra is Presence.ABSENT:
        return _Reading(trigger, RuleState.CLEAR, urgency, (), (), False)
    named = [*findings_in(trigger.when)]
    if trigger.confirm is not None:
        named += findings_in(trigger.confirm)
    because = _unique(n for n in named if picture.presence(n) is Presence.PRESENT)
    to_ask = picture.not_assessed(_unique(named))
    if pattern is Presence.NOT_ASSESSED:
        return _Reading(trigger, RuleState.OPEN, urgency, because, to_ask, False)
    if extra is Presence.PRESENT or rule.counts_unanswered(trigger):
        return _Reading(trigger, RuleState.RAISED, urgency, because, to_ask, True)
    return _Reading(trigger, RuleState.OPEN, urgency, because, to_ask, True)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
