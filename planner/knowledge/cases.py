"""Case files: everything the web walk can decide, a file can ask for.

Whatever is wrong is told in one sentence that names the key, the value and what was expected.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from planner.clinical.answers import Irritability, Presence, Sex, Side
from planner.clinical.case import (
    NOT_SURE_YET,
    WEEKDAYS,
    Case,
    Person,
)
from planner.clinical.pack import Pack
from planner.knowledge import answered_on, fields, results_case, sport_case, surgery_case
from planner.knowledge.contradictions import explained_in, signed_reason
from planner.knowledge.fields import CaseError
from planner.knowledge.reading import PackError, parse, text_of

OLDEST = 120
"""Years."""

LONGEST_COURSE = 5200
"""Weeks since onset: a hundred years."""

KEYS = (
    "case",
    "presentation",
    "date",
    "person",
    "patient",
    "side",
    "answers",
    "answers-left",
    "answers-right",
    "could-not-assess",
    answered_on.KEY,
    "working-diagnosis",
    "contributors",
    "irritability",
    "duration-weeks",
    "stage",
    "factors",
    "equipment",
    "clinic-equipment",
    "sport",
    "goals",
    "investigations",
    "measures",
    "dropped",
    "running-seen",
    "rest-days",
    surgery_case.KEY,
    "screen-override",
    "explained",
    "review",
    "expect",
)


def read_case(path: Path, pack: Pack, today: date) -> Case:
    """The case in a file. Raises CaseError with one sentence for anything wrong.

    ``today`` dates a case that gives no date of its own.
    """
    return to_case(read_raw(path), pack, today)


def read_raw(path: Path) -> dict[str, Any]:
    """The keys of a case file, before anything is understood."""
    try:
        raw = parse(text_of(path), path)
    except PackError as error:
        raise CaseError(f"{error}") from error
    if not isinstance(raw, dict):
        raise CaseError(f"{path}: this is no case file; expected keys such as patient and answers")
    return raw


def to_case(raw: Mapping[str, Any], pack: Pack, today: date) -> Case:
    """One case from its raw keys. Raises CaseError."""
    fields.known_keys(raw, KEYS, "")
    presentation = fields.text(raw, "presentation") or ""
    if presentation != pack.presentation.head.id:
        raise CaseError(
            f"presentation: {presentation!r} is not known; expected {pack.presentation.head.id}"
        )
    on = fields.day(raw, "date") or today
    person = _person(raw, on)
    age, sex = _patient(raw, person, on)
    diagnosis = _diagnosis(raw, pack)
    days = answered_on.earlier_days(raw, pack, on, person.born if person else None)

    def answers(key: str) -> dict[str, Presence]:
        return answered_on.findings_of_today(_answers(raw, key, pack), days, pack, on)

    could_not = {n: why for n, why in _reasons(raw, pack).items() if n not in days}
    factors = _presences(raw, "factors", pack.library.factors, "a treatment factor")
    return Case(
        presentation=presentation,
        on=on,
        person=person,
        age=age,
        sex=sex,
        side=fields.choice(raw, "side", Side),
        answers=answers("answers"),
        answers_left=answers("answers-left"),
        answers_right=answers("answers-right"),
        could_not_assess=could_not,
        working_diagnosis=diagnosis,
        contributors=fields.ids(raw, "contributors", pack.presentation.conditions, "a condition"),
        irritability=fields.choice(raw, "irritability", Irritability),
        duration_weeks=fields.number(raw, "duration-weeks", 0, LONGEST_COURSE),
        stage=_stage(raw, diagnosis, pack),
        factors=answered_on.factors_of_today(factors, days),
        equipment=_things(raw, "equipment", pack),
        clinic_equipment=_things(raw, "clinic-equipment", pack)
        if raw.get("clinic-equipment") is not None
        else None,
        sport=sport_case.sport(raw, pack),
        goals=tuple(fields.short_text(text, "goals") for text in fields.listed(raw, "goals")),
        investigations=results_case.investigations(raw, pack),
        measures=_measures(raw, pack),
        screen_override=signed_reason(raw, "screen-override"),
        explained=explained_in(raw, pack),
        dropped=_dropped(raw, pack),
        running_seen=_presences(raw, "running-seen", pack.library.interventions, "a running cue"),
        rest_days=_rest_days(raw),
        after_surgery=surgery_case.after_surgery(raw, pack),
    )


def _rest_days(raw: Mapping[str, Any]) -> tuple[int, ...]:
    """Weekdays by their English names; six at most, or no day would be left."""
    names = fields.ids(raw, "rest-days", dict.fromkeys(WEEKDAYS), "a weekday")
    if len(names) == len(WEEKDAYS):
        raise CaseError("rest-days: every day of the week is named; expected six at most")
    return tuple(sorted(WEEKDAYS.index(name) for name in names))


def _presences(
    raw: Mapping[str, Any], key: str, known: Mapping[str, Any], what: str
) -> dict[str, Presence]:
    content = raw.get(key)
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise CaseError(f"{key}: {fields.show(content)} is not usable; expected ids with answers")
    answers: dict[str, Presence] = {}
    for name in content:
        fields.known_id(name, key, known, what)
        answer = fields.choice(content, name, Presence, f"{key}: ")
        if answer is not None and answer is not Presence.NOT_ASSESSED:
            answers[name] = answer
    return answers


def _answers(raw: Mapping[str, Any], key: str, pack: Pack) -> dict[str, Presence]:
    answers = _presences(raw, key, pack.library.findings, "a finding")
    for name in answers:
        if not pack.library.findings[name].answerable:
            raise CaseError(f"{key}: {name} is worked out from other answers; leave it out")
    return answers


def _things(raw: Mapping[str, Any], key: str, pack: Pack) -> tuple[str, ...]:
    """Equipment as a list of ids, or as ids with present / absent as ``blank`` prints them."""
    known = pack.library.equipment
    if isinstance(raw.get(key), dict):
        answers = _presences(raw, key, known, "equipment")
        return tuple(name for name, answer in answers.items() if answer is Presence.PRESENT)
    return fields.ids(raw, key, known, "equipment")


def _reasons(raw: Mapping[str, Any], pack: Pack) -> dict[str, str]:
    content = fields.section(raw, "could-not-assess", pack.library.findings)
    return {
        name: fields.short_text(text, f"could-not-assess: {name}") for name, text in content.items()
    }


def _person(raw: Mapping[str, Any], on: date) -> Person | None:
    section = fields.section(raw, "person", ("name", "born"))
    name = fields.text(section, "name", "person: ")
    if name is None:
        return None
    born = fields.day(section, "born", "person: ")
    if born is not None and born > on:
        raise CaseError(f"person: born: {born} lies after the visit on {on}; expected a past day")
    return Person(name=name, born=born)


def _patient(
    raw: Mapping[str, Any], person: Person | None, on: date
) -> tuple[float | None, Sex | None]:
    section = fields.section(raw, "patient", ("age", "sex"))
    age = fields.number(section, "age", 0, OLDEST, "patient: ")
    if person is not None and person.born is not None:
        had_birthday = (on.month, on.day) >= (person.born.month, person.born.day)
        by_birth = on.year - person.born.year - (not had_birthday)
        if by_birth > OLDEST:
            raise CaseError(f"person: born: {person.born} makes {by_birth} years; check the year")
        if age is not None and int(age) != by_birth:
            raise CaseError(
                f"patient: age: {age:g} does not fit the birth date {person.born}; "
                f"expected {by_birth}"
            )
        age = float(by_birth)
    return age, fields.choice(section, "sex", Sex, "patient: ")


def _diagnosis(raw: Mapping[str, Any], pack: Pack) -> str | None:
    name = raw.get("working-diagnosis")
    if name is not None and name != NOT_SURE_YET:
        fields.known_id(name, "working-diagnosis", pack.presentation.conditions, "a condition")
    return name


def _stage(raw: Mapping[str, Any], diagnosis: str | None, pack: Pack) -> int | None:
    number = raw.get("stage")
    if number is None:
        return None
    picture = None
    if diagnosis == NOT_SURE_YET:
        picture = pack.presentation.pictures.get(NOT_SURE_YET)
    elif diagnosis is not None:
        picture = pack.picture_for(diagnosis)
    stages = [stage.id for stage in picture.stages] if picture else list(range(6))
    if isinstance(number, bool) or number not in stages:
        raise CaseError(
            f"stage: {fields.show(number)} is not a stage; expected {stages[0]} to {stages[-1]}"
        )
    return int(number)


def _measures(raw: Mapping[str, Any], pack: Pack) -> dict[str, float]:
    section = fields.section(raw, "measures", pack.library.measures)
    measures = {}
    for name in section:
        number = fields.number(section, name, -1000, 100_000, "measures: ")
        if number is not None:
            measures[name] = number
    return measures


def _dropped(raw: Mapping[str, Any], pack: Pack) -> dict[str, str]:
    """Techniques that changed nothing at two visits."""
    known = pack.library.interventions
    names = fields.ids(raw, "dropped", known, "an intervention")
    return dict.fromkeys(names, "no change when tested again at two visits")
