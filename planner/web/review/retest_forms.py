"""After the treatment: the sign again for each technique, goals rated, anything unwanted."""

from decimal import Decimal

from wtforms import RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Optional

from planner.web.forms import VersionedForm
from planner.web.numbers import NumberField
from planner.workflow.review import Review

GOAL = "goal-"
RESULTS = (("better", "Better"), ("same", "No change"), ("worse", "Worse"))
SEVERITIES = (
    ("mild", "Mild: gone by itself"),
    ("moderate", "Moderate: changed what could be done"),
    ("serious", "Serious: needed care the same day, or left something behind"),
)


class RetestForm(VersionedForm):
    """One answer for each technique, one number for each goal; nothing is pre-set."""

    def results(self, only: str | None = None) -> dict[str, str]:
        """The answers by technique."""
        return {
            name: field.data or ""
            for name, field in self._fields.items()
            if isinstance(field, RadioField) and only in (None, name)
        }

    def ratings(self, review: Review, only: str | None = None) -> dict[str, float | None]:
        """The numbers by goal."""
        return {
            goal.words: None if field.data is None else float(field.data)
            for place, goal in enumerate(review.goals)
            if (field := self._fields[f"{GOAL}{place}"]) and only in (None, f"{GOAL}{place}")
        }


class EventForm(VersionedForm):
    """Something unwanted since the last visit."""

    what: StringField = StringField(
        "What happened", validators=[InputRequired("Say what happened")]
    )
    severity = RadioField(
        "How bad",
        choices=[SelectChoice(value, words) for value, words in SEVERITIES],
        validators=[InputRequired("Say how bad it was")],
    )
    item = SelectField("Perhaps from", validators=[Optional()], validate_choice=False)
    action_taken = StringField("What was done about it", validators=[Optional()])


def retest_form(review: Review, version: int) -> RetestForm:
    """Fields for the techniques and goals of this visit with what the record holds."""
    fields: dict[str, object] = {
        each.thing.id: RadioField(
            each.thing.name,
            choices=[SelectChoice(value, words) for value, words in RESULTS],
            validators=[Optional()],
        )
        for each in review.techniques
    }
    data: dict[str, object] = {"version": version}
    data |= {each.thing.id: each.today or None for each in review.techniques}
    for place, goal in enumerate(review.goals):
        fields[f"{GOAL}{place}"] = NumberField(goal.words, highest=10, example="7")
        data[f"{GOAL}{place}"] = None if goal.today is None else Decimal(str(goal.today))
    form: RetestForm = type("TodayForm", (RetestForm,), fields)(data=data)
    return form


def event_form(review: Review, version: int, *, is_fresh: bool = False) -> EventForm:
    """The form for one event; what it may come from is what was given or done."""
    form = EventForm(**({"formdata": None} if is_fresh else {}), data={"version": version})
    form.item.choices = [
        SelectChoice("", "Not known"),
        *(SelectChoice(each.thing.id, each.thing.name) for each in review.techniques),
    ]
    return form
