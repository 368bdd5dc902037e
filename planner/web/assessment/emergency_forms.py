"""How an emergency ended: nothing chosen beforehand, who and when asked where it matters."""

import re
from collections.abc import Mapping
from typing import Any

from wtforms import RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from planner.clinical.answers import Presence
from planner.web.assessment.onset_words import understood_day
from planner.web.forms import VersionedForm
from planner.workflow.emergencies import NEEDS_WHOM, OUTCOMES
from planner.workflow.entries import VisitPage
from planner.workflow.onsets import GivenOnset
from planner.workflow.standing import UNKNOWN

BEGAN, WORSE = "began--", "worse--"
"""Before the id of a symptom: when it began, whether it gets worse."""
_TIME = re.compile(r"([01]?\d|2[0-3])[:.h]?([0-5]\d)")


class OutcomeForm(VersionedForm):
    """One outcome for one rule; its fields have ids of their own, for a page may hold several."""

    outcome = RadioField(
        "How it ended",
        choices=[SelectChoice(value, words) for value, words in OUTCOMES.items()],
        validators=[InputRequired("Choose how it ended")],
    )
    whom = StringField("Spoken to", validators=[Length(max=300, message="Keep it to 300 signs")])
    time = StringField("Time", validators=[Length(max=20, message="Enter a time such as 10:42")])
    note = TextAreaField("What was said, found or advised")

    def __init__(self, rule: str, **more: Any) -> None:
        super().__init__(**more)
        self.rule = rule
        for field in (self.outcome, self.whom, self.time, self.note):
            field.id = f"{rule}-{field.name}"

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Who took over and at what time is asked where somebody did, else what was said."""
        fine = bool(super().validate(extra_validators))
        if self.outcome.data in NEEDS_WHOM:
            if not (self.whom.data or "").strip():
                fine = _wrong(self.whom, "Enter who you spoke to, or who took over")
            if not _TIME.fullmatch((self.time.data or "").strip()):
                fine = _wrong(self.time, "Enter the time, for example 10:42")
        elif self.outcome.data and len((self.note.data or "").strip()) < 3:
            fine = _wrong(self.note, "Write in a few words what was said or corrected")
        return fine

    def to_note(self) -> str:
        """As the record keeps it: "On-call registrar, 10:42. Accepted for MRI"."""
        parts = (self.whom.data or "", self.time.data or "")
        who = ", ".join(part.strip() for part in parts if part.strip())
        return ". ".join(part for part in (who, (self.note.data or "").strip()) if part)


def _wrong(field: StringField | TextAreaField, sentence: str) -> bool:
    field.errors = [*field.errors, sentence]
    return False


def onsets_in(
    fields: Mapping[str, str], symptoms: frozenset[str], page: VisitPage
) -> tuple[GivenOnset, ...]:
    """What a page sent about onsets; of what it did not send, the record's own words stay."""
    given = []
    for name in sorted(symptoms):
        began, worse = fields.get(BEGAN + name), fields.get(WORSE + name)
        if began is None and worse is None:
            continue
        stored = page.onsets.get(name)
        said = began if began is not None else stored.began if stored else ""
        known = stored.worse if stored else UNKNOWN
        given.append(
            GivenOnset(
                finding=name,
                began=said,
                began_on=understood_day(said, page.date),
                worse=worse if worse in set(Presence) else known,
            )
        )
    return tuple(given)
