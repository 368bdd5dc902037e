"""What a clinician signs at rule-out: a decision for each cause, and the working diagnosis."""

from collections.abc import Mapping, Sequence

from wtforms import SelectChoice, SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import Length, Optional

from planner.clinical.case import NOT_SURE_YET
from planner.web.forms import VersionedForm
from planner.workflow.deciding import SET_ASIDE, Decision
from planner.workflow.entries import VisitPage

DECISION, REASON, ALL = "decision--", "reason--", "all"
"""Names of the fields of a cause, with its id behind them; and of those signed in one go."""
LONGEST = 1000


class SigningForm(VersionedForm):
    """Decisions about causes; a cause without a choice is left as it is."""

    def decisions(self, fields: Mapping[str, str]) -> tuple[Decision, ...]:
        """The decisions that were chosen, each with its reason."""
        return tuple(
            Decision(
                condition=name.removeprefix(DECISION),
                decision=chosen,
                reason=fields.get(REASON + name.removeprefix(DECISION), ""),
            )
            for name, chosen in fields.items()
            if name.startswith(DECISION) and chosen
        )


class AllAtOnceForm(VersionedForm):
    """One deliberate action for causes that the page lists by name."""

    def decisions(self, named: Sequence[str]) -> tuple[Decision, ...]:
        """Set aside exactly what was listed."""
        return tuple(Decision(condition=name, decision=SET_ASIDE) for name in named)


class DiagnosisForm(VersionedForm):
    """The working diagnosis and what adds to it. Nothing is chosen beforehand."""

    condition = SelectField(
        "Working diagnosis", choices=[], validate_choice=False, validators=[Optional()]
    )
    contributors = SelectMultipleField(
        "What adds to it", choices=[], validate_choice=False, validators=[Optional()]
    )
    reason = TextAreaField(
        "Why, in a sentence",
        validators=[Length(max=LONGEST, message=f"Keep it to {LONGEST} characters")],
    )


def diagnosis_form(page: VisitPage, names: Mapping[str, str]) -> DiagnosisForm:
    """What the record holds; what was sent stands over it."""
    standing = page.working_diagnosis
    form = DiagnosisForm(
        data={
            "version": page.version,
            "condition": (standing.value if standing else None) or "",
            "contributors": list(page.contributors),
            "reason": standing.note if standing else "",
        }
    )
    form.condition.choices = [
        SelectChoice("", "Choose"),
        *(SelectChoice(cause, words) for cause, words in names.items()),
        SelectChoice(NOT_SURE_YET, "Not sure yet: a two-week interim plan"),
    ]
    form.contributors.choices = [
        SelectChoice(cause, words.partition(": ")[0]) for cause, words in names.items()
    ]
    return form
