"""Facts that do not fit, as cards: what they are, where each is corrected, what was said of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.clinical.answers import Presence
from planner.ruleout.contradictions import BEFORE_BIRTH
from planner.web.assessment.addresses import ask_address
from planner.web.assessment.arguments import answer_word
from planner.web.menu import address_of
from planner.web.services import knowledge
from planner.web.visits import visit_address
from planner.workflow.entries import VisitPage
from planner.workflow.odd_facts import GOALS, PLAN_NOTE, OddFact
from planner.workflow.papers import TOLD

FIELDS = {
    **TOLD,
    "onset": "How it began",
    "pain-behaviour": "How the pain behaves",
    "health": "Health",
    "notes": "Notes",
    "sign-to-test-again": "Sign to test again",
    GOALS: "Goals",
    PLAN_NOTE: "Note for the patient's plan",
}
"""The texts of a visit by the labels they are typed under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """One fact and where it is corrected."""

    words: str
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OddCard:
    """One thing that does not fit; ``signed`` tells who explained it, ``reason`` how."""

    id: str
    title: str
    ask: str
    lines: tuple[FactLine, ...]
    is_contradiction: bool
    quote: str
    reason: str
    signed: str


def odd_cards(page: VisitPage) -> tuple[OddCard, ...]:
    """Those that wait first."""
    waiting_first = sorted(page.odd_facts, key=lambda fact: fact.reason is not None)
    return tuple(
        OddCard(
            id=fact.id,
            title=fact.says,
            ask=fact.ask,
            lines=tuple(_lines(fact, page)),
            is_contradiction=fact.is_contradiction,
            quote=fact.quote,
            reason=fact.reason.reason if fact.reason else "",
            signed=fact.reason.signed_by if fact.reason else "",
        )
        for fact in waiting_first
    )


def _lines(fact: OddFact, page: VisitPage) -> Iterator[FactLine]:
    library = knowledge().pack.library
    for name in fact.findings:
        finding, presence = library.findings[name], page.assessment.picture.presence(name)
        word = answer_word(finding.kind, presence.value)
        yield FactLine(words=f"{finding.name}: {word}", address=ask_address(page, name))
    respect = visit_address("protocol.respect", page)
    for name in fact.factors:
        word = "yes" if page.case.factors[name] is Presence.PRESENT else "no"
        address = f"{respect}#factor-{name}" if respect else None
        yield FactLine(words=f"{library.factors[name].label}: {word}", address=address)
    if fact.quote:
        yield FactLine(
            words=FIELDS.get(fact.field, fact.field),
            address=visit_address(
                "protocol.board" if fact.field == PLAN_NOTE else "patients.words", page
            ),
        )
    if fact.id == BEFORE_BIRTH or fact.quote:
        side = page.case.side
        words = f"Side recorded: {side.value}" if fact.quote and side else "Since when it hurts"
        yield FactLine(words=words, address=visit_address("patients.words", page))
    if fact.is_contradiction:
        who = address_of("patients.person", person_id=page.visit.person_id)
        yield FactLine(words="Sex and birth date on the record", address=who)
