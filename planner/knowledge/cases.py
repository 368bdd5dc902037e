"""Case files: everything the web walk can decide, a file can ask for.

Whatever is wrong is told in one sentence that names the key, the value and what was expected.
"""

import math
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from planner.clinical.answers import Irritability, Presence, Sex, Side
from planner.clinical.case import (
    NOT_SURE_YET,
    Case,
    InvestigationOutcome,
    Person,
    SignedReason,
    SportLoad,
)
from planner.clinical.pack import Pack
from planner.knowledge.reading import PackError, parse, text_of
from planner.knowledge.words import closest

OLDEST = 120
"""Years."""

LONGEST_TEXT = 300
"""Characters of one text a person typed."""

LONGEST_COURSE = 5200
"""Weeks since onset: a hundred years."""

KEYS = (
    "case presentation date person patient side answers answers-left answers-right "
    "could-not-assess working-diagnosis contributors irritability duration-weeks stage factors "
    "equipment clinic-equipment sport goals investigations measures screen-override expect"
).split()

E = TypeVar("E", Presence, Sex, Side, Irritability)


class CaseError(ValueError):
    """What is wrong with a case file, in one sentence."""


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
    _known_keys(raw, KEYS, "")
    presentation = _text(raw, "presentation") or ""
    if presentation != pack.presentation.head.id:
        raise CaseError(
            f"presentation: {presentation!r} is not known; expected {pack.presentation.head.id}"
        )
    on = _date(raw, "date") or today
    person = _person(raw, on)
    age, sex = _patient(raw, person, on)
    diagnosis = _diagnosis(raw, pack)
    return Case(
        presentation=presentation,
        on=on,
        person=person,
        age=age,
        sex=sex,
        side=_choice(raw, "side", Side),
        answers=_answers(raw, "answers", pack),
        answers_left=_answers(raw, "answers-left", pack),
        answers_right=_answers(raw, "answers-right", pack),
        could_not_assess=_reasons(raw, pack),
        working_diagnosis=diagnosis,
        contributors=_ids(raw, "contributors", pack.presentation.conditions, "a condition"),
        irritability=_choice(raw, "irritability", Irritability),
        duration_weeks=_number(raw, "duration-weeks", 0, LONGEST_COURSE),
        stage=_stage(raw, diagnosis, pack),
        factors=_presences(raw, "factors", pack.library.factors, "a treatment factor"),
        equipment=_ids(raw, "equipment", pack.library.equipment, "equipment"),
        clinic_equipment=_ids(raw, "clinic-equipment", pack.library.equipment, "equipment")
        if raw.get("clinic-equipment") is not None
        else None,
        sport=_sport(raw, pack),
        goals=tuple(_short_text(text, "goals") for text in _list(raw, "goals")),
        investigations=_investigations(raw, pack),
        measures=_measures(raw, pack),
        screen_override=_override(raw),
    )


def _known_keys(raw: Mapping[str, Any], known: Iterable[str], inside: str) -> None:
    known = list(known)
    for key in raw:
        if key not in known:
            where = f"{inside}: " if inside else ""
            hint = closest(str(key), known) or f"; expected one of {', '.join(known)}"
            raise CaseError(f"{where}the key {key!r} is not known{hint}")


def _section(raw: Mapping[str, Any], key: str, known: Iterable[str]) -> Mapping[str, Any]:
    content = raw.get(key)
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise CaseError(f"{key}: {_show(content)} is not usable; expected keys with values")
    _known_keys(content, known, key)
    return content


def _text(raw: Mapping[str, Any], key: str, inside: str = "") -> str | None:
    content = raw.get(key)
    return None if content is None else _short_text(content, f"{inside}{key}")


