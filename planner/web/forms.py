"""What every form of the record carries, and how a refusal finds its field."""

from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import IntegerField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from planner.web.whose import whose_field
from planner.workflow.errors import RefusedError


class Form(FlaskForm):
    """Every form of the site. Its hidden fields have no ids: a page may hold several forms."""

    def hidden_tag(self, *names: str) -> Markup:
        """The token, whose form it is and the other hidden fields, as HTML."""
        hidden = [field for field in self if isinstance(field.widget, HiddenInput)]
        wanted = [field for field in hidden if not names or field.name in names]
        return Markup("").join((*(field(id=False) for field in wanted), whose_field()))


class VersionedForm(Form):
    """A form that writes: it carries the version the page was built from."""

    version = IntegerField(
        widget=HiddenInput(),
        validators=[InputRequired("This page lost its version: open it again and save once more")],
    )


class ActionForm(Form):
    """A form of one button: nothing but its token."""


def add_refusal(form: FlaskForm, refusal: RefusedError) -> None:
    """Put the sentence of a refusal beside its field, or at the head of the form."""
    field = form._fields.get(refusal.field or "")
    if field is None:
        form.form_errors.append(refusal.sentence)
    else:
        field.errors = [*field.errors, refusal.sentence]
