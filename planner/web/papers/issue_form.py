"""The two forms of the issue page: who this is for, typed again, and the next appointment."""

from wtforms import StringField

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
