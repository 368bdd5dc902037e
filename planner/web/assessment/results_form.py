"""An investigation asked for, its result signed, a signed result taken back."""

from wtforms import RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired

from planner.clinical.redflags import Investigation
from planner.web.days import DayField
from planner.web.forms import VersionedForm

LONGEST = 1000


class AskForm(VersionedForm):
    """It was asked for: of whom, by when."""

    ask_note = StringField("Asked of whom, by when")


class ResultForm(VersionedForm):
    """Which result, of which day. Nothing is chosen beforehand."""

    result = RadioField(
        "What it showed", choices=[], validators=[InputRequired("Choose what it showed")]
    )
    on = DayField(
        "Day of the result",
        validators=[DataRequired("Enter the day of the result as day, month and year")],
    )
    note = TextAreaField("Note")


class WithdrawForm(VersionedForm):
    """A signed result is taken back only with a reason."""

    reason = StringField(
        "Why it is taken back", validators=[DataRequired("Say why the result is taken back")]
    )


def result_form(investigation: Investigation, version: int) -> ResultForm:
    """The form for the results this investigation can have."""
    form = ResultForm(data={"version": version})
    form.result.choices = [SelectChoice(each.id, each.name) for each in investigation.results]
    return form
