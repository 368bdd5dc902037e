"""Every answer there was to one question: who, when, and what no longer counts."""

from dataclasses import dataclass

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from planner.web.access import clinician_required
from planner.web.assessment.addresses import ask_address
from planner.web.assessment.question_cards import answered_words
from planner.web.services import db, knowledge
from planner.web.visit_frame import frame
from planner.web.visits import at_visit
from planner.web.words import day_with_name, time_of_day
from planner.workflow.answers import answer_history
from planner.workflow.entries import VisitPage
from planner.workflow.standing import UNKNOWN, AnswerEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One answer. ``struck`` says why it no longer counts; empty for the one that does."""

    word: str
    side: str
    observed: str
    saved: str
    by: str
    visit: str
    struck: str


def add_to(bp: Blueprint) -> None:
    """Put the page among those of the examination."""
    bp.add_url_rule(
        "/people/<uuid:person_id>/visits/<uuid:encounter_id>/answers/<finding>",
        view_func=finding_history,
    )


@clinician_required
@at_visit
def finding_history(page: VisitPage, finding: str) -> ResponseReturnValue:
    """The answers, the newest first; what was changed or taken back is struck through."""
    known = knowledge().pack.library.findings.get(finding) or abort(404)
    entries = answer_history(db(), page.visit, finding, knowledge=knowledge())
    return render_template(
        "assessment/finding-history.html",
        finding=known,
        lines=_lines(page, entries),
        ask=ask_address(page, finding),
        **frame(page, "examination"),
    )


def _lines(page: VisitPage, entries: tuple[AnswerEntry, ...]) -> tuple[HistoryLine, ...]:
    lines = []
    for number, entry in enumerate(entries):
        after = next((one for one in entries[number + 1 :] if one.side == entry.side), None)
        lines.append(_line(page, entry, after))
    return tuple(reversed(lines))


def _line(page: VisitPage, entry: AnswerEntry, after: AnswerEntry | None) -> HistoryLine:
    finding = knowledge().pack.library.findings[entry.id]
    word = "taken back" if entry.presence == UNKNOWN else answered_words(finding, entry)
    visit = page.visit_numbers.get(entry.visit_id)
    return HistoryLine(
        word=word[:1].upper() + word[1:],
        side=f"{entry.side.value} side" if entry.side else "",
        observed=day_with_name(entry.observed_on),
        saved=f"{day_with_name(entry.at.astimezone().date())}, {time_of_day(entry.at)}",
        by=entry.by,
        visit=f"visit {visit}" if visit else "",
        struck=_struck(entry, after),
    )


def _struck(entry: AnswerEntry, after: AnswerEntry | None) -> str:
    """Why an answer no longer counts, in words (HZ-023-C3)."""
    if after is not None:
        how = "Taken back" if after.presence == UNKNOWN else "Changed"
        return f"{how} by {after.by}, {time_of_day(after.at)}"
    if entry.presence != UNKNOWN and not entry.counts:
        return "Of an earlier visit: ask again"
    return ""
