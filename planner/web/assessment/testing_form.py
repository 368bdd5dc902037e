"""Consent, chaperone and capacity: asked at each visit, nothing chosen beforehand."""

from collections.abc import Iterator

from flask import request
from wtforms import RadioField, SelectChoice, StringField
from wtforms.validators import Length, Optional

from planner.web.forms import VersionedForm
from planner.workflow.entries import VisitPage
from planner.workflow.situation import GivenConsent

ASKED = {
    "examination": (
        "Consent to the examination",
        (("given", "Given"), ("declined", "Declined")),
    ),
    "chaperone": (
        "Chaperone",
        (
            ("offered-accepted", "Offered, present"),
            ("offered-declined", "Offered, declined"),
            ("not-needed", "Not needed"),
        ),
    ),
    "capacity": (
        "Who decides",
        (
            ("has-capacity", "The person"),
            ("parent-or-guardian", "With a parent or guardian"),
            ("lacks-capacity", "Cannot decide today"),
        ),
    ),
}
"""What is asked before touching somebody: question and answers, as the record takes them."""
NOTE = "_note"
WHO = {"parent-or-guardian": "Write who agreed", "lacks-capacity": "Write who decides, and why"}
"""Answers that say nothing without a name."""


class TestingForm(VersionedForm):
    """One radio group and one note for each kind."""

    def notes(self) -> Iterator[tuple[RadioField, StringField]]:
        """Each question with its note."""
        for kind in ASKED:
            yield self[kind], self[kind + NOTE]

    def given(self, page: VisitPage) -> dict[str, GivenConsent]:
        """What was sent; a note alone goes with the answer that stands, an answer with its note.

        Puts its sentence at the field of a note without an answer, or of a missing name.
        """
        found = {}
        for kind in ASKED:
            if kind not in request.form and kind + NOTE not in request.form:
                continue
            stored = page.consent.get(kind)
            answer = self[kind].data or (stored.value if stored else "")
            note = self[kind + NOTE].data if kind + NOTE in request.form else None
            note = (note if note is not None else stored.note if stored else "") or ""
            if not answer:
                if note.strip():
                    self[kind].errors = ["Choose an answer to go with the note"]
                continue
            if answer in WHO and not note.strip() and kind + NOTE in request.form:
                self[kind + NOTE].errors = [WHO[answer]]
                continue
            found[kind] = GivenConsent(answer=answer, note=note)
        return found


for _kind, (_label, _answers) in ASKED.items():
    setattr(
        TestingForm,
        _kind,
        RadioField(
            _label,
            choices=[SelectChoice(value, words) for value, words in _answers],
            validators=[Optional()],
        ),
    )
    setattr(
        TestingForm,
        _kind + NOTE,
        StringField(
            f"Note: {_label.lower()}",
            validators=[Length(max=1000, message="Keep it to 1000 characters")],
        ),
    )


def testing_form(page: VisitPage) -> TestingForm:
    """What the record holds of this visit; what was sent stands over it."""
    stored = {}
    for kind in ASKED:
        if kind in page.consent:
            stored[kind] = page.consent[kind].value
            stored[kind + NOTE] = page.consent[kind].note
    return TestingForm(data={"version": page.version, **stored})