def _short_text(content: Any, key: str) -> str:
    if isinstance(content, bool) or not isinstance(content, str | int | float):
        raise CaseError(f"{key}: {_show(content)} is not usable; expected a text")
    text = str(content).strip()
    if not text:
        raise CaseError(f"{key}: nothing is written; expected a text, or leave the key out")
    if len(text) > LONGEST_TEXT:
        raise CaseError(
            f"{key}: {len(text)} characters, starting {text[:20]!r}; expected at most "
            f"{LONGEST_TEXT}"
        )
    if any(ord(sign) < 32 for sign in text):
        raise CaseError(
            f"{key}: {text[:40]!r} holds a control character; expected one line of text"
        )
    return text


def _number(
    raw: Mapping[str, Any], key: str, lowest: float, highest: float, inside: str = ""
) -> float | None:
    content = raw.get(key)
    if content is None:
        return None
    is_number = isinstance(content, int | float) and not isinstance(content, bool)
    if not is_number or not math.isfinite(content) or not lowest <= content <= highest:
        raise CaseError(
            f"{inside}{key}: {_show(content)} is not possible; expected a number from "
            f"{lowest:g} to {highest:g}"
        )
    return float(content)


def _date(raw: Mapping[str, Any], key: str, inside: str = "") -> date | None:
    content = raw.get(key)
    if content is None:
        return None
    try:
        return date.fromisoformat(str(content))
    except ValueError as error:
        raise CaseError(
            f"{inside}{key}: {_show(content)} is no date; expected a day such as 2026-11-22"
        ) from error


def _choice(raw: Mapping[str, Any], key: str, kind: type[E], inside: str = "") -> E | None:
    content = raw.get(key)
    if content is None:
        return None
    try:
        return kind(content)
    except ValueError as error:
        choices = [choice.value for choice in kind]
        raise CaseError(
            f"{inside}{key}: {_show(content)} is not a choice; expected {' or '.join(choices)}"
        ) from error


def _list(raw: Mapping[str, Any], key: str) -> list[Any]:
    content = raw.get(key)
    if content is None:
        return []
    if not isinstance(content, list):
        raise CaseError(f"{key}: {_show(content)} is not usable; expected a list")
    return content


def _ids(raw: Mapping[str, Any], key: str, known: Mapping[str, Any], what: str) -> tuple[str, ...]:
    names = _list(raw, key)
    for name in names:
        _known_id(name, key, known, what)
    return tuple(dict.fromkeys(names))


def _known_id(name: Any, key: str, known: Mapping[str, Any], what: str) -> None:
    if not isinstance(name, str) or name not in known:
        hint = closest(str(name), known) or f"; expected {what} of the pack"
        raise CaseError(f"{key}: {_show(name)} is not known{hint}")


def _presences(
    raw: Mapping[str, Any], key: str, known: Mapping[str, Any], what: str
) -> dict[str, Presence]:
    content = raw.get(key)
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise CaseError(f"{key}: {_show(content)} is not usable; expected ids with answers")
    answers = {}
    for name in content:
        _known_id(name, key, known, what)
        answer = _choice(content, name, Presence, f"{key}: ")
        if answer is not None and answer is not Presence.NOT_ASSESSED:
            answers[name] = answer
    return answers


def _answers(raw: Mapping[str, Any], key: str, pack: Pack) -> dict[str, Presence]:
    answers = _presences(raw, key, pack.library.findings, "a finding")
    for name in answers:
        if not pack.library.findings[name].answerable:
            raise CaseError(f"{key}: {name} is worked out from other answers; leave it out")
    return answers


def _reasons(raw: Mapping[str, Any], pack: Pack) -> dict[str, str]:
    content = _section(raw, "could-not-assess", pack.library.findings)
    return {name: _short_text(text, f"could-not-assess: {name}") for name, text in content.items()}


def _person(raw: Mapping[str, Any], on: date) -> Person | None:
    section = _section(raw, "person", ("name", "born"))
    name = _text(section, "name", "person: ")
    if name is None:
        return None
    born = _date(section, "born", "person: ")
    if born is not None and born > on:
        raise CaseError(f"person: born: {born} lies after the visit on {on}; expected a past day")
    return Person(name=name, born=born)


