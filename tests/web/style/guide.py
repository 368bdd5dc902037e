"""Pages that show every component, for tests and for looking at: never part of the product."""

from datetime import date
from pathlib import Path

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from wtforms import (
    BooleanField,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)

from planner.web.access import public
from planner.web.components.forms import FieldError
from planner.web.components.frame import SafetyGauge, SafetySign
from planner.web.components.urgency import ActionTone
from planner.web.forms import ActionForm, Form
from tests.web.style import examples

guide = Blueprint("style", __name__, template_folder=str(Path(__file__).parent / "pages"))
CLEAR = SafetyGauge(answered=14, asked=14, state="clear", sign=SafetySign.CLEAR)
PAGES = ("examination", "safety", "emergency", "protocol", "forms")


class ExampleForm(Form):
    """One field of each kind."""

    given_name = StringField("Given name")
    family_name = StringField("Family name")
    born = StringField("Date of birth")
    password = PasswordField("Password")
    words = TextAreaField("What is wrong, in your own words?")
    onset = SelectField(
        "How", choices=[SelectChoice("", "Choose"), SelectChoice("gradual", "Gradually")]
    )
    sex = RadioField(
        "Sex", choices=[SelectChoice("female", "Female"), SelectChoice("male", "Male")]
    )
    pain = RadioField("Now, sitting here", choices=[SelectChoice(str(i)) for i in range(11)])
    agreed = BooleanField("Offered a chaperone")


@guide.route("/style/<name>")
@public
def page(name: str) -> ResponseReturnValue:
    """One page of components."""
    form = ExampleForm()
    errors: tuple[FieldError, ...] = ()
    if name == "forms":
        form.family_name.errors = ["Enter the family name"]
        form.born.errors = ["Enter the date of birth as day, month and year"]
        errors = examples.ERRORS
    return render_template(
        f"style-{name}.html",
        e=examples,
        form=form,
        undo=ActionForm(formdata=None),
        errors=errors,
        clear=CLEAR,
        today=date(2026, 11, 23),
        tones=ActionTone,
    )
