"""Forms of the people of the clinic."""

from wtforms import HiddenField, RadioField, SelectChoice
from wtforms.validators import AnyOf, InputRequired

from planner.web.forms import Form

LEAD, CLINICIAN = "lead", "clinician"


class InviteForm(Form):
    """Whom the link is for. Nothing is chosen beforehand."""

    makes = RadioField(
        "The new account is for",
        choices=[
            SelectChoice(CLINICIAN, "A clinician: visits, plans and letters"),
            SelectChoice(LEAD, "A lead: also settings and accounts"),
        ],
        validators=[InputRequired("Choose whether the new account is a clinician or a lead")],
    )

    @property
    def makes_lead(self) -> bool:
        """Whether the account may change the settings and invite others."""
        return bool(self.makes.data == LEAD)


class AccountForm(Form):
    """One account, to be shut or opened."""

    wanted = HiddenField(validators=[AnyOf(("open", "shut"))])
