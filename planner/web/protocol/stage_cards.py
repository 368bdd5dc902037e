"""The stage: worked out, or chosen by hand with a reason."""

from dataclasses import dataclass

from wtforms import RadioField, SelectChoice, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from planner.assembly.plan import Plan
from planner.assembly.staging import entry_stage
from planner.clinical.stages import TreatmentPicture
from planner.web.forms import VersionedForm
from planner.workflow.entries import VisitPage

WORKED_OUT = "worked-out"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageCard:
    """Where the plan stands, how that came about, and what was worked out."""

    now: str
    how: str
    worked_out: str
    is_chosen: bool


class StageForm(VersionedForm):
    """Another stage than the one worked out, with the reason; nothing is chosen beforehand."""

    stage = RadioField("Stage", choices=[], validators=[InputRequired("Choose a stage")])
    stage_reason = StringField(
        "Why this stage?",
        validators=[
            DataRequired("Say why this stage"),
            Length(max=300, message="Keep it to 300 characters"),
        ],
    )

    def fit(self, picture: TreatmentPicture, worked_out: int) -> None:
        """The stages of the picture; the one worked out hands the choice back."""
        self.stage.choices = [
            SelectChoice(
                WORKED_OUT if stage.id == worked_out else str(stage.id),
                f"Stage {stage.id}: {stage.name}"
                + (" (worked out from what was measured)" if stage.id == worked_out else ""),
            )
            for stage in picture.stages
        ]

    @property
    def chosen(self) -> int | None:
        """The stage, or ``None`` for the one worked out."""
        return None if self.stage.data == WORKED_OUT else int(self.stage.data)


def stage_card(plan: Plan | None, page: VisitPage) -> StageCard | None:
    """Where the plan stands; nothing while there is none."""
    if plan is None or plan.picture is None or plan.current is None:
        return None
    stage = plan.current.stage
    worked = next(s for s in plan.picture.stages if s.id == worked_out(plan))
    is_chosen = page.stage is not None and page.stage.value is not None
    how = "Worked out: the first stage whose exit is not measured as met."
    if page.stage is not None and is_chosen:
        how = f"Chosen by {page.stage.by}: {page.stage.note}"
    return StageCard(
        now=f"Stage {stage.id}: {stage.name}",
        how=how,
        worked_out=f"Worked out: stage {worked.id}, {worked.name}" if is_chosen else "",
        is_chosen=is_chosen,
    )


def worked_out(plan: Plan) -> int:
    """The stage that the measures of today give. Raises ValueError without a picture."""
    if plan.picture is None:
        raise ValueError("a plan without a picture has no stages")
    return entry_stage(plan.picture, plan.case.measures, plan.assessment.picture)
