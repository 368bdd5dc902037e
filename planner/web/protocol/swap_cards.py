"""What may take the place of an item: easier, harder, others of its strand."""

from dataclasses import dataclass

from planner.assembly.ladders import Alternative, Rung, alternatives
from planner.assembly.plan import Plan
from planner.clinical.interventions import Intervention
from planner.clinical.pack import Pack
from planner.documents.filling.dose_line import dose_words
from planner.web.protocol.evidence import grade_words
from planner.web.protocol.item_cards import some, where_words
from planner.web.words import listed

HEADS = {
    Rung.EASIER: "Easier, on its ladder",
    Rung.HARDER: "Harder, on its ladder",
    Rung.ALIKE: "Others of this strand with a dose here",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapChoice:
    """One alternative; ``stops`` says what stands in its way, empty where nothing does."""

    id: str
    name: str
    where: str
    dose: str
    grade: str
    stops: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RungChoices:
    """The alternatives of one rung."""

    head: str
    choices: tuple[SwapChoice, ...]


def rungs_of(plan: Plan, thing: Intervention, pack: Pack) -> tuple[RungChoices, ...]:
    """Alternatives by rung; a rung with none is left out."""
    found = alternatives(plan, thing, pack)
    return tuple(
        RungChoices(head=head, choices=choices)
        for rung, head in HEADS.items()
        if (choices := tuple(_choice(each, pack) for each in found if each.rung is rung))
    )


def _choice(each: Alternative, pack: Pack) -> SwapChoice:
    return SwapChoice(
        id=each.thing.id,
        name=each.thing.name,
        where=where_words(each.thing),
        dose=dose_words(each.dose) if each.dose else "",
        grade=grade_words(each.thing),
        stops=_stops(each, pack),
    )


def _stops(each: Alternative, pack: Pack) -> str:
    labels = pack.library.factors
    if each.screened.blocked_by:
        return some(labels[c.factor].label for c in each.screened.blocked_by)
    if each.screened.waiting_for:
        return "waits for: " + some(labels[c.factor].label for c in each.screened.waiting_for)
    if each.dose is None:
        return "no dose on file for this stage: add it with one"
    if each.missing:
        return f"needs {listed(each.missing)}"
    return ""
