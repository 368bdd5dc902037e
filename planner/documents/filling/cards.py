"""Exercise cards: one for each item the patient does, never two for the same."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from planner.assembly.ladders import Alternative, Rung, alternative
from planner.assembly.plan import PlanItem
from planner.assembly.surgeons_limits import still_limited
from planner.clinical.interventions import Intervention
from planner.clinical.quantities import Amount, DoseRow
from planner.documents.filling.doses import dose_cells, harder, tempo_in_words
from planner.documents.filling.placeholders import fill
from planner.documents.filling.situation import Situation
from planner.documents.values import CardLine, Cards, Drawing, ExerciseCard, Marked

MOST_STEPS = 5
"""Steps on a card; a longer text of the pack is gathered into the last step."""


def exercise_cards(situation: Situation, drawings: Mapping[str, Drawing]) -> Cards | None:
    """The cards of the current stage, or nothing where no item is the patient's to do."""
    items = situation.exercises
    if not items:
        return None
    shared = shared_effort(situation.work)
    return Cards(
        title=cards_title(situation),
        intro=_above_all_cards(situation, shared),
        cards=tuple(
            exercise_card(situation, item, number, drawings.get(item.intervention.id), shared)
            for number, item in enumerate(items, start=1)
        ),
    )


def _above_all_cards(situation: Situation, shared: str) -> str:
    if not shared:
        return ""
    return fill(situation.words.cards.how_hard_all, effort=situation.sides.bold(shared))


def cards_title(situation: Situation) -> str:
    """Above the cards: "Your 2 holds", "Your 3 exercises" or "Your exercise"."""
    words, count, work = situation.words.cards, len(situation.exercises), len(situation.work)
    if count == 1:
        return words.title_one
    if situation.only_holds and work == count:
        return fill(words.title_holds, count=count)
    if 1 < work < count:
        things = words.holds if situation.only_holds else words.exercises
        return fill(words.title_with_more, count=work, things=things, more=count - work)
    return fill(words.title_mixed, count=count)


def exercise_card(
    situation: Situation,
    item: PlanItem,
    number: int,
    drawing: Drawing | None,
    shared: str = "",
) -> ExerciseCard:
    """One card. A line that stands above all cards (``shared``) is not said again."""
    words, sides, thing = situation.words.cards, situation.sides, item.intervention
    card = thing.patient
    easier, up = _easier(situation, item), _harder(situation, item)
    return ExerciseCard(
        number=str(number),
        name=sides.plain(patient_name(thing)),
        steps=tuple(sides.bold(step) for step in steps_of(thing)),
        dose=dose_cells(item.dose, card.counts if card else None, words),
        why=sides.bold(card.why) if card else "",
        easier=sides.bold(easier),
        harder=sides.bold(up),
        take_care=sides.bold(take_care(item)),
        more=_more_lines(situation, item, shared),
        drawing=drawing,
    )


def _easier(situation: Situation, item: PlanItem) -> str:
    """The card's own step down, unless it leads to an item that something stops; else half."""
    card, words = item.intervention.patient, situation.words.cards
    if card is None or not card.easier:
        return words.easier
    if card.easier_is is None:
        return card.easier
    return card.easier if _step(situation, card.easier_is).is_within_reach else words.easier


def _harder(situation: Situation, item: PlanItem) -> str:
    """The card's own step up, where nothing asks for care; else the high end of the dose, if any.

    Care is asked where almost no pain is accepted, where a picture goes on by a surgeon's agreement
    (a tear, an avulsion), where a surgeon limits anything, and where this item comes with a
    caution of theirs. A step to another item is
    named only where that item is allowed, dosed in this very stage and equipped for.
    """
    card, words = item.intervention.patient, situation.words.cards
    limits = still_limited(situation.pack.library, situation.plan.assessment.picture)
    agreed = situation.plan.picture.agreements if situation.plan.picture else ()
    careful = situation.band.careful or agreed or limits or item.printed_cautions
    own = card.harder if card and not careful else None
    if own and card and card.harder_is and not _step(situation, card.harder_is).is_free:
        own = None
    return own or harder(_up_to_the_gate(situation, item), words)


def _up_to_the_gate(situation: Situation, item: PlanItem) -> DoseRow:
    """The dose with no range past what the exit of this stage asks of this very exercise."""
    dose, measures = item.dose, situation.pack.library.measures
    for criterion in situation.stage.exit if situation.stage else ():
        measure = measures.get(criterion.measure or "")
        if measure is None or measure.item != item.intervention.id or criterion.value is None:
            continue
        if dose.hold is not None:
            dose = replace(dose, hold=_at_most(dose.hold, criterion.value.high))
        elif dose.reps is not None:
            dose = replace(dose, reps=_at_most(dose.reps, criterion.value.high))
    return dose


def _at_most(asked: Amount, most: float) -> Amount:
    return asked if asked.high <= most else replace(asked, to=max(asked.amount, most))


def _step(situation: Situation, name: str) -> Alternative:
    pack = situation.pack
    return alternative(situation.plan, pack.library.interventions[name], Rung.ALIKE, pack)


def patient_name(item: Intervention) -> str:
    """The card's short name; the clinician's name only where no card was written."""
    return item.patient.name if item.patient else item.name


def steps_of(item: Intervention) -> tuple[str, ...]:
    """The steps of the card, or the sentences of the patient's text where there is no card."""
    steps = list(item.patient.steps) if item.patient else sentences(item.patient_how)
    if len(steps) <= MOST_STEPS:
        return tuple(steps)
    return (*steps[: MOST_STEPS - 1], " ".join(steps[MOST_STEPS - 1 :]))


def sentences(text: str) -> list[str]:
    """A text cut after each full stop, question mark or exclamation mark."""
    return [part for part in re.split(r"(?<=[.!?])\s+", " ".join(text.split())) if part]


def as_sentence(text: str) -> str:
    """A capital first and a full stop last."""
    text = text.strip()
    if not text:
        return ""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def take_care(item: PlanItem) -> str:
    """What the patient's own yes changes here, in their words; said once."""
    return " ".join(dict.fromkeys(caution.patient for caution in item.printed_cautions))


def shared_effort(items: Sequence[PlanItem]) -> str:
    """How hard to work, where every card would say the same."""
    efforts = {_effort(item) for item in items}
    return efforts.pop() if len(items) > 1 and len(efforts) == 1 else ""


def _effort(item: PlanItem) -> str:
    return item.dose.load.patient or "" if item.dose.load else ""


def _more_lines(situation: Situation, item: PlanItem, shared: str) -> tuple[CardLine, ...]:
    words, sides = situation.words.cards, situation.sides
    effort = _effort(item)
    said = "" if effort == shared else effort
    one_sided = any("side}" in step for step in steps_of(item.intervention))
    in_a_run = item in situation.cues
    lines: tuple[tuple[str, Marked], ...] = (
        (words.in_a_run if in_a_run else words.how_hard, sides.bold(as_sentence(said))),
        (words.speed, tempo_in_words(item.dose.tempo, words)),
        (words.both_sides, sides.words.swap or "" if one_sided else ""),
    )
    return tuple(CardLine(label, text) for label, text in lines if text)
