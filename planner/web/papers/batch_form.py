"""The form that asks for one paper of several people; nothing is chosen beforehand."""

from wtforms import RadioField, SelectChoice
from wtforms.validators import InputRequired

from planner.documents.values import Edition
from planner.web.forms import Form
from planner.workflow.batches import THEIRS
from planner.workflow.papers import PATIENT, WEEK

PAPERS = {PATIENT: "Their plan", WEEK: "Their week, to tick"}
EDITIONS = {
    THEIRS: "The one each person needs",
    Edition.STANDARD.value: "Standard, 14 point",
    Edition.LARGE.value: "Large print, 18 point",
    Edition.PLAIN.value: "Plain, least ink",
}


class BatchForm(Form):
    """Which paper, in which edition. Whose are boxes of the page's own."""

    kind = RadioField(
        "Which paper?",
        choices=[SelectChoice(kind, words) for kind, words in PAPERS.items()],
        validators=[InputRequired("Choose which paper")],
    )
    edition = RadioField(
        "In which print?",
        choices=[SelectChoice(edition, words) for edition, words in EDITIONS.items()],
        validators=[InputRequired("Choose in which print")],
    )
