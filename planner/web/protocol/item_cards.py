"""Items of the current stage as cards: dosed ones, and those that still wait for something."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from planner.assembly.plan import Plan, PlanItem, Question, QuestionKind
from planner.clinical.answers import Presence
from planner.clinical.contraindications import CellStatus
from planner.clinical.interventions import Intervention, Priority, Strand, Where
from planner.clinical.naming import first_few
from planner.clinical.pack import Pack
from planner.documents.filling.dose_line import dose_line
from planner.web.components.protocol import ItemCard, ItemLink
from planner.web.components.questions import Caution
from planner.web.protocol.evidence import Standing, evidence_of
from planner.web.protocol.far_doses import far_dose
from planner.web.visits import visit_address
from planner.web.words import plural
from planner.workflow.draft import ADDED, DOSE, DOWN, UP, EditEntry
from planner.workflow.entries import VisitPage

PLACES = {
    Where.CLINIC: "in clinic",
    Where.HOME: "at home",
    Where.GYM: "in the gym",
    Where.RUN: "on a run",
    Where.FIELD: "outdoors",
}
NAMED = 3
"""Factors named in one line; the rest are counted."""
ENDS = (".", "!", "?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every card of one board is made from."""

    page: VisitPage
    plan: Plan
    pack: Pack
    standing: Standing
    edits: tuple[EditEntry, ...]
    says_unchecked: bool


def cards_of(desk: Desk, strand: Strand) -> tuple[ItemCard, ...]:
    """The items of one strand, then what waits for an answer or for a dose."""
    stage = desk.plan.current
    items = [i for i in (stage.items if stage else ()) if i.intervention.strand is strand]
    present = {item.intervention.id for item in items}
    waiting = [
        (thing, questions)
        for thing, questions in _waiting(desk)
        if thing.strand is strand and thing.id not in present
    ]
    return (
        *(
            replace(_dosed(desk, item), moves=_moves(desk.page, item, place, len(items)))
            for place, item in enumerate(items)
        ),
        *(_waits(desk, thing, questions) for thing, questions in waiting),
    )


def where_words(thing: Intervention) -> str:
    """As "at home, 6 min"."""
    return f"{PLACES[thing.where]}, {thing.minutes:g} min"


def _dosed(desk: Desk, item: PlanItem) -> ItemCard:
    thing = item.intervention
    return ItemCard(
        id=thing.id,
        name=thing.name,
        where=where_words(thing),
        evidence=evidence_of(
            item,
            desk.standing,
            visit_address("protocol.confirm_dose", desk.page, item=thing.id),
            says_unchecked=desk.says_unchecked,
        ),
        dose=dose_line(item.dose),
        cautions=(*far_dose(desk.plan, item), *_cautions(desk.pack, item)),
        unasked=_unasked(desk.pack, item),
        why=_why(desk, item),
        marks=tuple(_marks(desk.edits, thing.id)),
        links=_links(
            desk.page,
            ("Change dose", "protocol.dose", thing.id),
            ("Swap", "protocol.swap", thing.id),
            ("Remove", "protocol.remove", thing.id),
        ),
    )


def _moves(page: VisitPage, item: PlanItem, place: int, of: int) -> tuple[ItemLink, ...]:
    """Up and down within the strand, where there is somewhere to go."""
    ways = (("Up", UP, place > 0), ("Down", DOWN, place < of - 1))
    name = item.intervention.id
    return tuple(
        ItemLink(words=words, address=address)
        for words, way, is_open in ways
        if is_open and (address := visit_address("protocol.move", page, item=name, way=way))
    )


