"""Forms to keep a template of a draft, and to bring a template's items into another."""

from wtforms import RadioField, SelectChoice, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from planner.web.forms import VersionedForm
from planner.workflow.templates import LONGEST_NAME

OWN, CLINIC = "own", "clinic"


class BringForm(VersionedForm):
    """A button: what comes in was read above it."""


class KeepTemplateForm(VersionedForm):
    """A name, and for whom it is. Nothing is chosen beforehand."""

    name = StringField(
        "Name of the template",
        validators=[
            DataRequired("Give it a name"),
            Length(max=LONGEST_NAME, message=f"Keep the name to {LONGEST_NAME} characters"),
        ],
    )
    may_use = RadioField(
        "Who may use it?",
        choices=[SelectChoice(OWN, "I alone"), SelectChoice(CLINIC, "Everybody in the clinic")],
        validators=[InputRequired("Choose who may use it")],
    )
