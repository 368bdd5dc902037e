"""One question of the pack as an answer control, and the answers that come back from a page."""

from collections.abc import Iterable, Mapping

from planner.clinical.answers import Presence, Side
from planner.clinical.findings import Finding, FindingKind
from planner.web.components.answers import (
    COULD_NOT_ASSESS,
    EXAMINATION,
    EXAMINATION_ROW,
    QUESTION,
    AnswerControl,
    AnswerOption,
    ReasonField,
)
from planner.web.services import knowledge
from planner.web.words import age_words, day_with_name
from planner.workflow.answers import GivenAnswer
from planner.workflow.entries import VisitPage
from planner.workflow.standing import AnswerEntry

ASKED = (FindingKind.HISTORY, FindingKind.OUTCOME)
"""Kinds that are asked of the person; the others are done or looked for."""
SIDE, REASON = "--", "--reason"
"""Between the id of a finding and its side, and behind the name of the field it explains."""
WHY_NOT = (
    ("not safe today", "Not safe today"),
    ("too painful", "Too painful"),
    ("declined", "The person declined"),
    ("position not possible", "The position was not possible"),
    ("no privacy or chaperone", "No privacy or chaperone"),
    ("no time", "No time: do it next visit"),
)


def field_name(finding: str, side: Side | None = None) -> str:
    """The name of the field, which is its id too: ``bent-knee-stretch``, ``faber--left``."""
    return f"{finding}{SIDE}{side.value}" if side else finding


def options_of(finding: Finding, *, is_compact: bool = False) -> tuple[AnswerOption, ...]:
    """Yes, no, not asked for a question; present, absent, could not assess for a test."""
    if finding.kind in ASKED:
        return QUESTION
    return EXAMINATION_ROW if is_compact else EXAMINATION


def entry_of(page: VisitPage, finding: str) -> AnswerEntry | None:
    """The answer that stands for a finding: of no side, else a yes of either side, else any."""
    general = page.answers.get((finding, None))
    sided = [page.answers[key] for side in Side if (key := (finding, side)) in page.answers]
    yes = next((e for e in sided if e.is_known and e.presence == Presence.PRESENT), None)
    if general is not None and (yes is None or general.presence == Presence.PRESENT):
        return general
    return yes or general or next(iter(sided), None)


def earlier_words(page: VisitPage, entry: AnswerEntry) -> str:
    """Where an answer of an earlier visit is from, and what it says today (HZ-015)."""
    number = page.visit_numbers[entry.visit_id]
    said = {Presence.PRESENT: "Yes", Presence.ABSENT: "No"}.get(
        Presence(entry.presence) if entry.presence in set(Presence) else Presence.NOT_ASSESSED,
        "Could not be assessed",
    )
    stands = "it stands until asked again" if entry.counts else "ask again"
    age = age_words(entry.observed_on, page.date)
    return f"{said} at visit {number}, {day_with_name(entry.observed_on)} ({age}): {stands}."


def chosen_answer(page: VisitPage, finding: str, side: Side | None = None) -> str | None:
    """What the record says today: an earlier *no* that grew old chooses nothing."""
    entry = page.answers.get((finding, side))
    return entry.presence if entry is not None and entry.counts else None


def answer_control_of(
    finding: Finding,
    page: VisitPage,
    *,
    side: Side | None = None,
    is_compact: bool = False,
    is_new: bool = False,
    typed: Mapping[str, str] | None = None,
    error: str | None = None,
) -> AnswerControl:
    """The control of one question. Nothing is chosen but what the record holds.

    ``is_new`` chooses nothing that was answered at an earlier visit, so that a save never says
    it was asked today. ``typed`` is what a refused form held: it stands over the record.
    """
    name = field_name(finding.id, side)
    options = options_of(finding, is_compact=is_compact)
    entry = page.answers.get((finding.id, side))
    chosen = chosen_answer(page, finding.id, side)
    if is_new and entry is not None and entry.is_from_earlier_visit:
        entry, chosen = None, None
    chosen = (typed or {}).get(name, chosen)
    could_not = any(option.value == COULD_NOT_ASSESS for option in options)
    return AnswerControl(
        name=name,
        legend=f"{finding.name}, {side.value} side" if side else finding.name,
        options=options,
        chosen=chosen if chosen in {option.value for option in options} else None,
        is_compact=is_compact,
        reason=ReasonField(
            name=name + REASON,
            choices=_reasons(entry.reason if entry else ""),
            chosen=(typed or {}).get(name + REASON) or (entry.reason if entry else "") or None,
        )
        if could_not
        else None,
        error=error,
    )


def answers_in(
    fields: Mapping[str, str], findings: Iterable[str] | None = None
) -> tuple[GivenAnswer, ...]:
    """The answers a page sent. A field that is missing or empty says nothing and changes nothing.

    ``findings`` keeps to those of the page; what else was sent is not read.
    """
    known = knowledge().pack.library.findings
    wanted = set(findings) if findings is not None else set(known)
    given = []
    for name, presence in fields.items():
        finding, _, side = name.partition(SIDE)
        if finding not in wanted or finding not in known or not presence:
            continue
        if side not in ("", Side.LEFT, Side.RIGHT):
            continue
        given.append(
            GivenAnswer(
                finding=finding,
                presence=presence,
                reason=fields.get(name + REASON, "") if presence == COULD_NOT_ASSESS else "",
                side=Side(side) if side else None,
            )
        )
    return tuple(given)


def reason_words(reason: str) -> str:
    """A kept reason as the list says it, or as it was written."""
    return dict(WHY_NOT).get(reason, reason)


def _reasons(kept: str) -> tuple[tuple[str, str], ...]:
    """The list, with an earlier text of the record that is not in it."""
    known = {value for value, _ in WHY_NOT}
    return (*WHY_NOT, (kept, kept)) if kept and kept not in known else WHY_NOT