def _waits(desk: Desk, thing: Intervention, questions: list[Question]) -> ItemCard:
    doses = [q for q in questions if q.kind is QuestionKind.DOSE]
    factors = [q for q in questions if q.kind is QuestionKind.FACTOR]
    leave = _links(desk.page, ("Leave it out", "protocol.remove", thing.id))
    if doses and not factors:
        rating = desk.plan.case.irritability
        at = f" at {rating.value} irritability" if rating else ""
        stage = desk.plan.current
        here = f" for stage {stage.stage.id}" if stage else ""
        return ItemCard(
            id=thing.id,
            name=thing.name,
            where=where_words(thing),
            waits=f"No dose on file{here}{at}. Nothing is assumed.",
            set_address=visit_address("protocol.dose", desk.page, item=thing.id),
            links=leave,
        )
    labels = [desk.pack.library.factors[q.id].label for q in factors]
    names = f": {'; '.join(labels)}" if len(labels) < NAMED else " about this person"
    respect = visit_address("protocol.respect", desk.page)
    return ItemCard(
        id=thing.id,
        name=thing.name,
        where=where_words(thing),
        waits=f"Waits for {plural(len(labels), 'answer')}{names}.",
        set_address=f"{respect}#factor-{factors[0].id}" if respect else None,
        set_words="Answer",
        links=leave,
    )


def some(labels: Iterable[str]) -> str:
    """The first few by name, the rest by number."""
    return first_few(list(labels), NAMED, joined_by="; ")


def _waiting(desk: Desk) -> list[tuple[Intervention, list[Question]]]:
    """Items that would stand here once their questions are answered, each with its questions."""
    kinds = (QuestionKind.FACTOR, QuestionKind.DOSE)
    found: dict[str, list[Question]] = {}
    for question in desk.plan.questions:
        if question.blocks and question.kind in kinds:
            for name in question.waiting:
                found.setdefault(name, []).append(question)
    things = desk.pack.library.interventions
    return [(things[name], questions) for name, questions in found.items() if name in things]


def _cautions(pack: Pack, item: PlanItem) -> Iterable[Caution]:
    """One factor, one line. A contraindication that was kept on purpose says so, first.

    An exercise of the clinic's own that is offered no more comes before all: what was written
    anew may be why.
    """
    if not item.intervention.is_offered:
        yield Caution(
            factor="Not the newest:",
            action=" there is a newer version of it, or it was retired. Swap it, or keep this one.",
        )
    for caution in item.cautions:
        if caution.answer is not Presence.PRESENT:
            continue
        label = pack.library.factors[caution.factor].label
        kept = caution.status is CellStatus.CONTRAINDICATED
        factor = f"{label}, contraindicated and kept on purpose:" if kept else f"{label}:"
        yield Caution(factor=factor, action=f" {caution.clinician}")


def _unasked(pack: Pack, item: PlanItem) -> str:
    labels = [
        pack.library.factors[caution.factor].label
        for caution in item.cautions
        if caution.answer is Presence.NOT_ASSESSED
    ]
    return f"Not asked yet, and would change how it is done: {some(labels)}." if labels else ""


def _why(desk: Desk, item: PlanItem) -> str:
    thing = item.intervention
    parts = [thing.purpose]
    conditions = desk.pack.presentation.conditions
    picture = desk.plan.picture
    if picture is not None and item.serves != picture.id and item.serves in conditions:
        parts.append(f"For the contributor: {conditions[item.serves].name}")
    elif thing.priority is Priority.OPTIONAL:
        parts.append("Optional")
    parts.append(item.dose.note or "")
    return " ".join(part if part.endswith(ENDS) else f"{part}." for part in parts if part)


def _marks(edits: Iterable[EditEntry], item: str) -> Iterable[str]:
    words = {ADDED: "Added", DOSE: "Dose changed"}
    for edit in edits:
        if edit.item == item and not edit.is_undone and edit.kind in words:
            yield f"{words[edit.kind]} by {edit.by}: {edit.reason}"


def _links(page: VisitPage, *wanted: tuple[str, str, str]) -> tuple[ItemLink, ...]:
    found = [(words, visit_address(endpoint, page, item=item)) for words, endpoint, item in wanted]
    return tuple(ItemLink(words=words, address=address) for words, address in found if address)
