"""The people page and a person's page in words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from planner.clinical.redflags import Urgency
from planner.web.menu import address_of
from planner.web.papers.referral_cards import state_of
from planner.web.words import born, day_or_time, day_with_name, sex_word
from planner.workflow.actor import VisitRef
from planner.workflow.lists import VisitLine, WorkLine
from planner.workflow.people import PersonLine


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCard:
    """One person in a list of results; ``is_alike`` marks look-alikes (HZ-001)."""

    name: str
    facts: tuple[str, ...]
    address: str | None
    is_alike: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCard:
    """Something that waits: whose, what, since when, where to go on."""

    name: str
    facts: str
    what: str
    since: str
    address: str | None
    urgency: str = ""
    action: str = "Open"
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitCard:
    """One visit of an episode."""

    number: int
    day: str
    state: str
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeCard:
    """One course of care with its visits, the newest first."""

    id: str
    title: str
    visits: tuple[VisitCard, ...]
    is_open: bool


def found_card(line: PersonLine) -> FoundCard:
    """Name, date of birth with age, sex and record number: enough to tell two people apart."""
    return FoundCard(
        name=line.name,
        facts=(
            f"born {born(line.born, line.age)}",
            sex_word(line.sex),
            f"record {line.record_number}",
        ),
        address=address_of("patients.person", person_id=line.id),
        is_alike=line.looks_alike,
    )


def work_card(
    line: WorkLine, today: date, *, action: str = "Open", tone: str = "", urgency: str = ""
) -> WorkCard:
    """One line of a list."""
    person = line.person
    return WorkCard(
        name=person.name,
        facts=f"{person.age}, {sex_word(person.sex)} · record {person.record_number}",
        what=line.what[:1].upper() + line.what[1:],
        since=day_or_time(line.since, today),
        address=_visit_address(line.visit)
        or address_of("patients.person", person_id=line.person.id),
        urgency=urgency,
        action=action,
        tone=tone,
    )


def referral_card(line: WorkLine, today: date) -> WorkCard:
    """A referral that is not closed: how urgent, to whom, what is missing."""
    return replace(
        work_card(line, today, urgency=line.urgency),
        what=f"{state_of(line.step)}. To {line.what or 'nobody named yet'}.",
        address=address_of("papers.referral", person_id=line.person.id, referral_id=line.object_id),
    )


def today_cards(
    visits: Iterable[WorkLine], emergencies: Iterable[WorkLine], today: date
) -> tuple[WorkCard, ...]:
    """Today's people; one with an open emergency is red, and leads."""
    alarmed = list(emergencies)
    ids = {line.person.id for line in alarmed}
    red = [
        work_card(
            line,
            today,
            action="Record outcome",
            tone="emergency",
            urgency=Urgency.EMERGENCY.value,
        )
        for line in alarmed
    ]
    calm = [
        work_card(line, today, action="Continue", tone="here")
        for line in visits
        if line.person.id not in ids
    ]
    return (*red, *calm)


def episode_cards(lines: Iterable[VisitLine]) -> tuple[EpisodeCard, ...]:
    """Visits by episode, newest first; visits are numbered from the first one of the episode."""
    episodes: dict[str, list[VisitLine]] = {}
    for line in lines:
        episodes.setdefault(line.episode_id, []).append(line)
    return tuple(
        EpisodeCard(
            id=episode,
            title=f"Episode of care, begun {day_with_name(visits[-1].date)}",
            visits=tuple(
                _visit_card(visit, len(visits) - place) for place, visit in enumerate(visits)
            ),
            is_open=any(visit.is_open for visit in visits),
        )
        for episode, visits in episodes.items()
    )


def _visit_card(line: VisitLine, number: int) -> VisitCard:
    plan = f"plan version {line.plan_version}" if line.plan_version else "no plan issued"
    return VisitCard(
        number=number,
        day=day_with_name(line.date),
        state=f"open, {plan}" if line.is_open else plan,
        address=_visit_address(line.visit),
    )


def _visit_address(visit: VisitRef) -> str | None:
    return address_of("patients.visit", person_id=visit.person_id, encounter_id=visit.encounter_id)
