"""The people page and a person's page in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from planner.clinical.pack import FollowUp
from planner.clinical.redflags import RedFlagRule, Urgency
from planner.web.flag_lines import flagged_people
from planner.web.menu import address_of
from planner.web.papers.otherwise_cards import otherwise_people
from planner.web.papers.referral_cards import state_of
from planner.web.visit_frame import STEPS
from planner.web.words import born, day_or_time, plural, sex_word, side_words
from planner.workflow.actor import VisitRef
from planner.workflow.lists import WorkLine
from planner.workflow.people import PersonCard, PersonLine
from planner.workflow.today import Reached
from planner.workflow.typed import Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCard:
    """One person in a list of results; ``is_alike`` marks look-alikes (HZ-001).

    ``one_with`` names the leading record of somebody whose records were merged.
    """

    name: str
    facts: tuple[str, ...]
    address: str | None
    is_alike: bool
    one_with: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairCard:
    """Two records that may be of one person."""

    one: FoundCard
    other: FoundCard
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneButton:
    """One press that ends a visit: which one, and the version that was read."""

    visit: VisitRef
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCard:
    """Something that waits: whose, what, since when, where to go on.

    ``place`` counts the steps of a visit that were reached, of eight; 0 draws nothing. ``late``
    says by how much, where it should have happened by now. ``done`` is set on an open visit.
    """

    name: str
    facts: str
    what: str
    since: str
    address: str | None
    urgency: str = ""
    action: str = "Open"
    tone: str = ""
    place: int = 0
    late: str = ""
    done: DoneButton | None = None


def found_card(line: PersonLine) -> FoundCard:
    """Name, date of birth with age, sex and record number: enough to tell two people apart."""
    return FoundCard(
        name=line.name,
        facts=(
            f"born {born(line.born, line.age)}",
            sex_word(line.sex),
            f"record {line.record_number}",
        ),
        address=address_of("patients.person", person_id=line.leading_id or line.id),
        is_alike=line.looks_alike,
        one_with=f"One person with record {line.leading_number}" if line.leading_id else "",
    )


def pair_cards(pairs: Iterable[tuple[PersonLine, PersonLine]]) -> tuple[PairCard, ...]:
    """Likely duplicates, each with the page that compares them."""
    return tuple(
        PairCard(
            one=found_card(one),
            other=found_card(other),
            address=address_of("patients.merge", person_id=one.id, other_id=other.id),
        )
        for one, other in pairs
    )


def typed_cards(
    drafts: Iterable[Kept], people: Mapping[str, PersonCard], today: date
) -> tuple[WorkCard, ...]:
    """What this clinician typed and never saved: whose, since when, where it goes on."""
    return tuple(
        WorkCard(
            name=people[draft.person_id].name,
            facts="",
            what="Typed, in no record yet",
            since=day_or_time(draft.kept_at, today),
            address=draft.form.partition("#")[0],
        )
        for draft in drafts
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
        address=visit_address(line.visit)
        or address_of("patients.person", person_id=line.person.id),
        urgency=urgency,
        action=action,
        tone=tone,
    )


def listed_card(line: WorkLine, today: date) -> WorkCard:
    """One line under a heading that already says what waits: whose it is, and how old they are."""
    card = work_card(line, today)
    return replace(card, what=f"{card.facts} · {line.by}")


def open_card(line: WorkLine, today: date) -> WorkCard:
    """A visit that came to no end: whose, who began it, and the button that finishes it."""
    button = DoneButton(visit=line.visit, version=line.version)
    return replace(listed_card(line, today), done=button)


def unsigned_card(line: WorkLine, today: date, follow_up: FollowUp) -> WorkCard:
    """A visit whose findings nobody signed: whose, who saw them, and whether it is late."""
    due = follow_up.signed_by(_day(line.since))
    return replace(listed_card(line, today), late=late_words(due, today))


def flagged_cards(today: date) -> list[WorkCard]:
    """Plans in use to look at: first what an answer stops, then what protocols make otherwise."""
    return [
        *(
            WorkCard(name=name, facts="", what=what, since=since, address=address)
            for name, what, since, address in flagged_people(today)
        ),
        *(
            WorkCard(name=name, facts="", what=what, since="protocols changed", address=address)
            for name, what, address in otherwise_people()
        ),
    ]


def referral_cards(
    lines: Iterable[WorkLine], today: date, follow_up: FollowUp
) -> tuple[WorkCard, ...]:
    """Referrals that are not closed: the late ones first, then by urgency, then by age."""
    dues = [(_due(line, follow_up), line) for line in lines]
    ordered = sorted(
        dues,
        key=lambda one: (
            one[0] is None or one[0] >= today,
            -Urgency(one[1].urgency).rank,
            one[1].since,
        ),
    )
    return tuple(_referral_card(line, due, today) for due, line in ordered)


def _due(line: WorkLine, follow_up: FollowUp) -> date | None:
    if line.is_taken_over:
        return None
    return follow_up.acknowledged_by(Urgency(line.urgency), _day(line.since))


def _referral_card(line: WorkLine, due: date | None, today: date) -> WorkCard:
    """How urgent, to whom, what is missing, how old, and by when somebody must have it."""
    told = f"{state_of(line.step)}. To {line.what or 'nobody named yet'}."
    wanted = f" Receipt due {day_or_time(due, today)}." if due is not None and due >= today else ""
    return replace(
        work_card(line, today, urgency=line.urgency),
        what=f"{told} Written {day_or_time(line.since, today)} by {line.by}.{wanted}",
        late=late_words(due, today),
        address=address_of("papers.referral", person_id=line.person.id, referral_id=line.object_id),
    )


def late_words(due: date | None, today: date) -> str:
    """As "Late by 3 days"; nothing while there is time."""
    days = (today - due).days if due is not None else 0
    return f"Late by {plural(days, 'day')}" if days > 0 else ""


def _day(moment: date | datetime) -> date:
    return moment.astimezone().date() if isinstance(moment, datetime) else moment


def today_cards(
    visits: Iterable[WorkLine],
    emergencies: Iterable[WorkLine],
    how_far: Mapping[str, Reached],
    rules: Mapping[str, RedFlagRule],
    today: date,
) -> tuple[WorkCard, ...]:
    """Today's people with how far each has come; one with an open emergency is red, and leads."""
    alarmed = list(emergencies)
    ids = {line.person.id for line in alarmed}
    red = [
        work_card(
            replace(line, what=rules[line.what].name),
            today,
            action="Record outcome",
            tone="emergency",
            urgency=Urgency.EMERGENCY.value,
        )
        for line in alarmed
    ]
    calm = [
        _visitor(line, how_far[line.visit.encounter_id], today)
        for line in visits
        if line.person.id not in ids
    ]
    return (*red, *calm)


def _visitor(line: WorkLine, reached: Reached, today: date) -> WorkCard:
    """Age, sex, side and visit on the left; on the right the step that was reached."""
    person = line.person
    side = side_words(reached.side) or "Side not recorded"
    names = {step: name for step, name, _ in STEPS}
    if reached.plan_version:
        what, place = f"Plan version {reached.plan_version} issued", 0
    elif reached.step is None:
        what, place = "Nothing recorded yet", 0
    else:
        what, place = f"{names[reached.step]}, step {reached.place} of {len(STEPS)}", reached.place
    is_done = reached.is_finished or bool(reached.plan_version)
    return replace(
        work_card(line, today, action="Open" if is_done else "Continue"),
        facts=f"{person.age}, {sex_word(person.sex)} · {side.lower()} · visit {reached.number}",
        what=f"{what}, finished" if reached.is_finished else what,
        since="",
        tone="" if is_done else "here",
        place=place,
    )


def visit_address(visit: VisitRef) -> str | None:
    """Where the visit is opened; none where the page is not there."""
    return page_address("patients.visit", visit)


def page_address(endpoint: str, visit: VisitRef) -> str | None:
    """A page of this visit."""
    return address_of(endpoint, person_id=visit.person_id, encounter_id=visit.encounter_id)
