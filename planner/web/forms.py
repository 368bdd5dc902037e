"""What every form of the record carries, and how a refusal finds its field."""

from flask_wtf import FlaskForm
from wtforms import IntegerField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from planner.workflow.errors import RefusedError


class VersionedForm(FlaskForm):
    """A form that writes: it carries the version the page was built from."""

    version = IntegerField(
        widget=HiddenInput(),
        validators=[InputRequired("This page lost its version: open it again and save once more")],
    )


class ActionForm(FlaskForm):
    """A form of one button: nothing but its token."""


def add_refusal(form: FlaskForm, refusal: RefusedError) -> None:
    """Put the sentence of a refusal beside its field, or at the head of the form."""
    field = form._fields.get(refusal.field or "")
    if field is None:
        form.form_errors.append(refusal.sentence)
    else:
        field.errors = [*field.errors, refusal.sentence]
