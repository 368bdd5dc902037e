"""Forms of merging: every difference settled by hand, nothing chosen beforehand."""

from collections.abc import Mapping

from wtforms import RadioField, SelectChoice, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from planner.web.days import stripped
from planner.web.forms import Form
from planner.workflow.merging import Comparison

LEADING = "leading"


class ReasonForm(Form):
    """A typed reason, kept for whoever asks later."""

    reason = StringField(
        "Why",
        filters=[stripped],
        validators=[DataRequired("Give the reason in a few words"), Length(max=300)],
    )


class ApartForm(Form):
    """Why two records are of two people."""

    apart_reason = StringField(
        "How you know",
        filters=[stripped],
        validators=[DataRequired("Give the reason in a few words"), Length(max=300)],
    )


def merge_form(found: Comparison, labels: Mapping[str, tuple[str, Mapping[str, str]]]) -> Form:
    """The form for these two records. ``labels``: of each difference, its question and answers."""

    class MergeForm(ReasonForm):
        """One choice for each difference, and which record leads from now on."""

    for place, difference in enumerate(found.differences):
        question, answers = labels[difference.subject]
        choices = [SelectChoice(value, answers[value]) for value in difference.choices]
        setattr(
            MergeForm,
            f"settle_{place}",
            RadioField(
                question, choices=choices, validators=[InputRequired(f"Settle: {question}")]
            ),
        )
    records = [
        SelectChoice(person.id, f"Record {person.record_number}")
        for person in (found.one, found.other)
    ]
    setattr(
        MergeForm,
        LEADING,
        RadioField(
            "Which record leads from now on?",
            choices=records,
            validators=[InputRequired("Choose the record that leads from now on")],
        ),
    )
    return MergeForm()


def settled_in(form: Form, found: Comparison) -> dict[str, str]:
    """What was settled, by subject."""
    return {
        difference.subject: str(form[f"settle_{place}"].data)
        for place, difference in enumerate(found.differences)
    }
