"""The decision at the gate: which move, and why where it goes against the suggestion."""

from wtforms import StringField, SubmitField
from wtforms.validators import InputRequired, Optional

from planner.progression.gate import Move
from planner.web.forms import VersionedForm


class DecisionForm(VersionedForm):
    """``move`` is the button that was pressed."""

    move = StringField(validators=[InputRequired("Choose what to do")])
    reason = StringField("Reason, where you decide otherwise", validators=[Optional()])

    def validate_move(self, field: SubmitField) -> None:
        """Raises ValueError for a button this page does not have."""
        if field.data not in set(Move):
            raise ValueError("Choose what to do")
