"""Keep a plan that the protocols of today would make otherwise: the form, and who did so."""

from wtforms import HiddenField, StringField
from wtforms.validators import DataRequired, Length

from planner.web.forms import Form
from planner.web.services import clock, db, knowledge
from planner.web.words import day_or_time
from planner.workflow.keeping_plans import kept


class KeepForm(Form):
    """Why the plan stands as it is. ``seen`` names the protocols that were looked at."""

    seen = HiddenField()
    reason = StringField(
        "Why may they go on with it?",
        validators=[
            DataRequired("Say why they may go on with it"),
            Length(max=300, message="Keep it to 300 characters"),
        ],
    )


def kept_line(plan_id: str) -> str:
    """As "A. Example, 09:31: the dose differs by one set"; empty where nobody kept it."""
    found = kept(db(), plan_id, knowledge())
    if found is None:
        return ""
    return f"{found.by}, {day_or_time(found.at, clock().today())}: {found.reason}"