def _patient(
    raw: Mapping[str, Any], person: Person | None, on: date
) -> tuple[float | None, Sex | None]:
    section = _section(raw, "patient", ("age", "sex"))
    age = _number(section, "age", 0, OLDEST, "patient: ")
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
    return age, _choice(section, "sex", Sex, "patient: ")


def _diagnosis(raw: Mapping[str, Any], pack: Pack) -> str | None:
    name = raw.get("working-diagnosis")
    if name is not None and name != NOT_SURE_YET:
        _known_id(name, "working-diagnosis", pack.presentation.conditions, "a condition")
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
            f"stage: {_show(number)} is not a stage; expected {stages[0]} to {stages[-1]}"
        )
    return int(number)


def _sport(raw: Mapping[str, Any], pack: Pack) -> SportLoad:
    keys = (
        "name weekly-km longest-run-km longest-tolerated-km longest-tolerated-minutes "
        "easy-pace-minutes-per-km goal"
    ).split()
    section = _section(raw, "sport", keys)
    name = _text(section, "name", "sport: ")
    if name is not None:
        _known_id(name, "sport: name", pack.presentation.head.sports, "a sport")
    return SportLoad(
        name=name,
        weekly_km=_number(section, "weekly-km", 0, 500, "sport: "),
        longest_run_km=_number(section, "longest-run-km", 0, 300, "sport: "),
        longest_tolerated_km=_number(section, "longest-tolerated-km", 0, 300, "sport: "),
        longest_tolerated_minutes=_number(section, "longest-tolerated-minutes", 0, 1500, "sport: "),
        easy_pace_minutes_per_km=_number(section, "easy-pace-minutes-per-km", 3, 15, "sport: "),
        goal=_text(section, "goal", "sport: "),
    )


def _investigations(raw: Mapping[str, Any], pack: Pack) -> tuple[InvestigationOutcome, ...]:
    known = pack.library.investigations
    outcomes = []
    for index, entry in enumerate(_list(raw, "investigations"), start=1):
        where = f"investigations: number {index}: "
        if not isinstance(entry, dict):
            raise CaseError(f"{where}{_show(entry)} is not usable; expected keys with values")
        _known_keys(entry, ("investigation", "result", "date", "signed-by"), where.rstrip(": "))
        name = entry.get("investigation")
        _known_id(name, f"{where}investigation", known, "an investigation")
        results = {result.id: result for result in known[str(name)].results}
        _known_id(entry.get("result"), f"{where}result", results, "a result")
        on, signed = _date(entry, "date", where), _text(entry, "signed-by", where)
        if on is None or signed is None:
            raise CaseError(
                f"{where}a result counts once it is signed; expected date and signed-by"
            )
        outcomes.append(
            InvestigationOutcome(
                investigation=str(name), result=str(entry["result"]), on=on, signed_by=signed
            )
        )
    return tuple(outcomes)


def _measures(raw: Mapping[str, Any], pack: Pack) -> dict[str, float]:
    section = _section(raw, "measures", pack.library.measures)
    measures = {}
    for name in section:
        number = _number(section, name, -1000, 100_000, "measures: ")
        if number is not None:
            measures[name] = number
    return measures


def _override(raw: Mapping[str, Any]) -> SignedReason | None:
    section = _section(raw, "screen-override", ("reason", "signed-by"))
    if not section:
        return None
    reason = _text(section, "reason", "screen-override: ")
    signed = _text(section, "signed-by", "screen-override: ")
    if reason is None or signed is None:
        raise CaseError("screen-override: expected a reason and signed-by, both written")
    return SignedReason(reason=reason, signed_by=signed)


def _show(content: Any) -> str:
    text = repr(content)
    return text if len(text) <= 60 else f"{text[:57]}..."
