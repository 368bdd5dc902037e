"""Forms of what the clinic keeps of its own."""

from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.fields import SelectMultipleField
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from planner.clinical.interventions import Where
from planner.clinical.pack import Pack
from planner.web.forms import Form, VersionedForm
from planner.web.numbers import NumberField
from planner.web.protocol.board_cards import strand_name
from planner.workflow.own_exercises import PLACES, POSITIONS, STRANDS, OwnContent, modalities

TOO_LONG = "Keep it to 300 characters"
WHERE = {Where.HOME: "At home", Where.GYM: "In the gym", Where.CLINIC: "In the clinic"}


def _line(label: str, said: str) -> StringField:
    return StringField(label, validators=[DataRequired(said), Length(max=300, message=TOO_LONG)])


def _radio(label: str, said: str) -> RadioField:
    return RadioField(label, validators=[InputRequired(said)])


def _one(label: str, said: str) -> SelectField:
    return SelectField(label, validators=[InputRequired(said)])


class TemplateFileForm(Form):
    """A template from a file."""

    file = FileField("A template file", validators=[FileRequired("Choose the file")])


class ExerciseForm(VersionedForm):
    """An exercise in the clinic's own words. Nothing is chosen beforehand."""

    name = _line("Name", "Enter a name")
    strand = _radio("Which part of a plan is it?", "Choose the part of a plan")
    where = _radio("Where is it done?", "Choose where it is done")
    modality = _one("What kind of treatment is it?", "Choose the kind: it decides what stops it")
    position = _one("Body position", "Choose the position")
    loads = _line("What it works on", "Say what it works on")
    steps = TextAreaField("Steps for the patient", validators=[DataRequired("Write the steps")])
    why = _line("Why, for the patient", "Say what it is good for")
    minutes = NumberField("Minutes of one session", lowest=0.5, highest=60, example="5")
    never = SelectMultipleField(
        "Never where this is so, besides what its kind already rules out",
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    source = StringField("Where it comes from", validators=[Length(max=300, message=TOO_LONG)])

    def offer(self, pack: Pack) -> None:
        """Fill the lists from the packs; where nothing is chosen yet, a first empty line."""
        kinds = sorted(modalities(pack).items(), key=lambda one: one[1].casefold())
        lists = {
            "strand": [(each.value, strand_name(each)) for each in STRANDS],
            "where": [(each.value, WHERE[each]) for each in PLACES],
            "modality": kinds,
            "position": [(each, each.capitalize()) for each in POSITIONS],
        }
        for name, found in lists.items():
            self[name].choices = [SelectChoice(value, words) for value, words in found]
            if name in ("modality", "position"):
                self[name].choices.insert(0, SelectChoice("", "Choose"))
        self.never.choices = [
            SelectChoice(each.id, each.label) for each in pack.library.factors.values()
        ]

    def to_content(self) -> OwnContent:
        """What was typed."""
        return OwnContent(
            name=self.name.data or "",
            strand=self.strand.data or "",
            where=self.where.data or "",
            modality=self.modality.data or "",
            loads=self.loads.data or "",
            position=self.position.data or "",
            steps=tuple((self.steps.data or "").splitlines()),
            why=self.why.data or "",
            minutes=float(self.minutes.data or 0),
            source=self.source.data or "",
            never=tuple(self.never.data or ()),
        )


def typed_again(content: OwnContent) -> dict[str, object]:
    """A version as somebody would type it."""
    values: dict[str, object] = {
        name: getattr(content, name)
        for name in ("name", "strand", "where", "modality", "position", "loads", "why", "source")
    }
    return {
        **values,
        "steps": "\n".join(content.steps),
        "minutes": f"{content.minutes:g}",
        "never": list(content.never),
    }
