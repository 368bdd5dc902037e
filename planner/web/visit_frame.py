"""The identity bar and the rail of a person's page, from what the record holds."""

from dataclasses import replace
from typing import Any

from flask import get_template_attribute

from planner.clinical.redflags import RuleState
from planner.documents.values import Edition
from planner.web.components.frame import (
    IdentityBar,
    MinutesGauge,
    Rail,
    RailStep,
    SafetyGauge,
    SafetySign,
    Saved,
    SaveState,
    StepState,
)
from planner.web.flag_lines import flag_lines
from planner.web.menu import address_of
from planner.web.services import clock
from planner.web.words import born, day_with_name, plural, sex_word, side_words, time_of_day
from planner.workflow.entries import VisitPage
from planner.workflow.paper_need import need_in
from planner.workflow.people import PersonCard

STEPS = (
    ("words", "Their words", "patients.words"),
    ("safety-screen", "Safety", "assessment.safety_screen"),
    ("before-testing", "Before testing", "assessment.before_testing"),
    ("examination", "Examination", "assessment.examination"),
    ("rule-out", "Rule-out", "assessment.rule_out"),
    ("respect", "Respect", "protocol.respect"),
    ("protocol", "Protocol", "protocol.board"),
    ("issue", "Issue", "protocol.issue"),
)
"""Id, name and endpoint of each step of a first visit."""
REVIEW_STEPS = (
    ("safety-screen", "Re-screen", "assessment.safety_screen"),
    ("review", "Diary and gate", "review.gate"),
    ("retest", "Re-test", "review.retest"),
    ("respect", "Respect", "protocol.respect"),
    ("protocol", "Protocol", "protocol.board"),
    ("issue", "Issue", "protocol.issue"),
)
"""The same of a review: the plan of an earlier visit is in force."""
SCREEN = "safety-screen"
NEEDS = {Edition.LARGE: "large print", Edition.PLAIN: "plain print"}
"""How somebody needs their papers, where it is not the usual print."""
FIRST_VISIT_MINUTES, REVIEW_MINUTES = 25, 10


def frame(page: VisitPage, here: str, *, is_emergency: bool = False) -> dict[str, Any]:
    """What ``visit.html`` and ``emergency.html`` are handed, besides the page's own values."""
    return {
        "identity": identity_of(page, is_emergency=is_emergency),
        "rail": rail_of(page, here),
        "flags": flag_lines(page.visit.person_id),
        "visit": page.visit,
        "version": page.version,
    }


def frame_regions(page: VisitPage, here: str) -> dict[str, str]:
    """The bar and the gauges as they are after a save, for the page's script to put in place."""
    bar = get_template_attribute("components/frame.html", "identity_bar")
    gauges = get_template_attribute("components/frame.html", "rail_gauges")
    flags = get_template_attribute("components/frame.html", "flag_strip")
    return {
        "plan-flags": str(flags(flag_lines(page.visit.person_id))),
        "identity-bar": str(bar(identity_of(page))),
        "rail-gauges": str(gauges(rail_of(page, here))),
    }


def person_frame(person: PersonCard, side: str | None = "No visit open") -> dict[str, Any]:
    """The identity bar of a page that belongs to no visit."""
    return {
        "identity": replace(_bar(person, side=side), address=None),
        "rail": None,
        "flags": flag_lines(person.id),
    }


def identity_of(page: VisitPage, *, is_emergency: bool = False) -> IdentityBar:
    """Who, which side, which visit, when; the last save of today."""
    issued = page.issued[-1].version if page.issued else None
    return _bar(
        page.person,
        side=side_words(page.complaint.side if page.complaint else None),
        visit=f"visit {page.number}, {day_with_name(page.date)}",
        plan=f"plan v{issued}" if issued else None,
        paper=_paper(page),
        is_emergency=is_emergency,
        saved=Saved(state=SaveState.SAVED, words=f"Saved {time_of_day(page.saved_at)}"),
    )


