"""Forms of the edits: a reason, a dose, an item to add, a note."""

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from planner.clinical.quantities import DoseRow
from planner.web.forms import VersionedForm
from planner.web.numbers import NumberField
from planner.web.protocol.range_field import RangeField, typed_again
from planner.workflow.chosen_dose import RANGES, ChosenDose

AS_NOW, A_DAY, A_WEEK, EVERY = "as-now", "times_per_day", "times_per_week", "every_days"


def _reason(label: str, said: str) -> StringField:
    return StringField(
        label,
        validators=[DataRequired(said), Length(max=300, message="Keep it to 300 characters")],
    )


def _whole(label: str, name: str) -> NumberField:
    lowest, highest = (int(limit) for limit in RANGES[name])
    return NumberField(label, lowest=lowest, highest=highest, is_whole=True, example="2")


class EditForm(VersionedForm):
    """A button that edits: nothing but its token and the version the page was read at."""


class RemoveForm(VersionedForm):
    """Why an item is taken out."""

    reason = _reason("Why is it taken out?", "Say why it is taken out")


class BesideForm(VersionedForm):
    """Why both plans stand side by side."""

    reason = _reason("Why do both stand?", "Say why both plans stand side by side")


class SwapForm(VersionedForm):
    """What takes the place, and why. The choices are those that nothing stops."""

    other = RadioField(
        "What takes its place?", validators=[InputRequired("Choose what takes its place")]
    )
    reason = _reason("Why is it swapped?", "Say why it is swapped")


class NoteForm(VersionedForm):
    """A note on the patient's plan, in plain words."""

    text = TextAreaField("Note", validators=[DataRequired("Write the note")])


class ConfirmForm(VersionedForm):
    """The doses that were shown, confirmed in one deliberate action."""

    read = RadioField(
        "Do you stand for each of these doses?",
        choices=[SelectChoice("yes", "Yes, I have read each of them")],
        validators=[InputRequired("Tick that you have read each dose, or change it first")],
    )
    items = HiddenField()


class DoseForm(VersionedForm):
    """A dose in numbers. Empty fields are left out of it; nothing is filled in that nobody gave."""

    sets = RangeField("Sets", RANGES["sets"])
    reps = RangeField("Repetitions a set", RANGES["reps"])
    hold_seconds = RangeField("Held, seconds", RANGES["hold_seconds"])
    minutes = RangeField("One bout, minutes", RANGES["minutes"])
    rest_seconds = RangeField("Rest between, seconds", RANGES["rest_seconds"])
    load = StringField(
        "How hard", validators=[Length(max=300, message="Keep it to 300 characters")]
    )
    often = RadioField(
        "How often?",
        choices=[
            SelectChoice(AS_NOW, "As now"),
            SelectChoice(A_DAY, "Times a day"),
            SelectChoice(A_WEEK, "Times a week"),
            SelectChoice(EVERY, "Every so many days"),
        ],
        validators=[InputRequired("Choose how often")],
    )
    times_per_day = _whole("Times a day", A_DAY)
    times_per_week = _whole("Times a week", A_WEEK)
    every_days = _whole("Days from one to the next", EVERY)
    note = StringField("Note", validators=[Length(max=300, message="Keep it to 300 characters")])
    as_usual = BooleanField("Keep it as my usual dose here")
    reason = _reason("Why this dose?", "Say why this dose")

    def validate(self, extra_validators: Any = None) -> bool:
        """The number that belongs to how often is needed."""
        is_valid = bool(super().validate(extra_validators))
        name = self.often.data
        if name in (A_DAY, A_WEEK, EVERY):
            field = self[name]
            if not field.errors and field.data is None:
                field.errors = ["Enter how often as a whole number"]
                is_valid = False
        return is_valid

    def fit(self, standing: DoseRow | None) -> None:
        """Ask in the units of the standing dose; "as now" only where something stands."""
        self.reps.label.text = reps_label(standing)
        if standing is None:
            self.often.choices = [c for c in self.often.choices if c.value != AS_NOW]
            return
        self.often.choices = [
            SelectChoice(AS_NOW, f"As now: {standing.frequency.text}")
            if choice.value == AS_NOW and standing.frequency
            else choice
            for choice in self.often.choices
        ]
        if standing.duration is not None and standing.duration.unit == "s":
            self.minutes.label.text = "One bout, seconds"
            self.minutes.lowest, self.minutes.highest = (60 * n for n in RANGES["minutes"])

    def to_dose(self, standing: DoseRow | None) -> ChosenDose:
        """The dose as the record takes it."""
        amounts: dict[str, float | None] = {}
        for name in ("sets", "reps", "hold_seconds", "minutes", "rest_seconds"):
            typed, share = self[name].typed, 1.0
            if name == "minutes" and standing and standing.duration:
                share = 60.0 if standing.duration.unit == "s" else 1.0
            amounts[name] = typed.amount / share if typed else None
            amounts[f"{name}_to"] = typed.to / share if typed and typed.to else None
        often: dict[str, int | None] = {A_DAY: None, A_WEEK: None, EVERY: None}
        kept = ""
        if self.often.data == AS_NOW:
            kept = standing.frequency.text if standing and standing.frequency else ""
        elif self.often.data in often:
            often[self.often.data] = int(self[self.often.data].data)
        return ChosenDose(
            **amounts,  # type: ignore[arg-type]  # each is an amount by its name
            times_per_day=often[A_DAY],
            times_per_week=often[A_WEEK],
            every_days=often[EVERY],
            frequency_as=kept,
            load=self.load.data or "",
            note=self.note.data or "",
        )


