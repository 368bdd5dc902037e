"""Exercises in the clinic's own words: each version a row, kept and never changed.

A version has an id of its own, so a plan that holds one keeps it word for word. No dose stands
behind it: whoever adds it gives the numbers.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.clinical.interventions import Strand, Where
from planner.clinical.pack import Pack
from planner.records.accounts import Account
from planner.records.base import new_id
from planner.records.own import OwnExercise
from planner.workflow.actions import action
from planner.workflow.actor import Actor
from planner.workflow.audit import audit
from planner.workflow.clock import Clock
from planner.workflow.errors import NotFoundError, RefusedError, StaleWriteError
from planner.workflow.knowledge import Knowledge
from planner.workflow.texts import checked_line

STRANDS = (
    Strand.LUMBAR_RELEASE,
    Strand.SOFT_TISSUE,
    Strand.MANUAL_THERAPY,
    Strand.STRENGTHENING,
    Strand.ENERGY_STORAGE,
    Strand.GAIT_REEDUCATION,
    Strand.SELF_CARE,
)
PLACES = (Where.HOME, Where.GYM, Where.CLINIC)
POSITIONS = (
    "standing",
    "sitting",
    "lying on the back",
    "lying on the front",
    "lying on the side",
    "kneeling or on all fours",
)
FEWEST_STEPS, MOST_STEPS, LONGEST_STEP = 1, 5, 160


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnContent:
    """What somebody wrote. ``loads``: what it works on. ``minutes`` of one session.

    ``modality`` decides by the matrix what stops it; ``never`` names factors that stop it besides.
    """

    name: str
    strand: str
    where: str
    modality: str
    loads: str
    position: str
    steps: tuple[str, ...]
    why: str
    minutes: float
    source: str = ""
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnVersion:
    """The newest version of one exercise."""

    exercise: str
    number: int
    content: OwnContent
    is_retired: bool
    by: str
    at: datetime

    @property
    def item(self) -> str:
        """The id under which plans hold this version."""
        return item_id(self.exercise, self.number)


def item_id(exercise: str, number: int) -> str:
    """The id of one version among the items of the library."""
    return f"own-{exercise}-v{number}"


def modalities(pack: Pack) -> Mapping[str, str]:
    """The kinds of treatment an exercise may be of: each has a row in the matrix."""
    return {each.id: each.label for each in pack.library.modalities.values() if not each.guard_only}


def own_exercises(db: Session) -> tuple[OwnVersion, ...]:
    """The newest version of every exercise, by name; retired ones last."""
    latest = {version.exercise: version for version in versions_of(db)}
    found = sorted(latest.values(), key=lambda v: (v.is_retired, v.content.name.casefold()))
    return tuple(found)


def own_exercise(db: Session, exercise: str) -> OwnVersion:
    """One exercise at its newest version. Raises NotFoundError."""
    found = {version.exercise: version for version in versions_of(db)}
    if exercise not in found:
        raise NotFoundError(exercise)
    return found[exercise]


def count_versions(db: Session) -> int:
    """How many versions there are: rows are only added, so this tells one state from another."""
    return db.scalar(select(func.count()).select_from(OwnExercise)) or 0


@action("keep-exercise")
def keep_exercise(
    db: Session,
    actor: Actor,
    exercise: str,
    number: int,
    content: OwnContent,
    *,
    knowledge: Knowledge,
    clock: Clock,
) -> str:
    """Keep the next version of an exercise; "" is a new one. The id of the exercise.

    Raises RefusedError by field, NotFoundError, StaleWriteError where ``number`` is not the newest.
    """
    checked = _checked(content, knowledge.pack)
    if exercise and own_exercise(db, exercise).number != number:
        raise StaleWriteError(own_exercise(db, exercise).number, ())
    key = exercise or new_id()
    _add(db, actor, clock, key, number + 1 if exercise else 1, checked, is_retired=False)
    return key


@action("retire-exercise")
def retire_exercise(db: Session, actor: Actor, exercise: str, *, clock: Clock) -> None:
    """Offer it no more; plans that hold it keep it. Raises NotFoundError."""
    now = own_exercise(db, exercise)
    _add(db, actor, clock, exercise, now.number + 1, now.content, is_retired=True)


def _add(
    db: Session,
    actor: Actor,
    clock: Clock,
    exercise: str,
    number: int,
    content: OwnContent,
    *,
    is_retired: bool,
) -> None:
    db.add(
        OwnExercise(
            exercise=exercise,
            number=number,
            is_retired=is_retired,
            content=asdict(content),
            recorded_at=clock.now(),
            recorded_by=actor.account_id,
        )
    )
    audit(db, actor, clock, "exercise", exercise, subjects=(f"version:{number}",))


def _checked(content: OwnContent, pack: Pack) -> OwnContent:
    """The same, each line without blanks at its ends. Raises RefusedError by field."""
    lists = {
        "strand": {each.value for each in STRANDS},
        "where": {each.value for each in PLACES},
        "modality": set(modalities(pack)),
        "position": set(POSITIONS),
    }
    for field, allowed in lists.items():
        if getattr(content, field) not in allowed:
            raise RefusedError("Choose one of the list.", field)
    if unknown := set(content.never) - set(pack.library.factors):
        raise RefusedError(f"There is no question {min(unknown)}.", "never")
    if not 0.5 <= content.minutes <= 60:
        raise RefusedError("Enter minutes from 0.5 to 60.", "minutes")
    for field, text in (("steps", " ".join(content.steps)), ("why", content.why)):
        if re.search(r"[{}]", text.replace("{side}", "").replace("{other side}", "")):
            raise RefusedError("Of curly brackets only {side} and {other side} are filled.", field)
    steps = tuple(step for s in content.steps if (step := checked_line(s, "steps")))
    if not FEWEST_STEPS <= len(steps) <= MOST_STEPS:
        raise RefusedError(f"Write {FEWEST_STEPS} to {MOST_STEPS} steps, one a line.", "steps")
    if any(len(step) > LONGEST_STEP for step in steps):
        raise RefusedError(f"Keep each step to {LONGEST_STEP} characters.", "steps")
    return replace(
        content,
        steps=steps,
        name=checked_line(content.name, "name", "a name"),
        loads=checked_line(content.loads, "loads", "what it works on"),
        why=checked_line(content.why, "why", "what it is good for, in the patient's words"),
        source=checked_line(content.source, "source"),
    )


def versions_of(db: Session) -> tuple[OwnVersion, ...]:
    """Every version of every exercise, oldest first."""
    found = db.execute(
        select(OwnExercise, Account.name)
        .join(Account, Account.id == OwnExercise.recorded_by)
        .order_by(OwnExercise.exercise, OwnExercise.number)
    )
    return tuple(
        OwnVersion(
            exercise=row.exercise,
            number=row.number,
            content=_content(row.content),
            is_retired=row.is_retired,
            by=by,
            at=row.recorded_at,
        )
        for row, by in found
    )


def _content(raw: Mapping[str, Any]) -> OwnContent:
    return OwnContent(**{**raw, "steps": tuple(raw["steps"]), "never": tuple(raw["never"])})
