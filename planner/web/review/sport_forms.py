"""Forms of running and sport: what a film showed, what was decided."""

from decimal import Decimal

from wtforms import RadioField, SelectChoice, StringField
from wtforms.validators import DataRequired, InputRequired, Optional

from planner.clinical.answers import Presence
from planner.clinical.pack import Pack
from planner.web.days import DayField, stripped
from planner.web.forms import VersionedForm
from planner.web.numbers import NumberField
from planner.workflow.sport import STEPS_A_MINUTE, Analysis, GivenDecision, cues

SEEN = ((Presence.PRESENT.value, "Seen"), (Presence.ABSENT.value, "Not seen"))
DECIDED = (
    ("full", "Full sport"),
    ("modified", "Part of it, or with limits"),
    ("not-yet", "Not yet"),
)


class AnalysisForm(VersionedForm):
    """What was looked for: seen, not seen, or left open. Fields are made for the pack."""

    cadence = NumberField(
        "Steps a minute at easy pace",
        lowest=STEPS_A_MINUTE[0],
        highest=STEPS_A_MINUTE[1],
        is_whole=True,
        example="168",
    )
    note = StringField("Anything else the film shows", validators=[Optional()])

    def to_analysis(self, pack: Pack) -> Analysis:
        """The answers; what was left open was not looked for."""
        return Analysis(
            seen={
                name: Presence(self[name].data or Presence.NOT_ASSESSED.value)
                for name in cues(pack)
            },
            cadence=None if self.cadence.data is None else float(self.cadence.data),
            note=self.note.data or "",
        )


class SportForm(VersionedForm):
    """Back to sport: decided together, for which race, and why."""

    decision = RadioField(
        "Decided together",
        choices=[SelectChoice(value, words) for value, words in DECIDED],
        validators=[InputRequired("Choose what was decided")],
    )
    with_whom = StringField(
        "Decided with", validators=[DataRequired("Say who decided it: the runner, the coach")]
    )
    race = StringField("Race or event", validators=[Optional()])
    race_on = DayField("On which day", filters=[stripped], validators=[Optional()])
    reason = StringField("Why", validators=[DataRequired("Say why")])

    def to_decision(self) -> GivenDecision:
        """What was decided."""
        return GivenDecision(
            decision=self.decision.data,
            with_whom=self.with_whom.data or "",
            reason=self.reason.data or "",
            race=self.race.data or "",
            race_on=self.race_on.day,
        )


def analysis_form(
    pack: Pack, stands: Analysis | None, version: int, *, is_fresh: bool = False
) -> AnalysisForm:
    """The form with what the record holds; what was sent stands over it."""
    fields = {
        name: RadioField(
            said,
            choices=[SelectChoice(value, words) for value, words in SEEN],
            validators=[Optional()],
        )
        for name, said in cues(pack).items()
    }
    data: dict[str, object] = {"version": version}
    if stands is not None:
        data |= {name: said.value for name, said in stands.seen.items()}
        data["note"] = stands.note
        data["cadence"] = None if stands.cadence is None else Decimal(str(stands.cadence))
    kind = type("FilmForm", (AnalysisForm,), fields)
    form: AnalysisForm = kind(**({"formdata": None} if is_fresh else {}), data=data)
    return form
