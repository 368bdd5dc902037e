"""Forms of the people pages."""

import re
from datetime import date

from wtforms import BooleanField, RadioField, SelectChoice, StringField
from wtforms.validators import DataRequired, Length, Optional, StopValidation

from planner.clinical.answers import Sex
from planner.web.forms import Form
from planner.web.words import MONTH_NAMES
from planner.workflow.people import PersonDetails

_MONTHS = {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, start=1)}
_YEAR_FIRST = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2}|[A-Za-z]{3,9})[\s./-]+(\d{4})")


def read_day(text: str) -> date | None:
    """A date as people write it (1 3 1992, 01/03/1992, 1 March 1992, 1992-03-01), or ``None``.

    Day before month, always; a year has four digits, so that nothing is guessed.
    """
    text = " ".join(text.split())
    try:
        if found := _YEAR_FIRST.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DAY_FIRST.fullmatch(text):
            month = int(found[2]) if found[2].isdigit() else _MONTHS.get(found[2][:3].lower(), 0)
            return date(int(found[3]), month, int(found[1]))
    except ValueError:
        return None
    return None


def _stripped(text: str | None) -> str:
    return " ".join((text or "").split())


class DayField(StringField):
    """A date typed as text; ``day`` holds it once it was understood."""

    day: date | None = None

    def pre_validate(self, _form: object) -> None:
        """Raises StopValidation with one sentence when the text is no date."""
        text = str(self.data or "")
        self.day = read_day(text)
        if text and self.day is None:
            raise StopValidation("Enter the date as day, month and year, for example 1 3 1992")


class SearchForm(Form):
    """Find or add: the text never stands in an address."""

    text = StringField(
        "Find or add: name, date of birth or record number",
        filters=[_stripped],
        validators=[
            DataRequired("Enter a name, a date of birth or a record number"),
            Length(max=300, message="Keep it to 300 characters"),
        ],
    )


class PersonForm(Form):
    """One step: name, date of birth, sex, contact. Nothing is chosen beforehand."""

    given_name = StringField(
        "Given name",
        filters=[_stripped],
        validators=[DataRequired("Enter the given name"), Length(max=300)],
    )
    family_name = StringField(
        "Family name",
        filters=[_stripped],
        validators=[DataRequired("Enter the family name"), Length(max=300)],
    )
    born = DayField(
        "Date of birth",
        filters=[_stripped],
        validators=[DataRequired("Enter the date of birth as day, month and year")],
    )
    sex = RadioField(
        "Sex",
        choices=[
            SelectChoice(Sex.FEMALE.value, "Female"),
            SelectChoice(Sex.MALE.value, "Male"),
            SelectChoice("unknown", "Not known yet"),
        ],
        validators=[DataRequired("Choose the sex, or that it is not known yet")],
    )
    telephone = StringField(
        "Telephone", filters=[_stripped], validators=[Optional(), Length(max=300)]
    )
    email = StringField("E-mail", filters=[_stripped], validators=[Optional(), Length(max=300)])
    is_new_person = BooleanField("None of these: this is somebody else")

    def to_details(self) -> PersonDetails:
        """The form as the record takes it."""
        if self.born.day is None:
            raise ValueError("the form was not validated")
        return PersonDetails(
            given_name=self.given_name.data,
            family_name=self.family_name.data,
            born=self.born.day,
            sex=None if self.sex.data == "unknown" else Sex(self.sex.data),
            telephone=self.telephone.data or "",
            email=self.email.data or "",
        )


class VisitForm(Form):
    """Start a visit; its date is today's unless it is set back."""

    visit_date = DayField(
        "Date of the visit",
        filters=[_stripped],
        validators=[DataRequired("Enter the date of the visit as day, month and year")],
    )
    new_episode = BooleanField("A new episode of care: the safety screen starts empty")


def guess_person(text: str) -> dict[str, str]:
    """What a search text says of somebody new: a name, or a date of birth."""
    day = read_day(text)
    if day is not None:
        return {"born": f"{day.day} {day.month} {day.year}"}
    if any(c.isdigit() for c in text):
        return {}
    first, _, last = text.rpartition(" ")
    return {"given_name": first, "family_name": last} if first else {"family_name": last}
