"""What a visit held, part by part, each value with who recorded it and when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from planner.clinical.pack import Pack
from planner.web.words import as_words, short_day, side_words, time_of_day
from planner.workflow.entries import Entry, VisitPage
from planner.workflow.standing import AnswerEntry

SAID = {
    "present": "Yes",
    "absent": "No",
    "not-assessed": "Taken back",
    "could-not-assess": "Could not be assessed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One value with who and when."""

    name: str
    words: str
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Values under one heading."""

    anchor: str
    title: str
    values: tuple[Held, ...]


def parts_of(page: VisitPage, pack: Pack) -> tuple[Part, ...]:
    """Everything the visit held; empty parts say so on the page."""
    measures = {
        **{each.id: each.name for each in pack.library.measures.values()},
        **{each.id: each.name for each in pack.library.outcome_measures.values()},
    }
    conditions = pack.presentation.conditions
    return (
        Part(anchor="words", title="Their words", values=_words(page)),
        Part(anchor="answers", title="Answers", values=_answers(page, pack)),
        Part(
            anchor="factors",
            title="What treatment must respect",
            values=tuple(
                _answer(pack.library.factors[name].label, entry)
                for name, entry in page.factors.items()
                if name in pack.library.factors
            ),
        ),
        Part(
            anchor="scores",
            title="Scores",
            values=tuple(
                _held(measures.get(name, name), entry, f"{entry.value:g}")
                for name, entry in page.measures.items()
            ),
        ),
        Part(anchor="situation", title="What the plan must fit", values=_situation(page)),
        Part(
            anchor="decisions",
            title="Decisions",
            values=(
                *_diagnosis(page, pack),
                *(
                    Held(
                        name=conditions[name].name if name in conditions else name,
                        words=f"{as_words(ruling.decision)}. {ruling.reason}".strip(),
                        by=_by(ruling.by, ruling.at),
                    )
                    for name, ruling in page.rulings.items()
                ),
            ),
        ),
        Part(
            anchor="papers",
            title="Plans and letters",
            values=(
                *(
                    Held(
                        name=f"Plan version {line.version}",
                        words=line.code,
                        by=_by(line.issued_by, line.issued_at),
                    )
                    for line in page.issued
                ),
                *(
                    Held(
                        name=f"Letter to {line.to}",
                        words="open" if line.is_open else "closed",
                        by=_when(line.written_at),
                    )
                    for line in page.referrals
                ),
            ),
        ),
    )


def _words(page: VisitPage) -> tuple[Held, ...]:
    found = [_held(as_words(name), entry, entry.value) for name, entry in page.words.items()]
    complaint = page.complaint
    if complaint is not None:
        since = (
            f"since {short_day(complaint.onset_on)}"
            if complaint.onset_on
            else f"{complaint.duration_weeks:g} weeks"
            if complaint.duration_weeks is not None
            else "onset not recorded"
        )
        side = side_words(complaint.side) or "Side not recorded"
        found.insert(0, Held(name="Side and onset", words=f"{side}, {since}"))
    return tuple(found)


def _answers(page: VisitPage, pack: Pack) -> tuple[Held, ...]:
    findings = pack.library.findings
    return tuple(
        _answer(
            f"{findings[name].name if name in findings else name}"
            + (f", {side.value}" if side else ""),
            entry,
        )
        for (name, side), entry in page.answers.items()
    )


def _answer(name: str, entry: AnswerEntry) -> Held:
    old = "" if entry.counts else ", from an earlier visit: asked again"
    reason = f": {entry.reason}" if entry.reason else ""
    return Held(
        name=name,
        words=f"{SAID.get(entry.presence, entry.presence)}{reason}{old}",
        by=_by(entry.by, entry.at),
    )


def _situation(page: VisitPage) -> tuple[Held, ...]:
    found = []
    if page.irritability:
        said = page.irritability.value.value.capitalize()
        found.append(_held("Irritability", page.irritability, said))
    if page.sport:
        load = [page.sport.name or "sport not known"]
        load += [f"{page.sport.weekly_km:g} km a week"] if page.sport.weekly_km else []
        found.append(Held(name="Sport", words=", ".join(load)))
    if page.equipment:
        words = ", ".join(page.equipment.value) or "nothing"
        found.append(_held("At home", page.equipment, words))
    if page.goals:
        found.append(Held(name="Goals", words="; ".join(page.goals)))
    if page.next_visit:
        found.append(Held(name="Next appointment", words=page.next_visit))
    found += [
        _held(f"Consent: {kind}", entry, as_words(entry.value))
        for kind, entry in page.consent.items()
    ]
    return tuple(found)


def _diagnosis(page: VisitPage, pack: Pack) -> tuple[Held, ...]:
    chosen = page.working_diagnosis
    if chosen is None:
        return ()
    known = pack.presentation.conditions
    name = chosen.value or "taken back"
    words = known[name].name if name in known else as_words(name)
    return (_held("Working diagnosis", chosen, words),)


def _held(name: str, entry: Entry[Any], words: str) -> Held:
    return Held(name=name, words=words, by=_by(entry.by, entry.at))


def _by(who: str, at: datetime) -> str:
    return f"{who}, {_when(at)}"


def _when(at: datetime) -> str:
    return f"{short_day(at.astimezone().date())}, {time_of_day(at)}"
