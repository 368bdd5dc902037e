"""Tasks of the examination as the card that is asked now, compact rows, answered lines."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from planner.clinical.answers import Presence, Side
from planner.clinical.findings import Finding
from planner.clinical.pack import Pack
from planner.ruleout.assess import Assessment
from planner.ruleout.moves import Move, moves, suppose
from planner.web.assessment.addresses import ASK
from planner.web.assessment.arguments import answer_word
from planner.web.assessment.asking import (
    ASKED,
    REASON,
    answer_control_of,
    earlier_words,
    entry_of,
    field_name,
    reason_words,
)
from planner.web.assessment.board_cards import band_of, short_name
from planner.web.assessment.cautions import cautions_of
from planner.web.assessment.drawing_views import drawing_address
from planner.web.assessment.impression_cards import is_closed
from planner.web.assessment.worklist import Task
from planner.web.components.answers import AnswerControl
from planner.web.components.board import Band
from planner.web.components.questions import (
    AnsweredRow,
    Drawing,
    QuestionCard,
    QuestionRow,
)
from planner.web.services import knowledge
from planner.web.visits import visit_address
from planner.web.words import SIDES, age_words, day_with_name, time_of_day
from planner.workflow.entries import VisitPage
from planner.workflow.standing import AnswerEntry

STEPS = 3
SIGNS = {Presence.PRESENT.value: "tick", Presence.ABSENT.value: "cross"}
FRACTIONS = {0.25: "¼", 0.5: "½", 0.75: "¾"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a refused page had chosen, shown again with the sentence at its question."""

    fields: Mapping[str, str]
    errors: Mapping[str, str]


