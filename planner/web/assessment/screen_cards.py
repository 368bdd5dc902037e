"""The safety screen in words: what speaks, what is still to ask, what was answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from planner.clinical.expressions import findings_in
from planner.clinical.naming import first_few
from planner.clinical.redflags import RuleState
from planner.ruleout.deciding import (
    deciding_questions,
    what_decides,
)
from planner.ruleout.rules import RuleStanding
from planner.web.assessment.deciding_rows import at_once, in_order
from planner.web.assessment.screen_rows import ScreenRows
from planner.web.assessment.urgency_cards import anchor_of, rules_of, speaking, urgency_card
from planner.web.components.forms import FieldError
from planner.web.components.questions import AnsweredFold, QuestionRow
from planner.web.components.urgency import UrgencyCard
from planner.web.services import knowledge
from planner.web.visit_frame import SCREEN
from planner.web.visits import visit_address
from planner.web.words import plural, small
from planner.workflow.entries import VisitPage

NAMED = 4
"""Questions a waiting rule names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRule:
    """A rule that is open only because nobody has asked yet."""

    name: str
    asks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """The page. ``owed`` are still to ask, ``raised`` what a rule speaks of, the rest folds."""

    answered: int
    asked: int
    cards: tuple[UrgencyCard, ...]
    owed: tuple[QuestionRow, ...]
    raised: tuple[QuestionRow, ...]
    said_yes: tuple[AnsweredFold, ...]
    said_no: tuple[AnsweredFold, ...]
    could_not: tuple[AnsweredFold, ...]
    waiting: tuple[WaitingRule, ...]
    resolved: tuple[str, ...]
    override: str
    override_address: str | None
    next_address: str | None

    @property
    def is_complete(self) -> bool:
        """Whether nothing is owed."""
        return not self.left

    @property
    def left(self) -> int:
        """How many questions are still owed."""
        return self.asked - self.answered

    @property
    def count(self) -> str:
        """As "11 of 26 answered"."""
        return f"{self.answered} of {self.asked} answered"

    @property
    def rules(self) -> str:
        """As "1 rule raised, 2 to decide"."""
        raised = sum(not card.fold for card in self.cards)
        said = [plural(raised, "rule") + " raised"] if raised else []
        if len(self.cards) > raised:
            said.append(f"{len(self.cards) - raised} to decide")
        return ", ".join(said)

    @property
    def left_words(self) -> str:
        """As "3 questions left"."""
        return plural(self.left, "question") + " left"


def screen_questions() -> frozenset[str]:
    """Everything the page may ask: the always-screen and whatever a rule speaks of."""
    pack = knowledge().pack
    return frozenset(pack.presentation.head.always_screen).union(
        *(
            (*findings_in(trigger.when), *(findings_in(trigger.confirm) if trigger.confirm else ()))
            for rule in pack.presentation.rules.values()
            for trigger in rule.triggers
        )
    )


def screen_of(
    page: VisitPage,
    *,
    typed: Mapping[str, str] | None = None,
    errors: Iterable[FieldError] = (),
    newly: str | None = None,
) -> Screen:
    """The screen as it stands; ``typed`` stands over the record where a save was refused."""
    rows = ScreenRows(page, typed or {}, {error.field: error.sentence for error in errors})
    rules = speaking(page)
    raised = [name for standing in rules for name in standing.because if rows.is_asked(name)]
    step = next(step for step in page.progress if step.id == SCREEN)
    cards = tuple(_card(page, standing, rows, newly) for standing in rules)
    raised_rows = tuple(rows.row(name, is_raised=True) for name in dict.fromkeys(raised))
    owed = rows.owed()
    folds = rows.folds(except_for={*raised, *rows.used})
    return Screen(
        answered=step.done,
        asked=step.of,
        cards=cards,
        owed=owed,
        raised=raised_rows,
        said_yes=tuple(f for f in folds if f.sign == "tick"),
        said_no=tuple(f for f in folds if f.sign == "cross"),
        could_not=tuple(f for f in folds if f.sign == "dash"),
        waiting=_waiting(page),
        resolved=tuple(s.rule.name for s in page.assessment.rules if s.state is RuleState.RESOLVED),
        override=page.screen_override.value if page.screen_override else "",
        override_address=visit_address("assessment.override", page),
        next_address=visit_address("assessment.before_testing", page),
    )


def asks_otherwise(before: VisitPage, now: VisitPage) -> bool:
    """Whether a rule speaks otherwise than before, or a question came: the page is another one."""
    came = set(now.assessment.screen_gaps) - set(before.assessment.screen_gaps)
    return bool(came) or _spoken(before) != _spoken(now)


def _spoken(page: VisitPage) -> list[tuple[object, ...]]:
    picture = page.assessment.picture
    return [
        (s.rule.id, s.state, s.urgency, s.timeframe, s.because, deciding_questions(s, picture))
        for s in speaking(page)
    ]


def _card(
    page: VisitPage, standing: RuleStanding, rows: ScreenRows, newly: str | None
) -> UrgencyCard:
    picture = page.assessment.picture
    asked = in_order(what_decides(standing, picture), standing.rule, picture)
    first, more = at_once([name for name in asked if name not in rows.used])
    card = urgency_card(page, standing, *([rows.row(n) for n in names] for names in (first, more)))
    return replace(card, takes_focus=anchor_of(standing) == newly)


def _waiting(page: VisitPage) -> tuple[WaitingRule, ...]:
    findings = knowledge().pack.library.findings
    return tuple(
        WaitingRule(
            name=standing.rule.name,
            asks=first_few([small(findings[name].name) for name in standing.to_ask], NAMED),
        )
        for standing in rules_of(page)
        if standing.state is RuleState.OPEN and not standing.trigger_present
    )