def _paper(page: VisitPage) -> str | None:
    edition = need_in({name: entry.value for name, entry in page.words.items()}).edition
    return NEEDS.get(edition) if edition else None


def _bar(person: PersonCard, *, side: str | None, **more: Any) -> IdentityBar:
    return IdentityBar(
        name=person.name,
        side=side,
        born=born(person.born, person.age),
        sex=sex_word(person.sex),
        record=_records(person),
        is_sample=person.is_sample,
        address=address_of("patients.person", person_id=person.id),
        **more,
    )


def _records(person: PersonCard) -> str:
    """The number of this record, and of others that are of the same person."""
    others = ", ".join(str(number) for number in person.also)
    return (
        f"{person.record_number}, one person with {others}" if others else str(person.record_number)
    )


def rail_of(page: VisitPage, here: str) -> Rail:
    """The steps of this visit. A step is ticked only where the record says it is done."""
    done = {step.id for step in page.progress if step.is_done}
    at = {"person_id": page.visit.person_id, "encounter_id": page.visit.encounter_id}
    safety = safety_gauge(page)
    if safety.sign is not SafetySign.CLEAR:
        done -= {SCREEN}
    return Rail(
        steps=tuple(
            RailStep(
                name=name,
                state=StepState.HERE
                if step == here
                else StepState.DONE
                if step in done
                else StepState.TO_COME,
                address=address_of(endpoint, **at),
            )
            for step, name, endpoint in steps_of(page, here)
        ),
        safety=safety,
        minutes=_minutes(page),
        finished=None if page.is_open else address_of("patients.done", **at),
    )


def is_review(page: VisitPage) -> bool:
    """Whether a plan of an earlier visit is in force at this one."""
    earlier = set(page.visit_numbers) - {page.visit.encounter_id}
    return any(line.encounter_id in earlier for line in page.issued)


def steps_of(page: VisitPage, here: str) -> tuple[tuple[str, str, str], ...]:
    """The steps of the rail: at a review its own, with the one somebody went back to."""
    if not is_review(page):
        own = [step for step in REVIEW_STEPS if step[0] == here and here in ("review", "retest")]
        return (*STEPS, *own)
    known = {step for step, _, _ in REVIEW_STEPS}
    return (*(step for step in STEPS if step[0] == here and here not in known), *REVIEW_STEPS)


def safety_gauge(page: VisitPage) -> SafetyGauge:
    """Count and state: "11 of 14, 1 urgent rule". Never a tick while a rule stands."""
    screen = next(step for step in page.progress if step.id == SCREEN)
    raised = page.assessment.raised
    opened = [
        standing
        for standing in page.assessment.rules
        if standing.state is RuleState.OPEN and standing.trigger_present
    ]
    if raised:
        worst = raised[0].urgency
        count = sum(standing.urgency is worst for standing in raised)
        state, sign = plural(count, f"{worst.value} rule"), SafetySign.ATTENTION
    elif opened:
        state, sign = plural(len(opened), "rule") + " open", SafetySign.ATTENTION
    elif not screen.is_done:
        state, sign = "", SafetySign.UNFINISHED
    else:
        state, sign = "clear", SafetySign.CLEAR
    return SafetyGauge(
        answered=screen.done,
        asked=screen.of,
        state=state,
        sign=sign,
        name="Re-screen" if is_review(page) else "Safety",
        address=address_of(
            "assessment.safety_screen",
            person_id=page.visit.person_id,
            encounter_id=page.visit.encounter_id,
        ),
    )


def _minutes(page: VisitPage) -> MinutesGauge | None:
    """Minutes since the visit was opened today; none for a visit of another day."""
    opened = page.opened_at.astimezone()
    now = clock().now()
    if opened.date() != clock().today() or not page.is_open:
        return None
    planned = FIRST_VISIT_MINUTES if page.number == 1 else REVIEW_MINUTES
    return MinutesGauge(spent=int((now - page.opened_at).total_seconds() // 60), planned=planned)
