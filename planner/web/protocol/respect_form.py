"""What the treatment must respect: the form, and what each part of it saves."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from flask import request
from wtforms import (
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, Optional

from planner.clinical.answers import Irritability, Presence
from planner.clinical.case import WEEKDAYS, SportLoad
from planner.clinical.pack import Pack
from planner.web.forms import VersionedForm
from planner.web.numbers import NumberField
from planner.web.saving import next_version
from planner.web.services import actor, clock, db, knowledge
from planner.workflow.actor import Saved
from planner.workflow.entries import VisitPage
from planner.workflow.errors import RefusedError
from planner.workflow.factors import confirm_carried, record_factors
from planner.workflow.rest_days import REST_DAYS, rest_days_of, rest_days_text
from planner.workflow.situation import (
    SPORT_LIMITS,
    GivenConsent,
    rate_irritability,
    record_consent,
    record_equipment,
    record_goals,
    record_next_visit,
    record_sport,
)
from planner.workflow.words import record_words

FACTOR = "factor-"
"""Before the id of a factor in the name of its field."""
NOTHING = "nothing"
"""Ticked where the person has none of the things."""
NUMBERS = {
    "weekly_km": "Weekly, km",
    "longest_run_km": "Longest run of the last month, km",
    "longest_tolerated_km": "Longest run that was quiet next morning, km",
    "longest_tolerated_minutes": "or in minutes",
    "easy_pace_minutes_per_km": "Easy pace, minutes a km",
}
SHORT = Length(max=300, message="Keep it to 300 characters")


class RespectForm(VersionedForm):
    """Everything is optional and nothing is chosen beforehand; each part is saved at once."""

    irritability = RadioField(
        "How easily is the pain stirred?",
        choices=[SelectChoice(rating.value, rating.value.capitalize()) for rating in Irritability],
        validators=[Optional()],
    )
    irritability_reason = StringField("Why", validators=[SHORT])
    goals = TextAreaField("Goals, in the person's words")
    days = StringField("Days that suit", validators=[SHORT])
    rest_days = SelectMultipleField(
        "Rest days",
        choices=[SelectChoice(name, name[:3].capitalize()) for name in WEEKDAYS],
        validators=[Optional()],
    )
    sport = SelectField("Sport", choices=[], validators=[Optional()])
    equipment = SelectMultipleField("At home", choices=[], validators=[Optional()])
    treatment = RadioField(
        "Consent to this treatment",
        choices=[SelectChoice("given", "Given"), SelectChoice("declined", "Declined")],
        validators=[Optional()],
    )
    treatment_note = StringField("What was said", validators=[SHORT])
    next_visit = StringField("Next appointment", validators=[SHORT])


for _name, _label in NUMBERS.items():
    _lowest, _highest = SPORT_LIMITS[_name]
    setattr(RespectForm, _name, NumberField(_label, lowest=_lowest, highest=_highest))


def respect_form(page: VisitPage, *, is_fresh: bool = False) -> RespectForm:
    """What the record holds; unless ``is_fresh``, what was sent stands over it."""
    sport, consent = page.sport or SportLoad(), page.consent.get("treatment")
    things = page.equipment.value if page.equipment else None
    form = RespectForm(
        **({"formdata": None} if is_fresh else {}),
        data={
            "version": page.version,
            "irritability": page.irritability.value.value if page.irritability else None,
            "irritability_reason": page.irritability.note if page.irritability else "",
            "goals": "\n".join(page.goals),
            "days": _kept_words(page, "days"),
            "rest_days": list(rest_days_of(_kept_words(page, REST_DAYS))),
            "sport": sport.name or "",
            "equipment": list(things) or [NOTHING] if things is not None else [],
            "treatment": consent.value if consent else None,
            "treatment_note": consent.note if consent else "",
            "next_visit": page.next_visit,
            **{name: getattr(sport, name) for name in NUMBERS},
        },
    )
    pack = knowledge().pack
    form.sport.choices = [
        SelectChoice("", "Choose"),
        *(SelectChoice(one, name) for one, name in pack.presentation.head.sports.items()),
    ]
    form.equipment.choices = [
        *(SelectChoice(one, name) for one, name in things_to_ask(pack).items()),
        SelectChoice(NOTHING, "None of these"),
    ]
    return form


def things_to_ask(pack: Pack) -> Mapping[str, str]:
    """What is asked about at home: neither in every household nor the clinic's alone."""
    return {
        thing.id: thing.name
        for thing in pack.library.equipment.values()
        if thing.owner != "clinic" and not thing.household
    }


def factors_sent() -> dict[str, Presence]:
    """The answers a page sent, by factor. Nothing sent says nothing."""
    known = knowledge().pack.library.factors
    values = {presence.value for presence in Presence}
    found = {}
    for name, value in request.form.items():
        factor = name.removeprefix(FACTOR)
        if name.startswith(FACTOR) and factor in known and value in values:
            found[factor] = Presence(value)
    return found


def save_parts(
    form: RespectForm, page: VisitPage, changed: str | None, still: str | None = None
) -> Saved:
    """Save the part that holds the changed field, or every part where no field is named.

    What an earlier visit told and nobody touched is not saved again with the rest: it stays
    marked as carried until ``still`` names it (HZ-015).
    """
    version = form.version.data
    saved = _nothing(version)
    if changed is not None and changed.startswith(FACTOR):
        return _save_factors(page, version, only=changed.removeprefix(FACTOR))
    parts = {
        part: save for part, (fields, save) in PARTS.items() if changed is None or changed in fields
    }
    if not parts:
        raise RefusedError("Nothing on this page has that name.", changed)
    untouched = untouched_parts(form, page) - {still}
    for part, save in parts.items():
        if part not in untouched:
            saved = save(form, page, version)
            version = next_version(saved, version)
    if changed is None:
        saved = _save_factors(page, version)
    return saved


