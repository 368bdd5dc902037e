"""The print screen of an issued plan in words: its files, and what was taught."""

from dataclasses import dataclass

from planner.clinical.interventions import Strand, Where, Who
from planner.documents.filling.numbers import long_date
from planner.documents.filling.situation import WORDS_ONLY
from planner.documents.values import Edition
from planner.web.menu import address_of
from planner.web.papers.dose_words import dose_in_words
from planner.web.papers.previews import EDITIONS
from planner.web.services import knowledge
from planner.web.words import plural, side_words
from planner.workflow.papers import CLINICIAN, PATIENT, WEEK, WORK
from planner.workflow.reprinting import DocumentLine, IssuedPlan
from planner.workflow.snapshot import StoredItem, inputs_of, items_of
from planner.workflow.teaching import TICKS

TICK_WORDS = {
    "shown": "Shown",
    "done-correctly": "Done correctly",
    "taught-back": "Taught back",
}
OTHER_WORDS = {
    CLINICIAN: ("Clinician’s record", "not for the patient"),
    WEEK: ("Their week", "one page to tick"),
    WORK: ("Note for work", "names no cause"),
}
"""Papers that are not the plan in one of its editions."""
TAUGHT_BACK = "taught-back"
SEPARATOR = "--"
"""Between an item and what was ticked, in the name of a field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCard:
    """One stored file: which edition, how many pages, where it opens."""

    words: str
    note: str
    address: str | None
    cover_address: str | None
    is_main: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TickBox:
    """One of the three ticks of one item."""

    name: str
    words: str
    is_ticked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TaughtItem:
    """One thing the person does, its dose in words, and its three ticks."""

    id: str
    name: str
    dose: str
    boxes: tuple[TickBox, ...]
    is_advice: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Whose paper it is, as it stands on every page of it (HZ-003)."""

    name: str
    born: str
    side: str
    record: str = ""


def as_printed(plan: IssuedPlan) -> Whose:
    """The identity that was frozen with the plan; a name changed since is not put in its place."""
    case = inputs_of(plan.snapshot).case
    words = knowledge().pack.presentation.words
    born = case.person.born if case.person else None
    return Whose(
        name=case.person.name if case.person else words.identity.no_name,
        born=long_date(born) if born else words.identity.no_birth_date,
        side=side_words(case.side) or "Side not recorded",
    )


def file_cards(plan: IssuedPlan) -> tuple[FileCard, ...]:
    """The plan in its editions, the week, the note for work, then the clinician's record."""
    kinds, editions = (PATIENT, WEEK, WORK, CLINICIAN), [*EDITIONS]
    lines = sorted(
        plan.documents,
        key=lambda line: (kinds.index(line.kind), editions.index(Edition(line.edition))),
    )
    return tuple(_file_card(plan, line) for line in lines)


def taught_items(plan: IssuedPlan) -> tuple[TaughtItem, ...]:
    """What the person does alone with what was ticked; advice is taught back, nothing else."""
    items = [_taught(plan, item) for item in items_of(plan.snapshot) if _is_done_alone(item)]
    return tuple(sorted(items, key=lambda item: item.is_advice))


def _taught(plan: IssuedPlan, item: StoredItem) -> TaughtItem:
    is_advice = Strand(item.strand) in WORDS_ONLY
    return TaughtItem(
        id=item.id,
        name=item.name,
        dose=dose_in_words(item.dose),
        boxes=tuple(
            TickBox(
                name=f"{item.id}{SEPARATOR}{tick}",
                words=words,
                is_ticked=tick in plan.ticks.get(item.id, ()),
            )
            for tick, words in TICK_WORDS.items()
            if tick == TAUGHT_BACK or not is_advice
        ),
        is_advice=is_advice,
    )


def ticks_in(fields: list[tuple[str, str]], items: list[str]) -> dict[str, frozenset[str]]:
    """The ticks a page sent, for the items it asked about: what is not sent is not ticked."""
    sent = {name for name, _ in fields}
    return {
        item: frozenset(tick for tick in TICKS if f"{item}{SEPARATOR}{tick}" in sent)
        for item in items
    }


def _is_done_alone(item: StoredItem) -> bool:
    thing = knowledge().pack.library.interventions.get(item.id)
    return thing is None or (thing.who is not Who.CLINICIAN and thing.where is not Where.CLINIC)


def _file_card(plan: IssuedPlan, line: DocumentLine) -> FileCard:
    at = {"person_id": plan.visit.person_id, "document_id": line.id}
    words, note = EDITIONS[Edition(line.edition)]
    needed = inputs_of(plan.snapshot).paper.edition or Edition.STANDARD.value
    if line.kind in OTHER_WORDS:
        words, note = OTHER_WORDS[line.kind]
    return FileCard(
        words=words,
        note=f"{plural(line.pages, 'page')}, {note}",
        address=address_of("papers.document", **at),
        cover_address=address_of("papers.cover_sheet", **at) if plan.superseded_by else None,
        is_main=line.kind == PATIENT and line.edition == needed,
    )
