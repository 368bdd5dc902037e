"""Whether drawing and words of an exercise were looked at together, as both are today (HZ-047).

A sign-off names the digests of what was seen. Change the drawing, its description or the steps,
and it was "looked at before it changed".
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.clinical.answers import Side
from planner.clinical.interventions import Intervention
from planner.documents.values import Drawing
from planner.records.accounts import Account
from planner.records.looks import PictureLook
from planner.workflow.actions import action
from planner.workflow.actor import Actor
from planner.workflow.audit import audit
from planner.workflow.clock import Clock
from planner.workflow.errors import NotFoundError, RefusedError
from planner.workflow.knowledge import Knowledge
from planner.workflow.texts import checked_line


class Look(StrEnum):
    """What is known of one drawing beside its words."""

    NEVER = "nobody has looked at them together"
    CHANGED = "changed since they were looked at"
    DIFFERS = "found not to match"
    MATCHES = "looked at together, and they match"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A drawn item as it is today: what a sign-off is about."""

    item: Intervention
    drawing_hash: str
    words_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureStanding:
    """What is known of one item's drawing; who said so last, and when, where anybody did."""

    shown: Shown
    look: Look
    by: str = ""
    at: datetime | None = None
    note: str = ""


def shown_now(knowledge: Knowledge) -> Mapping[str, Shown]:
    """Every drawn item, by id: digests of its drawing for both sides, and of its words."""
    right, left = knowledge.drawings(Side.RIGHT), knowledge.drawings(Side.LEFT)
    return {
        name: Shown(
            item=item,
            drawing_hash=_drawing_digest(right[name], left[name]),
            words_hash=_digest(
                [item.patient.name, *item.patient.steps] if item.patient else [item.patient_how]
            ),
        )
        for name, item in knowledge.pack.library.interventions.items()
        if name in right
    }


def picture_standings(db: Session, *, knowledge: Knowledge) -> Mapping[str, PictureStanding]:
    """Every drawn item with the newest look at it."""
    found = db.execute(
        select(PictureLook, Account.name)
        .join(Account, Account.id == PictureLook.recorded_by)
        .order_by(PictureLook.recorded_at, PictureLook.id)
    )
    newest = {look.item: (look, by) for look, by in found}
    return {
        name: _standing(shown, *newest[name])
        if name in newest
        else PictureStanding(shown=shown, look=Look.NEVER)
        for name, shown in shown_now(knowledge).items()
    }


@action("keep-look")
def keep_look(
    db: Session,
    actor: Actor,
    item: str,
    seen: tuple[str, str],
    matches: bool,
    note: str = "",
    *,
    knowledge: Knowledge,
    clock: Clock,
) -> None:
    """Keep that drawing and words of ``item`` were looked at together, both sides.

    ``seen`` are the digests of drawing and words on the page. Raises NotFoundError, and
    RefusedError where they are no longer those, or where a mismatch is not described.
    """
    shown = shown_now(knowledge).get(item)
    if shown is None:
        raise NotFoundError(item)
    if seen != (shown.drawing_hash, shown.words_hash):
        raise RefusedError("The drawing or its words changed: look at both again.", "matches")
    db.add(
        PictureLook(
            item=item,
            drawing_hash=shown.drawing_hash,
            words_hash=shown.words_hash,
            matches=matches,
            note=checked_line(note, "note", "" if matches else "what does not match"),
            recorded_at=clock.now(),
            recorded_by=actor.account_id,
        )
    )
    audit(db, actor, clock, "picture", item, subjects=(f"matches:{matches}",))


def _standing(shown: Shown, look: PictureLook, by: str) -> PictureStanding:
    is_as_seen = (look.drawing_hash, look.words_hash) == (shown.drawing_hash, shown.words_hash)
    said = Look.MATCHES if look.matches else Look.DIFFERS
    return PictureStanding(
        shown=shown,
        look=said if is_as_seen else Look.CHANGED,
        by=by,
        at=look.recorded_at,
        note=look.note,
    )


@lru_cache(maxsize=512)
def _drawing_digest(right: Drawing, left: Drawing) -> str:
    return _digest([[side.svg, side.alt, list(side.words)] for side in (right, left)])


def _digest(said: object) -> str:
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
