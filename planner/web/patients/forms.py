"""Forms of the people pages."""

from wtforms import BooleanField, RadioField, SelectChoice, StringField
from wtforms.validators import DataRequired, Length, Optional

from planner.clinical.answers import Sex
from planner.web.days import DayField, read_day, stripped, typed_day
from planner.web.forms import Form
from planner.workflow.people import PersonDetails


class SearchForm(Form):
    """Find or add: the text never stands in an address."""

    text = StringField(
        "Find or add: name, date of birth or record number",
        filters=[stripped],
        validators=[
            DataRequired("Enter a name, a date of birth or a record number"),
            Length(max=300, message="Keep it to 300 characters"),
        ],
    )


class PersonForm(Form):
    """One step: name, date of birth, sex, contact. Nothing is chosen beforehand."""

    given_name = StringField(
        "Given name",
        filters=[stripped],
        validators=[DataRequired("Enter the given name"), Length(max=300)],
    )
    family_name = StringField(
        "Family name",
        filters=[stripped],
        validators=[DataRequired("Enter the family name"), Length(max=300)],
    )
    born = DayField(
        "Date of birth",
        filters=[stripped],
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
        "Telephone", filters=[stripped], validators=[Optional(), Length(max=300)]
    )
    email = StringField("E-mail", filters=[stripped], validators=[Optional(), Length(max=300)])
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
        filters=[stripped],
        validators=[DataRequired("Enter the date of the visit as day, month and year")],
    )
    new_episode = BooleanField("A new episode of care: the safety screen starts empty")


def guess_person(text: str) -> dict[str, str]:
    """What a search text says of somebody new: a name, or a date of birth."""
    day = read_day(text)
    if day is not None:
        return {"born": typed_day(day)}
    if any(c.isdigit() for c in text):
        return {}
    first, _, last = text.rpartition(" ")
    return {"given_name": first, "family_name": last} if first else {"family_name": last}
