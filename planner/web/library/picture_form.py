"""The form in which a lead says whether a drawing and its words belong together."""

from wtforms import HiddenField, RadioField, SelectChoice, StringField
from wtforms.validators import InputRequired, Length

from planner.web.forms import Form

MATCH, DIFFER = "match", "differ"


class LookForm(Form):
    """Nothing is chosen beforehand; the digests are of what this page showed."""

    drawing_hash = HiddenField()
    words_hash = HiddenField()
    matches = RadioField(
        "Do both drawings show what the steps say, each on its own side?",
        choices=[SelectChoice(MATCH, "They match"), SelectChoice(DIFFER, "They do not match")],
        validators=[InputRequired("Choose whether they match")],
    )
    note = StringField(
        "What does not match", validators=[Length(max=300, message="Keep it to 300 characters")]
    )
