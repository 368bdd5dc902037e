"""Their words: the form, and what each part of it saves."""

from collections.abc import Callable
from dataclasses import dataclass

from wtforms import (
    BooleanField,
    DecimalField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import NumberRange, Optional

from planner.clinical.answers import Irritability, Side
from planner.clinical.case import SportLoad
from planner.web.forms import VersionedForm
from planner.web.patients.body_zones import ZONES, marks_of, zones_of
from planner.web.services import actor, clock, db, knowledge
from planner.workflow.actor import Saved, VisitRef
from planner.workflow.reading import VisitPage
from planner.workflow.situation import rate_irritability, record_sport
from planner.workflow.words import Complaint, mark_body, record_complaint, record_words

TEXTS = {
    "wrong": "wrong",
    "fears": "fears",
    "wants_back": "wants-back",
    "past_care": "past-care",
    "scans": "scans",
    "medicines": "medicines",
    "mood": "sleep-mood-work",
}
"""Field of the form, and field of the record."""
PAINS = ("pain_now", "pain_worst", "pain_morning")


def _number(label: str, highest: float) -> DecimalField:
    return DecimalField(
        label,
        validators=[
            Optional(),
            NumberRange(min=0, max=highest, message=f"Enter a number from 0 to {highest:g}"),
        ],
    )


def _scale(label: str) -> RadioField:
    return RadioField(label, choices=[(str(n), str(n)) for n in range(11)], validators=[Optional()])


class WordsForm(VersionedForm):
    """Everything is optional and nothing is chosen beforehand; what is typed is kept as typed."""

    wrong = TextAreaField("What is wrong, in your own words?")
    fears = TextAreaField("What worries you most about it?")
    wants_back = TextAreaField("What do you want back?")
    side = RadioField(
        "Which side hurts?",
        choices=[
            (Side.RIGHT.value, "Right"),
            (Side.LEFT.value, "Left"),
            (Side.BOTH.value, "Both"),
        ],
        validators=[Optional()],
    )
    weeks = _number("Began, weeks ago", 5000)
    sport = SelectField("Sport", choices=[])
    weekly_km = _number("Weekly km", 500)
    longest_km = _number("Longest run, km", 500)
    goal = StringField("Goal")
    past_care = TextAreaField("Past care")
    scans = TextAreaField("Scans and injections")
    medicines = TextAreaField("Medicines")
    mood = TextAreaField("Sleep, mood, work, fear of moving")
    irritability = RadioField(
        "Irritability",
        choices=[(rating.value, rating.value.capitalize()) for rating in Irritability],
        validators=[Optional()],
    )
    irritability_reason = StringField("Why")
    worst = RadioField("Worst", choices=[(str(z.number), z.name) for z in ZONES])
    zones: dict[int, BooleanField]

    def chosen_zones(self) -> set[int]:
        """The numbers of the ticked zones."""
        return {zone.number for zone in ZONES if self[f"zone_{zone.number}"].data}

    def chosen_side(self) -> Side | None:
        """The side, where one was chosen."""
        return Side(self.side.data) if self.side.data else None


for _zone in ZONES:
    setattr(WordsForm, f"zone_{_zone.number}", BooleanField(_zone.name))
WordsForm.worst.kwargs["validators"] = [Optional()]


def words_form(page: VisitPage) -> WordsForm:
    """The form, filled with what the record holds at this visit."""
    chosen, worst = zones_of(page.body_marks)
    complaint, sport = page.complaint, page.sport
    texts = {
        field: page.words[key].value if key in page.words else "" for field, key in TEXTS.items()
    }
    form = WordsForm(
        data={
            **texts,
            "version": page.version,
            "side": complaint.side.value if complaint and complaint.side else None,
            "weeks": complaint.duration_weeks if complaint else None,
            "sport": (sport.name if sport else None) or "",
            "weekly_km": sport.weekly_km if sport else None,
            "longest_km": sport.longest_run_km if sport else None,
            "goal": (sport.goal if sport else None) or "",
            "irritability": page.irritability.value.value if page.irritability else None,
            "worst": str(worst) if worst else None,
            **{f"zone_{number}": True for number in chosen},
        }
    )
    sports = knowledge().pack.presentation.head.sports
    form.sport.choices = [("", "Choose"), *sports.items()]
    return form


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the page and how it is saved; ``fields`` are the names that belong to it."""

    fields: frozenset[str]
    save: Callable[[WordsForm, VisitRef, int], Saved]


def _save_words(form: WordsForm, visit: VisitRef, version: int) -> Saved:
    texts = {key: form[field].data or "" for field, key in TEXTS.items() if form.sent(field)}
    return record_words(db(), actor(), visit, version, texts, clock=clock())


def _save_complaint(form: WordsForm, visit: VisitRef, version: int) -> Saved:
    weeks = form.weeks.data
    complaint = Complaint(
        side=form.chosen_side(),
        onset_on=None,
        duration_weeks=float(weeks) if weeks is not None else None,
    )
    return record_complaint(db(), actor(), visit, version, complaint, clock=clock())


def _save_sport(form: WordsForm, visit: VisitRef, version: int) -> Saved:
    load = SportLoad(
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
    rating = Irritability(form.irritability.data)
    reason = form.irritability_reason.data or ""
    return rate_irritability(db(), actor(), visit, version, rating, reason, clock=clock())


def _float(field: DecimalField) -> float | None:
    return float(field.data) if field.data is not None else None
