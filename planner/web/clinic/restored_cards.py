"""A record that was put back from a copy, in words: on every page, and what the lead confirms."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError
from wtforms import BooleanField
from wtforms.validators import InputRequired

from planner.web.forms import Form
from planner.web.services import db, services
from planner.web.words import day_with_name, plural, time_of_day
from planner.workflow.restored import Restored, restored


class ConfirmForm(Form):
    """What the lead has seen before plans are printed again. Nothing is ticked beforehand."""

    seen = BooleanField(
        "I have seen from when this record is, and what is missing is entered again from paper or "
        "stands on a list",
        validators=[InputRequired("Tick this once it is so")],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoredCard:
    """From when the record is, and the time that is missing."""

    put_back: str
    ends: str
    missing: str


def restored_words() -> str:
    """The sentence of every page while a copy that was put back waits; empty otherwise.

    Where the record cannot be asked just now, what held at the start is said.
    """
    if not services().was_restored:
        return ""
    try:
        found = restored(db())
    except SQLAlchemyError:
        return "This record was put back from a copy. No plan is issued or printed."
    if found is None:
        return ""
    card = restored_card(found)
    return (
        f"This record was put back from a copy. It ends on {card.ends}: what was saved after that "
        "is missing. No plan is issued or printed until the lead has confirmed it."
    )


def restored_card(found: Restored) -> RestoredCard:
    """When it was put back, when it ends, how many entries are known to be lost."""
    lost = "Not known: this copy was put back without its anchor."
    if found.missing is not None:
        lost = f"{plural(found.missing, 'entry', 'entries')} of the trail"
    return RestoredCard(
        put_back=_moment(found.at),
        ends=_moment(found.ends_at) if found.ends_at else "no day at all",
        missing=lost,
    )


def _moment(at: datetime) -> str:
    return f"{day_with_name(at.astimezone().date())}, {time_of_day(at)}"
