"""On which day an answer of a case file was given, and what of it still counts (HZ-010).

``answered-on`` holds days by the id of a finding or a treatment factor; one left out is of the day
of the visit. An earlier answer counts as the record lets one of an earlier visit count.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from planner.clinical.answers import Presence
from planner.clinical.case import Case
from planner.clinical.pack import Pack
from planner.knowledge import fields
from planner.knowledge.fields import CaseError
from planner.ruleout.ageing import still_says
from planner.ruleout.warning_signs import protected, warnings

KEY = "answered-on"
OF_FINDINGS = ("answers", "answers-left", "answers-right", "could-not-assess")
FACTORS = "factors"


def earlier_days(
    raw: Mapping[str, Any], pack: Pack, on: date, born: date | None
) -> dict[str, date]:
    """The day of each answer from before the visit. Raises CaseError for one that cannot be."""
    content = fields.section(raw, KEY, {**pack.library.findings, **pack.library.factors})
    given = {name for key in (*OF_FINDINGS, FACTORS) for name in raw.get(key) or ()}
    days = {}
    for name in content:
        day = fields.day(content, name, f"{KEY}: ")
        if day is None:
            continue
        if name not in given:
            raise CaseError(f"{KEY}: {name} has a day and no answer; expected both or neither")
        if day > on:
            raise CaseError(f"{KEY}: {name}: {day} lies after the visit on {on}; expected that day")
        if born is not None and day < born:
            raise CaseError(f"{KEY}: {name}: {day} lies before the birth on {born}; check the year")
        if day < on:
            days[name] = day
    return days


def findings_of_today(
    answers: Mapping[str, Presence], days: Mapping[str, date], pack: Pack, on: date
) -> dict[str, Presence]:
    """The answers that still count on the day of the visit."""
    if not days.keys() & answers.keys():
        return dict(answers)
    guarded, warning = protected(pack), warnings(pack)
    return {
        name: said
        for name, said in answers.items()
        if name not in days
        or still_says(
            said,
            pack.library.findings[name].kind,
            days[name],
            on,
            pack.presentation.head.validity,
            is_protected=name in guarded,
            is_warning=name in warning,
        )
    }


def factors_of_today(
    factors: Mapping[str, Presence], days: Mapping[str, date]
) -> dict[str, Presence]:
    """An earlier *yes* stands; every earlier *no* is asked again."""
    return {n: said for n, said in factors.items() if n not in days or said is Presence.PRESENT}


def too_old(raw: Mapping[str, Any], case: Case) -> tuple[str, ...]:
    """The answers of the file that no longer count, each with its day."""
    kept = {*case.answers, *case.answers_left, *case.answers_right, *case.factors}
    said = {
        name
        for key in (*OF_FINDINGS, FACTORS)
        for name, answer in (raw.get(key) or {}).items()
        if answer != Presence.NOT_ASSESSED.value
    }
    days = raw.get(KEY) or {}
    return tuple(f"{name} ({days[name]})" for name in days if name in said - kept)
