"""Red-flag rules: they run before any weighing and nothing outvotes them."""

from dataclasses import dataclass, replace
from enum import StrEnum

from planner.clinical.citations import Review
from planner.clinical.expressions import Expression
from planner.clinical.value import Value


class Urgency(StrEnum):
    """How fast a raised rule must be acted on."""

    ROUTINE = "routine"
    URGENT = "urgent"
    EMERGENCY = "emergency"

    @property
    def rank(self) -> int:
        """0 routine, 1 urgent, 2 emergency."""
        return list(Urgency).index(self)


class RuleState(StrEnum):
    """Where a rule stands for this patient."""

    RAISED = "raised"
    OPEN = "open"
    CLEAR = "clear"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger(Value):
    """One way to raise a rule.

    ``when`` is the pattern. ``confirm`` holds the extra questions; while they are unanswered an
    emergency trigger counts as raised, any other as open. Only a "no" clears. ``urgency``
    overrides the rule's own (cauda equina signs stable for more than 14 days: urgent).
    ``raised_until_denied`` counts an unanswered question as an emergency would, where the pattern
    alone is two findings. ``what_to_do``, ``what_to_say`` and ``letter`` take the place of the
    rule's own: what is right for an emergency is wrong for its stable form.
    """

    when: Expression
    confirm: Expression | None = None
    raised_until_denied: bool = False
    urgency: Urgency | None = None
    timeframe: str | None = None
    says: str
    what_to_do: str | None = None
    what_to_say: str | None = None
    letter: "Letter | None" = None
    source: str | None = None
    verified: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution(Value):
    """A signed investigation result that resolves the rule."""

    investigation: str
    results: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(Value):
    """What the referral letter asks, of whom and by when; words are printed as they stand."""

    to: str
    service: str
    ask: str
    by_when: str
    telephone_first: bool
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingAdvice(Value):
    """The patient's page while an urgent rule waits: safe advice, nothing that loads the part.

    All in patient words. ``do`` and ``do_not`` are short sentences.
    """

    headline: str
    why: str
    do: tuple[str, ...]
    do_not: tuple[str, ...]
    next_step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YieldsTo(Value):
    """Another rule that speaks instead, and for whom.

    The rule yields only while the other one is raised, at least as urgent, and ``when`` is known
    to hold: an unknown age leaves both standing. Nothing is hidden: the other rule asks for more.
    """

    rule: str
    when: Expression
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlagRule(Value):
    """One pattern that must be acted on.

    ``conditions`` are those it guards. ``suspects`` are other dangerous causes that its findings
    can mean, ``suspects_because`` in words: while the rule is raised, one that the findings speak
    for stands among the raised ones and cannot be set aside. ``cleared_by`` names the questions
    that can clear the rule on history alone. ``wells_items``-like scores live in derived findings,
    not here.
    """

    id: str
    name: str
    conditions: tuple[str, ...]
    suspects: tuple[str, ...] = ()
    suspects_because: str | None = None
    urgency: Urgency
    timeframe: str
    triggers: tuple[Trigger, ...]
    cleared_by: tuple[str, ...]
    resolved_by: tuple[Resolution, ...] = ()
    yields_to: YieldsTo | None = None
    what_to_do: str
    what_to_say: str
    safety_net: str
    letter: Letter
    holding: HoldingAdvice | None = None
    sources: tuple[str, ...] = ()
    verified: bool
    note: str | None = None
    review: Review

    def __post_init__(self) -> None:
        if not self.triggers:
            raise ValueError("a rule without triggers would never fire")
        if self.urgency is Urgency.URGENT and self.holding is None:
            raise ValueError("an urgent rule needs its holding advice for the patient")
        if set(self.suspects) & set(self.conditions):
            raise ValueError("a rule suspects other causes than those it guards")
        if self.suspects and not self.suspects_because:
            raise ValueError("what a rule suspects besides its own causes needs its reason")

    def urgency_of(self, trigger: Trigger) -> Urgency:
        """How fast it must be acted on where this trigger raised it."""
        return trigger.urgency or self.urgency

    def counts_unanswered(self, trigger: Trigger) -> bool:
        """Whether the trigger raises the rule while its extra question is unanswered."""
        return self.urgency_of(trigger) is Urgency.EMERGENCY or trigger.raised_until_denied

    def spoken_by(self, trigger: Trigger) -> "RedFlagRule":
        """The rule with the words of the trigger that decided, where it has its own."""
        if not (trigger.what_to_do or trigger.what_to_say or trigger.letter):
            return self
        return replace(
            self,
            what_to_do=trigger.what_to_do or self.what_to_do,
            what_to_say=trigger.what_to_say or self.what_to_say,
            letter=trigger.letter or self.letter,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationResult(Value):
    """One possible result and what it does to the reasoning."""

    id: str
    name: str
    supports: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Investigation(Value):
    """A test that somebody else does: X-ray, MRI, D-dimer, blood test."""

    id: str
    name: str
    results: tuple[InvestigationResult, ...]
