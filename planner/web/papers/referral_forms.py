"""Forms of a referral: to whom and for what it is written, and what happened to it since."""

from datetime import date

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from planner.web.days import DayField
from planner.web.forms import VersionedForm

LEADING = "leading-cause"
"""The choice that names no rule: the working diagnosis, or the cause that leads."""


class WriteForm(VersionedForm):
    """What the letter is about, and to whom. Nothing is chosen beforehand."""

    about = RadioField("What is the letter about?", validate_choice=False)
    to = StringField("To")

    def validate_about(self, field: RadioField) -> None:
        """Raises ValidationError where nothing, or nothing of this page, was chosen."""
        if field.data not in [value for value, _ in field.choices or ()]:
            raise ValidationError("Choose what the letter is about")

    @property
    def rule(self) -> str | None:
        """The rule, or ``None`` for the leading cause."""
        return None if self.about.data == LEADING else self.about.data


class StepForm(VersionedForm):
    """One step of the loop; the button that was pressed says which."""

    whom = StringField("With whom")
    on = DayField("On", validators=[Optional()])
    note = TextAreaField("What was said, or what came of it")

    def to_day(self, today: date) -> date:
        """The day it happened: today where no other was given."""
        return self.on.day or today