class AddForm(DoseForm):
    """An item of the library: with the pack's dose where there is one, and a reason."""

    dose = RadioField(
        "Dose",
        choices=[
            SelectChoice("on-file", "The dose on file"),
            SelectChoice("own", "Another dose"),
        ],
        validators=[Optional()],
    )
    often = RadioField(
        "How often?",
        choices=[
            SelectChoice(A_DAY, "Times a day"),
            SelectChoice(A_WEEK, "Times a week"),
            SelectChoice(EVERY, "Every so many days"),
        ],
        validators=[Optional()],
    )
    keep_reason = StringField(
        "Why is it given although it is contraindicated?",
        validators=[Length(max=300, message="Keep it to 300 characters")],
    )
    reason = _reason("Why is it added?", "Say why it is added")

    is_on_file = False

    @property
    def has_own_dose(self) -> bool:
        """Whether the numbers below count."""
        return bool(self.dose.data == "own" or not self.is_on_file)

    def validate(self, extra_validators: Any = None) -> bool:
        """Which dose, where there is one on file; how often, for one's own."""
        is_valid = super().validate(extra_validators)
        if self.is_on_file and not self.dose.data:
            self.dose.errors = ["Choose the dose on file, or another one"]
            is_valid = False
        if self.has_own_dose and not self.often.data:
            self.often.errors = ["Choose how often"]
            is_valid = False
        return is_valid


class FindForm(VersionedForm):
    """Words to look for among the treatments; posted, like every search here."""

    text = StringField("Find a treatment by its name", validators=[Length(max=100)])


def standing_values(dose: DoseRow | None) -> Mapping[str, str]:
    """The standing dose as somebody would type it: how often is asked anew."""
    if dose is None:
        return {}
    amounts = {
        "sets": dose.sets,
        "reps": dose.reps,
        "hold_seconds": dose.hold,
        "minutes": dose.duration,
        "rest_seconds": dose.rest,
    }
    values = {
        name: typed_again(amount.amount, amount.to) if amount else ""
        for name, amount in amounts.items()
    }
    return {**values, "load": dose.load.text if dose.load else "", "note": dose.note or ""}


def own_values(dose: ChosenDose) -> Mapping[str, str]:
    """A dose of one's own as somebody would type it: how often is asked anew."""
    values = {
        name: typed_again(amount, getattr(dose, f"{name}_to"))
        for name in ("sets", "reps", "hold_seconds", "minutes", "rest_seconds")
        if (amount := getattr(dose, name)) is not None
    }
    return {**values, "load": dose.load, "note": dose.note}


def reps_label(dose: DoseRow | None) -> str:
    """What the repetitions of this item are counted in."""
    unit = dose.reps.unit if dose and dose.reps else None
    names = {"minute": "Minutes of each repetition", "s": "Seconds of each repetition"}
    if unit in (None, "rep"):
        return "Repetitions a set"
    return names.get(str(unit), f"{str(unit).capitalize()}s a set")
