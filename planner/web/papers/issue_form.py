"""The forms of the issue page: who this is for, the next appointment, which paper they need."""

from wtforms import RadioField, SelectChoice, StringField
from wtforms.validators import InputRequired

from planner.documents.extents import Extent
from planner.documents.values import Edition
from planner.web.forms import VersionedForm
from planner.workflow.issuing import IdentityCheck


class IssueForm(VersionedForm):
    """Initials and year of birth (HZ-001). Empty ones go on too: every failure is kept."""

    initials = StringField("Initials")
    birth_year = StringField("Year of birth")

    def to_check(self) -> IdentityCheck:
        """What was typed, as the record compares it."""
        return IdentityCheck(
            initials=self.initials.data or "", birth_year=self.birth_year.data or ""
        )


class NextVisitForm(VersionedForm):
    """The next appointment in the words that are printed on the plan."""

    next_visit = StringField("Next visit, as it is printed on the plan")


class NeedForm(VersionedForm):
    """How the person needs their paper. Nothing is chosen before they were asked."""

    edition = RadioField(
        "Which print can they read?",
        choices=[
            SelectChoice(Edition.STANDARD.value, "Standard, 14 point"),
            SelectChoice(Edition.LARGE.value, "Large print, 18 point"),
            SelectChoice(Edition.PLAIN.value, "Plain, outlines without colour"),
        ],
        validators=[InputRequired("Choose which print they can read")],
    )
    extent = RadioField(
        "How much of it?",
        choices=[
            SelectChoice(Extent.COURSE.value, "The whole course"),
            SelectChoice(Extent.STAGE.value, "This stage alone"),
        ],
        validators=[InputRequired("Choose the whole course or this stage")],
    )