def _save_factors(page: VisitPage, version: int, only: str | None = None) -> Saved:
    """Answers one by one; the same *no* as at an earlier visit confirms that one (HZ-015)."""
    saved = _nothing(version)
    again: list[str] = []
    new: dict[str, Presence] = {}
    for name, presence in factors_sent().items():
        entry = page.factors.get(name)
        standing = entry.presence if entry and entry.counts else Presence.NOT_ASSESSED.value
        if only not in (None, name) or (only is None and presence.value == standing):
            continue
        if entry is not None and not entry.counts and entry.presence == presence.value:
            again.append(name)
        else:
            new[name] = presence
    here: dict[str, Any] = {"knowledge": knowledge(), "clock": clock()}
    if again:
        saved = confirm_carried(db(), actor(), page.visit, version, again, **here)
        version = next_version(saved, version)
    if new:
        saved = record_factors(db(), actor(), page.visit, version, new, **here)
    return saved


def untouched_parts(form: RespectForm, page: VisitPage) -> set[str | None]:
    """Parts that say what an earlier visit said: nobody confirmed them by saving the rest."""
    return {
        part
        for part in ("goals", "days", "sport", "equipment")
        if is_carried(part, page) and _typed(part, form) == _kept(part, page)
    }


def is_carried(part: str, page: VisitPage) -> bool:
    """Whether a part was told at an earlier visit and not at this one."""
    return part in page.told_at and page.told_at[part] != page.visit.encounter_id


def _typed(part: str, form: RespectForm) -> object:
    if part == "goals":
        return _lines(form)
    if part == "days":
        return (form.days.data or "").strip(), set(form.rest_days.data or [])
    if part == "sport":
        return (form.sport.data or None, *(_number(form[name]) for name in NUMBERS))
    return {one for one in form.equipment.data or [] if one != NOTHING}


def _kept_words(page: VisitPage, field: str) -> str:
    return page.words[field].value if field in page.words else ""


def _number(field: NumberField) -> float | None:
    return float(field.data) if field.data is not None else None


def _kept(part: str, page: VisitPage) -> object:
    if part == "goals":
        return list(page.goals)
    if part == "days":
        return _kept_words(page, "days").strip(), set(rest_days_of(_kept_words(page, REST_DAYS)))
    sport = page.sport or SportLoad()
    if part == "sport":
        return (sport.name, *(getattr(sport, name) for name in NUMBERS))
    return set(page.equipment.value) if page.equipment else set()


def _irritability(form: RespectForm, page: VisitPage, version: int) -> Saved:
    if not form.irritability.data:
        return _nothing(version)
    return rate_irritability(
        db(),
        actor(),
        page.visit,
        version,
        Irritability(form.irritability.data),
        form.irritability_reason.data or "",
        clock=clock(),
    )


def _goals(form: RespectForm, page: VisitPage, version: int) -> Saved:
    return record_goals(db(), actor(), page.visit, version, _lines(form), clock=clock())


def _lines(form: RespectForm) -> list[str]:
    return [line.strip() for line in (form.goals.data or "").splitlines() if line.strip()]


def _days(form: RespectForm, page: VisitPage, version: int) -> Saved:
    words = {"days": form.days.data or "", REST_DAYS: rest_days_text(form.rest_days.data or [])}
    return record_words(db(), actor(), page.visit, version, words, clock=clock())


def _sport(form: RespectForm, page: VisitPage, version: int) -> Saved:
    numbers: dict[str, Any] = {name: _number(form[name]) for name in NUMBERS}
    load = replace(
        page.sport or SportLoad(),
        name=form.sport.data or None,
        **numbers,
    )
    return record_sport(
        db(), actor(), page.visit, version, load, knowledge=knowledge(), clock=clock()
    )


def _equipment(form: RespectForm, page: VisitPage, version: int) -> Saved:
    ticked = form.equipment.data or []
    if not ticked and page.equipment is None:
        return _nothing(version)
    things = [one for one in ticked if one != NOTHING]
    return record_equipment(
        db(), actor(), page.visit, version, things, knowledge=knowledge(), clock=clock()
    )


def _consent(form: RespectForm, page: VisitPage, version: int) -> Saved:
    if not form.treatment.data:
        return _nothing(version)
    given = GivenConsent(answer=form.treatment.data, note=form.treatment_note.data or "")
    return record_consent(db(), actor(), page.visit, version, {"treatment": given}, clock=clock())


def _next_visit(form: RespectForm, page: VisitPage, version: int) -> Saved:
    text = form.next_visit.data or ""
    if not text and not page.next_visit:
        return _nothing(version)
    return record_next_visit(db(), actor(), page.visit, version, text, clock=clock())


def _nothing(version: int) -> Saved:
    return Saved(version=version, at=clock().now(), changed=False)


Save = Callable[[RespectForm, VisitPage, int], Saved]
PARTS: Mapping[str, tuple[frozenset[str], Save]] = {
    "irritability": (frozenset({"irritability", "irritability_reason"}), _irritability),
    "sport": (frozenset({"sport", *NUMBERS}), _sport),
    "equipment": (frozenset({"equipment"}), _equipment),
    "goals": (frozenset({"goals"}), _goals),
    "days": (frozenset({"days", "rest_days"}), _days),
    "consent": (frozenset({"treatment", "treatment_note"}), _consent),
    "next-visit": (frozenset({"next_visit"}), _next_visit),
}
"""The fields of each part, and how it is saved."""