NOTHING = Typed(fields={}, errors={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Forbidden:
    """A test that is not to be done in this patient, and why."""

    anchor: str
    name: str
    reasons: tuple[str, ...]


def minutes_words(minutes: float) -> str:
    """As "1 min", "½ min", "2½ min"; less than a quarter is not said."""
    whole, part = int(minutes), round(4 * (minutes % 1)) / 4
    words = f"{whole or ''}{FRACTIONS.get(part, '')}"
    return f"{words} min" if words else ""


def steps_of(finding: Finding) -> tuple[str, ...]:
    """The how-to as at most three short steps; nothing is left out."""
    sentences = [s.strip() for s in re.split(r"(?<=[.!?])\s+", finding.how_to.strip()) if s.strip()]
    if len(sentences) > 1 and len(sentences[0].split()) == 1:
        sentences = [" ".join(sentences[:2]), *sentences[2:]]
    if len(sentences) > STEPS:
        sentences = [*sentences[: STEPS - 1], " ".join(sentences[STEPS - 1 :])]
    return tuple(sentences)


def question_card_of(
    task: Task,
    page: VisitPage,
    sides: Sequence[Assessment],
    pack: Pack,
    *,
    number: int,
    count: int,
    typed: Typed = NOTHING,
) -> QuestionCard:
    """The one thing asked now, its caution before its how-to."""
    finding = task.finding
    controls = controls_of(task, page, typed=typed)
    place = f"{task.place.name}, {number} of {count}" if number else task.place.name
    minutes = minutes_words(finding.minutes)
    is_asked = finding.kind in ASKED
    return QuestionCard(
        anchor=finding.id,
        place=f"{place}, {minutes}" if minutes else place,
        name=finding.name,
        sides=_side_tag(task, page),
        answer=controls[0],
        second=controls[1] if len(controls) > 1 else None,
        cautions=cautions_of(finding, sides, pack),
        ask=finding.wording if is_asked else None,
        steps=steps_of(finding),
        drawing=_drawing(task, page),
        present_when=finding.positive_when,
        carried=_carried(task, page),
        when_word="Yes when" if is_asked else "Present when",
        why=_why(task),
        would_change=() if is_closed(page) else _would_change(task, page, sides),
        history=_history(task, page) if task.entries else None,
        has_keys=True,
    )


def question_row_of(
    task: Task, page: VisitPage, sides: Sequence[Assessment], pack: Pack, typed: Typed = NOTHING
) -> QuestionRow:
    """One question in a line: criterion and minutes, any caution, compact answers."""
    controls = controls_of(task, page, is_compact=True, typed=typed)
    minutes = minutes_words(task.finding.minutes)
    said = ", ".join(filter(None, (_lowered(task.finding.positive_when), minutes)))
    return QuestionRow(
        anchor=task.finding.id,
        name=task.finding.name,
        note=said,
        carried=_carried(task, page),
        answer=controls[0],
        second=controls[1] if len(controls) > 1 else None,
        cautions=cautions_of(task.finding, sides, pack),
        address=visit_address(
            "assessment.position", page, place=task.place.id, **{ASK: task.finding.id}
        ),
    )


def answered_row_of(task: Task, page: VisitPage) -> AnsweredRow:
    """A question that shrank to its answers: word, sign, when, by whom, the way to change it."""
    entries = [task.entries[side] for side in task.sides if side in task.entries]
    return AnsweredRow(
        anchor=task.finding.id,
        name=task.finding.name,
        word="; ".join(
            _answered(task, side, task.entries[side]) for side in task.sides if side in task.entries
        ),
        sign=_sign(entries),
        note=_when(entries[-1], page) if entries else "",
        caution=task.forbidden[0] if task.forbidden else "",
        change_address=visit_address(
            "assessment.position", page, place=task.place.id, **{ASK: task.finding.id}
        )
        or "",
        history_address=_history(task, page),
    )


def forbidden_of(task: Task) -> Forbidden:
    """Shown, never offered."""
    return Forbidden(anchor=task.finding.id, name=task.finding.name, reasons=task.forbidden)


def controls_of(
    task: Task, page: VisitPage, *, is_compact: bool = False, typed: Typed = NOTHING
) -> tuple[AnswerControl, ...]:
    """One control, or one for each side with its side in words."""
    controls = []
    for side in task.sides:
        name = field_name(task.finding.id, side)
        control = answer_control_of(
            task.finding,
            page,
            side=side,
            is_compact=is_compact,
            error=typed.errors.get(name),
        )
        entry = task.entries.get(side)
        values = {option.value for option in control.options}
        if control.chosen is None and entry is not None and entry.presence in values:
            control = replace(control, chosen=entry.presence)
        if typed.fields.get(name) in values:
            control = replace(control, chosen=typed.fields[name])
        if control.reason is not None and typed.fields.get(name + REASON):
            control = replace(
                control, reason=replace(control.reason, chosen=typed.fields[name + REASON])
            )
        if side is not None:
            control = replace(control, side=SIDES[side])
        controls.append(control)
    return tuple(controls)


def answered_words(finding: Finding, entry: AnswerEntry) -> str:
    """The answer in words, with the reason where it could not be assessed."""
    word = answer_word(finding.kind, entry.presence)
    return f"{word}: {reason_words(entry.reason)}" if entry.reason else word


def _answered(task: Task, side: Side | None, entry: AnswerEntry) -> str:
    word = answered_words(task.finding, entry)
    return f"{side.value} {word}" if side else word[:1].upper() + word[1:]


def _sign(entries: Sequence[AnswerEntry]) -> str:
    signs = {SIGNS.get(entry.presence, "dash") for entry in entries}
    return signs.pop() if len(signs) == 1 else "none"


def _carried(task: Task, page: VisitPage) -> str:
    """What an earlier visit holds and how old it is, also where it counts no more (HZ-010)."""
    entry = entry_of(page, task.finding.id)
    is_earlier = entry is not None and entry.is_from_earlier_visit
    return earlier_words(page, entry) if entry is not None and is_earlier else ""


def _when(entry: AnswerEntry, page: VisitPage) -> str:
    """When and by whom; an answer of an earlier visit names it (HZ-015)."""
    if entry.is_from_earlier_visit:
        visit = page.visit_numbers.get(entry.visit_id)
        day = day_with_name(entry.observed_on)
        return f"visit {visit}, {day}, {age_words(entry.observed_on, page.date)}, {entry.by}"
    return f"{time_of_day(entry.at)}, {entry.by}"


def _lowered(words: str) -> str:
    return words[:1].upper() + words[1:].rstrip(".")


def _side_tag(task: Task, page: VisitPage) -> str | None:
    """Which side is tested, in words; the patient's own."""
    if len(task.sides) > 1:
        return "Right, then left"
    painful = page.complaint.side if page.complaint else None
    if painful in (Side.LEFT, Side.RIGHT) and _is_of_a_side(task):
        return SIDES[painful]
    return None


def _is_of_a_side(task: Task) -> bool:
    return task.finding.id in knowledge().pack.presentation.head.answered_by_side


def _drawing(task: Task, page: VisitPage) -> Drawing | None:
    """The drawing for the painful side, its caption with the side it shows (HZ-013-C4)."""
    side = page.complaint.side if page.complaint else None
    shown = Side.LEFT if side is Side.LEFT else Side.RIGHT
    found, other = (
        knowledge().drawings(each).get(task.finding.id) for each in (shown, shown.other)
    )
    if found is None or other is None:
        return None
    words = [word.lower() if i else word for i, word in enumerate(found.words)]
    captions = [", then ".join(words)] if words else []
    if found.alt != other.alt:
        captions.append(f"{SIDES[shown]} shown")
    return Drawing(
        address=drawing_address(task.finding.id, side),
        says=found.alt,
        caption=". ".join(captions),
    )


def _why(task: Task) -> str:
    if task.why:
        return f"{task.why[:1].upper()}{task.why[1:]}."
    if task.is_asked_for:
        return "Part of the short examination that everybody has."
    return "It settles single causes, or an answer opened this branch."


def _would_change(task: Task, page: VisitPage, sides: Sequence[Assessment]) -> tuple[str, ...]:
    """What each answer would change, in words; read only when it is unfolded."""
    side = next((one for one in task.sides if one not in task.entries), task.sides[0])
    place = 1 if side is Side.LEFT and len(sides) > 1 else 0
    lines = []
    for presence in (Presence.PRESENT, Presence.ABSENT):
        case = suppose(page.case, task.finding.id, presence, side)
        after = knowledge().reasoner.rule_each(case)[place]
        word = answer_word(task.finding.kind, presence.value)
        said = said_moves(moves(sides[place].differential, after))
        lines.append(f"{word[:1].upper()}{word[1:]}: {said}")
    return tuple(lines)


def said_moves(found: Sequence[Move], at_most: int = 3) -> str:
    """The causes that move most, in words."""
    said = [words for move in found if (words := said_move(move))][:at_most]
    return "; ".join(said) + "." if said else "no cause moves."


def said_move(move: Move) -> str:
    """As "lumbar radiculopathy down, 3–18 to 1–8 %"; empty where nothing can be seen."""
    name = short_name(move.after.condition.name)
    was, now = _plain(band_of(move.before)), _plain(band_of(move.after))
    if move.after.raised and not move.before.raised:
        return f"{name}: rule raised"
    if was != now:
        return f"{name} {'up' if move.distance > 0 else 'down'}, {was} to {now}\u202f%"
    if move.changes_verdict:
        return f"{name}: {move.before.verdict.value} to {move.after.verdict.value}"
    return ""


def _plain(band: Band) -> str:
    return band.words.removesuffix("\u202f%")


def _history(task: Task, page: VisitPage) -> str | None:
    return visit_address("assessment.finding_history", page, finding=task.finding.id)
