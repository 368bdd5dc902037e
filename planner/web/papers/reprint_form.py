"""Forms about paper that was printed: why it is printed again, and whether a code still stands."""

from wtforms import RadioField, SelectChoice, StringField
from wtforms.validators import InputRequired

from planner.web.forms import Form
from planner.web.numbers import NumberField
from planner.workflow.reprinting import REASONS


class ReprintForm(Form):
    """One reason; nothing is chosen beforehand."""

    reason = RadioField(
        "Why is it printed?",
        choices=[SelectChoice(reason, words) for reason, words in REASONS.items()],
        validators=[InputRequired("Choose why it is printed")],
    )


class CodeForm(Form):
    """The code and the version at the foot of a page. Read alone: it changes nothing."""

    class Meta:
        csrf = False

    code = StringField("Code", validators=[InputRequired("Enter the code after the word Plan")])
    number = NumberField(
        "Version",
        lowest=1,
        highest=None,
        is_whole=True,
        example="2",
        validators=[InputRequired("Enter the version as a number, such as 2")],
    )
