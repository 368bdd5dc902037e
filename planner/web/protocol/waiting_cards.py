"""What the issue waits for, as a short list: each with the place where it is settled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.assembly.plan import QuestionKind
from planner.web.menu import address_of
from planner.web.protocol.carried import carried_words
from planner.web.services import actor, knowledge
from planner.web.visits import emergency_address, visit_address
from planner.web.words import plural
from planner.workflow.entries import VisitPage
from planner.workflow.protocol import ProtocolBoard
from planner.workflow.waiting import (
    BESIDE,
    CONSENT,
    EDIT,
    EMERGENCY,
    GATE,
    LATER,
    ODD,
    RESTORED,
    REVIEW,
    UNSOURCED,
    Waiting,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """One line: what, its names, and the words and address of where it is settled."""

    what: str
    names: str
    words: str
    address: str | None
    is_stop: bool = False


def waiting_lines(draft: ProtocolBoard, page: VisitPage) -> tuple[WaitingLine, ...]:
    """Emergencies first, then by the order of the visit. A list of one kind is one line.

    An answer carried from an earlier visit always has a line of its own that names it (HZ-015-C4).
    """
    by_kind: dict[str, list[Waiting]] = {}
    for waiting in draft.waiting:
        by_kind.setdefault(waiting.kind, []).append(waiting)
    lines: list[WaitingLine] = []
    for kind, made in KINDS.items():
        if found := by_kind.get(kind):
            lines += made(found, page)
    return tuple(lines)


def waiting_count(draft: ProtocolBoard) -> str:
    """As "3 things to settle first"."""
    return plural(len(draft.waiting), "thing") + " to settle first"


def _emergencies(found: Sequence[Waiting], page: VisitPage) -> Iterable[WaitingLine]:
    for waiting in found:
        yield WaitingLine(
            what=waiting.says,
            names="",
            words="Record the outcome",
            address=emergency_address(page),
            is_stop=True,
        )


def _consent(found: Sequence[Waiting], page: VisitPage) -> Iterable[WaitingLine]:
    was_asked = "treatment" in page.consent
    yield WaitingLine(
        what=found[0].says,
        names="",
        words="Ask again" if was_asked else "Ask, and record it",
        address=_respect(page, "consent"),
        is_stop=was_asked,
    )


def _gate(found: Sequence[Waiting], page: VisitPage) -> Iterable[WaitingLine]:
    address = visit_address("review.gate", page)
    yield WaitingLine(
        what=found[0].says,
        names="",
        words="Go to the gate",
        address=f"{address}#gate" if address else None,
    )


def _beside(found: Sequence[Waiting], page: VisitPage) -> Iterable[WaitingLine]:
    for waiting in found:
        yield WaitingLine(
            what=waiting.says,
            names="",
            words="Choose",
            address=visit_address("protocol.beside", page, plan_id=waiting.id),
        )


def _safety(found: Sequence[Waiting], page: VisitPage) -> Iterable[WaitingLine]:
    findings = knowledge().pack.library.findings
    yield WaitingLine(
        what=f"{plural(len(found), 'question')} of the safety screen",
        names="; ".join(findings[w.id].name if w.id in findings else w.says for w in found),
        words="Go to the safety screen",
        address=visit_address("assessment.safety_screen", page),
    )


def _factors(found: Sequence[Waiting], page: VisitPage) -> Iterable[WaitingLine]:
    factors = knowledge().pack.library.factors
    carried = [w for w in found if w.id in page.factors and not page.factors[w.id].counts]
    for waiting in carried:
        yield WaitingLine(
            what=f"{factors[waiting.id].label}: not confirmed today",
            names=carried_words(page.factors[waiting.id], page),
            words="Ask again",
            address=_respect(page, f"factor-{waiting.id}"),
        )
    fresh = [waiting for waiting in found if waiting not in carried]
    if fresh:
        yield WaitingLine(
            what=f"{plural(len(fresh), 'question')} about what the treatment must respect",
            names="; ".join(factors[waiting.id].label for waiting in fresh),
            words="Answer them" if len(fresh) > 1 else "Answer it",
            address=_respect(page, f"factor-{fresh[0].id}"),
        )


def _limits(found: Sequence[Waiting], page: VisitPage) -> Iterable[WaitingLine]:
    for waiting in found:
        yield WaitingLine(
            what=waiting.says,
            names="",
            words="Ask again",
            address=visit_address("protocol.surgery", page),
        )


def _doses(found: Sequence[Waiting], page: VisitPage) -> Iterable[WaitingLine]:
    things = knowledge().pack.library.interventions
    for waiting in found:
        item = waiting.items[0] if waiting.items else waiting.id.removeprefix("dose-")
        yield WaitingLine(
            what=f"{things[item].name if item in things else item}: no dose on file",
            names="",
            words="Set a dose",
            address=visit_address("protocol.dose", page, item=item),
        )


def _agreements(found: Sequence[Waiting], page: VisitPage) -> Iterable[WaitingLine]:
    for waiting in found:
        yield WaitingLine(
            what=waiting.says,
            names="An agreement is a signed result",
            words="Go to the results",
            address=visit_address("assessment.rule_out", page),
        )


def _edits(found: Sequence[Waiting], page: VisitPage) -> Iterable[WaitingLine]:
    things = knowledge().pack.library.interventions
    board = visit_address("protocol.board", page)
    for waiting in found:
        name = things[waiting.items[0]].name if waiting.items else "A note"
        yield WaitingLine(
            what=f"{name}: {waiting.says}",
            names="",
            words="See it",
            address=f"{board}#edits" if board else None,
        )


def _unsourced(found: Sequence[Waiting], page: VisitPage) -> Iterable[WaitingLine]:
    things = knowledge().pack.library.interventions
    yield WaitingLine(
        what=f"{plural(len(found), 'dose')} without a source",
        names="; ".join(things[waiting.id].name for waiting in found),
        words="Read and confirm",
        address=visit_address("protocol.doses", page),
    )


def _later(found: Sequence[Waiting], page: VisitPage) -> Iterable[WaitingLine]:
    for waiting in found:
        yield WaitingLine(
            what=waiting.says,
            names="",
            words="Open the later visit",
            address=address_of(
                "protocol.board", person_id=page.visit.person_id, encounter_id=waiting.id
            ),
            is_stop=True,
        )


def _reviews(found: Sequence[Waiting], _page: VisitPage) -> Iterable[WaitingLine]:
    for waiting in found:
        yield WaitingLine(
            what=waiting.says,
            names="",
            words="See what is due",
            address=address_of("library.reviews"),
            is_stop=True,
        )


def _restored(found: Sequence[Waiting], _page: VisitPage) -> Iterable[WaitingLine]:
    for waiting in found:
        yield WaitingLine(
            what=waiting.says,
            names="",
            words="See what is missing",
            address=address_of("clinic.upkeep") if actor().is_lead else None,
            is_stop=True,
        )


def _odd(found: Sequence[Waiting], page: VisitPage) -> Iterable[WaitingLine]:
    yield WaitingLine(
        what=f"{plural(len(found), 'fact')} that {'does' if len(found) == 1 else 'do'} not fit",
        names=" ".join(dict.fromkeys(waiting.says for waiting in found)),
        words="Correct or explain",
        address=visit_address("assessment.odd_facts", page),
    )


def _respect(page: VisitPage, part: str) -> str | None:
    address = visit_address("protocol.respect", page)
    return f"{address}#{part}" if address else None


KINDS = {
    EMERGENCY: _emergencies,
    LATER: _later,
    ODD: _odd,
    CONSENT: _consent,
    QuestionKind.SAFETY.value: _safety,
    GATE: _gate,
    BESIDE: _beside,
    QuestionKind.AGREEMENT.value: _agreements,
    QuestionKind.FACTOR.value: _factors,
    QuestionKind.LIMIT.value: _limits,
    QuestionKind.DOSE.value: _doses,
    EDIT: _edits,
    UNSOURCED: _unsourced,
    REVIEW: _reviews,
    RESTORED: _restored,
}
"""Every kind of waiting in the order it is settled in."""
