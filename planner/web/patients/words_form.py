"""Their words: the form, and what each part of it saves."""

from collections.abc import Callable
from dataclasses import replace

from flask import request
from wtforms import (
    BooleanField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional, ValidationError

from planner.clinical.answers import Irritability, Side
from planner.clinical.case import SportLoad
from planner.web.days import DayField, stripped, typed_day
from planner.web.forms import VersionedForm
from planner.web.numbers import NumberField
from planner.web.patients.body_zones import ZONES, marks_of, zones_of
from planner.web.saving import next_version
from planner.web.services import actor, clock, db, knowledge
from planner.web.visits import read_page
from planner.workflow.actor import Saved, VisitRef
from planner.workflow.entries import Entry, VisitPage
from planner.workflow.errors import RefusedError
from planner.workflow.measuring import record_measures
from planner.workflow.pain import PAIN
from planner.workflow.situation import rate_irritability, record_sport
from planner.workflow.words import Complaint, mark_body, record_complaint, record_words

TEXTS = {
    "wrong": "wrong",
    "fears": "fears",
    "wants_back": "wants-back",
    "began": "onset",
    "past_care": "past-care",
    "scans": "scans",
    "medicines": "medicines",
    "mood": "sleep-mood-work",
    "behaviour": "pain-behaviour",
}
"""Field of the form, and field of the record."""
SCALES = {"pain_now": "nprs-now", "nprs": "nprs", "pain_next_morning": "nprs-next-morning"}
"""Field of the form, and outcome measure of the record, in the order of the page."""


def _scale(measure: str) -> RadioField:
    return RadioField(
        PAIN[measure],
        choices=[SelectChoice(str(n)) for n in range(11)],
        validators=[Optional()],
    )


class WordsForm(VersionedForm):
    """Everything is optional and nothing is chosen beforehand; what is typed is kept as typed."""

    wrong = TextAreaField("What is wrong, in your own words?")
    fears = TextAreaField("What worries you most about it?")
    wants_back = TextAreaField("What do you want back?")
    began = TextAreaField("How it began")
    side = RadioField(
        "Which side hurts?",
        choices=[
            SelectChoice(Side.RIGHT.value, "Right"),
            SelectChoice(Side.LEFT.value, "Left"),
            SelectChoice(Side.BOTH.value, "Both"),
        ],
        validators=[Optional()],
    )
    weeks = NumberField("Began, weeks ago", highest=5000)
    onset_on = DayField("Or the day it began", filters=[stripped], validators=[Optional()])
    sport = SelectField("Sport", choices=[])
    weekly_km = NumberField("Weekly km", highest=500)
    longest_km = NumberField("Longest run, km", highest=500)
    goal = StringField("Goal")
    behaviour = TextAreaField("Pain now, after sport and next morning; how fast it settles")
    pain_now = _scale("nprs-now")
    nprs = _scale("nprs")
    pain_next_morning = _scale("nprs-next-morning")
    past_care = TextAreaField("Past care")
    scans = TextAreaField("Scans and injections")
    medicines = TextAreaField("Medicines")
    mood = TextAreaField("Sleep, mood, work, fear of moving")
    irritability = RadioField(
        "Irritability",
        choices=[SelectChoice(rating.value, rating.value.capitalize()) for rating in Irritability],
        validators=[Optional()],
    )
    irritability_reason = StringField("Why")
    worst = RadioField(
        "Worst",
        choices=[SelectChoice(str(z.number), z.name) for z in ZONES],
        validators=[Optional()],
    )

    def validate_onset_on(self, field: DayField) -> None:
        """Raises ValidationError where both a day and a number of weeks are given."""
        if field.day is not None and self.weeks.data is not None:
            raise ValidationError("Give the day it began or the number of weeks, not both")

    def chosen_zones(self) -> set[int]:
        """The numbers of the ticked zones."""
        return {zone.number for zone in ZONES if self[f"zone_{zone.number}"].data}

    def chosen_side(self) -> Side | None:
        """The side, where one was chosen."""
        return Side(self.side.data) if self.side.data else None


for _zone in ZONES:
    setattr(WordsForm, f"zone_{_zone.number}", BooleanField(_zone.name))


def words_form(page: VisitPage, *, is_fresh: bool = False) -> WordsForm:
    """What the record holds at this visit; unless ``is_fresh``, what was sent stands over it."""
    chosen, worst = zones_of(page.body_marks)
    complaint, sport = page.complaint, page.sport
    texts = {
        field: page.words[key].value if key in page.words else "" for field, key in TEXTS.items()
    }
    form = WordsForm(
        **({"formdata": None} if is_fresh else {}),
        data={
            **texts,
            "version": page.version,
            "side": complaint.side.value if complaint and complaint.side else None,
            "weeks": complaint.duration_weeks if complaint else None,
            "sport": (sport.name if sport else None) or "",
            "weekly_km": sport.weekly_km if sport else None,
            "longest_km": sport.longest_run_km if sport else None,
            **{name: _whole(page.measures.get(measure)) for name, measure in SCALES.items()},
            "onset_on": typed_day(complaint.onset_on) if complaint else "",
            "goal": (sport.goal if sport else None) or "",
            "irritability": page.irritability.value.value if page.irritability else None,
            "worst": str(worst) if worst else None,
            **{f"zone_{number}": True for number in chosen},
        },
    )
    sports = knowledge().pack.presentation.head.sports
    form.sport.choices = [
        SelectChoice("", "Choose"),
        *(SelectChoice(sport, name) for sport, name in sports.items()),
    ]
    return form


def _whole(entry: Entry[float] | None) -> str | None:
    return f"{entry.value:.0f}" if entry is not None else None


Save = Callable[[WordsForm, VisitRef, int], Saved]


def save_parts(form: WordsForm, visit: VisitRef, changed: str | None) -> Saved:
    """Save the part that holds the changed field, or every part where no field is named."""
    parts = [save for fields, save in PARTS if changed is None or changed in fields]
    version = form.version.data
    saved: Saved | None = None
    for save in parts:
        saved = save(form, visit, version)
        version = next_version(saved, version)
    if saved is None:
        raise RefusedError("Nothing on this page has that name.", changed)
    return saved


def _save_words(form: WordsForm, visit: VisitRef, version: int) -> Saved:
    texts = {key: form[name].data or "" for name, key in TEXTS.items() if name in request.form}
    return record_words(db(), actor(), visit, version, texts, clock=clock())


def _save_complaint(form: WordsForm, visit: VisitRef, version: int) -> Saved:
    complaint = Complaint(
        side=form.chosen_side(), onset_on=form.onset_on.day, duration_weeks=_float(form.weeks)
    )
    return record_complaint(
        db(), actor(), visit, version, complaint, knowledge=knowledge(), clock=clock()
    )


def _save_pain(form: WordsForm, visit: VisitRef, version: int) -> Saved:
    pain = {measure: float(form[name].data) for name, measure in SCALES.items() if form[name].data}
    if not pain:
        return Saved(version=version, at=clock().now(), changed=False)
    return record_measures(
        db(), actor(), visit, version, pain, knowledge=knowledge(), clock=clock()
    )


def _save_sport(form: WordsForm, visit: VisitRef, version: int) -> Saved:
    load = replace(
        read_page(visit).sport or SportLoad(),
        name=form.sport.data or None,
        weekly_km=_float(form.weekly_km),
        longest_run_km=_float(form.longest_km),
        goal=form.goal.data or None,
    )
    return record_sport(db(), actor(), visit, version, load, knowledge=knowledge(), clock=clock())


def _save_body(form: WordsForm, visit: VisitRef, version: int) -> Saved:
    worst = int(form.worst.data) if form.worst.data else None
    marks = marks_of(form.chosen_zones(), worst, form.chosen_side())
    return mark_body(db(), actor(), visit, version, marks, clock=clock())


def _save_irritability(form: WordsForm, visit: VisitRef, version: int) -> Saved:
    if not form.irritability.data:
        return Saved(version=version, at=clock().now(), changed=False)
    rating = Irritability(form.irritability.data)
    reason = form.irritability_reason.data or ""
    return rate_irritability(db(), actor(), visit, version, rating, reason, clock=clock())


def _float(field: NumberField) -> float | None:
    return float(field.data) if field.data is not None else None


PARTS: tuple[tuple[frozenset[str], Save], ...] = (
    (frozenset(TEXTS), _save_words),
    (frozenset({"side", "weeks", "onset_on"}), _save_complaint),
    (frozenset({"sport", "weekly_km", "longest_km", "goal"}), _save_sport),
    (frozenset(SCALES), _save_pain),
    (frozenset({"worst", *(f"zone_{zone.number}" for zone in ZONES)}), _save_body),
    (frozenset({"irritability", "irritability_reason"}), _save_irritability),
)
"""The fields of each part, and how it is saved."""
