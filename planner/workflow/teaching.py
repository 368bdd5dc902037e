"""What of a plan was shown, done correctly and taught back: ticks are added, never changed."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.records.plans import IssuedPlan as PlanRow
from planner.records.plans import TeachingTick
from planner.workflow.actions import action
from planner.workflow.actor import Actor, Saved
from planner.workflow.audit import audit
from planner.workflow.case_of import names_in
from planner.workflow.clock import Clock
from planner.workflow.errors import Conflict, NotFoundError, RefusedError, StaleWriteError

TICKS = ("shown", "done-correctly", "taught-back")


@action("tick-teaching")
def tick_teaching(
    db: Session,
    actor: Actor,
    person_id: str,
    plan_id: str,
    ticks: Mapping[str, frozenset[str]],
    version: int | None = None,
    *,
    clock: Clock,
) -> Saved:
    """Which items were shown, done correctly and taught back; the latest save of each counts.

    ``version`` counts the saves the page had read: an item somebody else ticked since, in another
    way, raises StaleWriteError with both. Raises NotFoundError for a plan of somebody else.
    """
    row = db.scalar(select(PlanRow).where(PlanRow.id == plan_id, PlanRow.person_id == person_id))
    if row is None:
        raise NotFoundError(plan_id)
    items = {item["id"] for item in row.snapshot["plan"]["items"]}
    rows = tick_rows(db, row.id)
    stands, first = standing_ticks(rows), len(rows)
    changed = [name for name in ticks if ticks[name] != stands.get(name, frozenset())]
    since = {each.item: each for each in rows if version is not None and each.line >= version}
    if conflicts := [
        _conflict(db, name, ticks[name], since[name]) for name in changed if name in since
    ]:
        raise StaleWriteError(first, tuple(conflicts))
    for place, name in enumerate(changed):
        if name not in items or not ticks[name] <= set(TICKS):
            raise RefusedError("This is not in the plan.", name)
        db.add(
            TeachingTick(
                plan_id=row.id,
                line=first + place,
                item=name,
                ticks=sorted(ticks[name]),
                recorded_at=clock.now(),
                recorded_by=actor.account_id,
            )
        )
    audit(
        db,
        actor,
        clock,
        "plan",
        row.id,
        person_id=person_id,
        subjects=changed,
        outcome="done" if changed else "unchanged",
    )
    return Saved(version=first + len(changed), at=clock.now(), changed=bool(changed))


def _conflict(db: Session, name: str, mine: frozenset[str], theirs: TeachingTick) -> Conflict:
    return Conflict(
        field=name,
        mine=_in_words(mine),
        theirs=_in_words(theirs.ticks),
        by=names_in(db)(theirs.recorded_by),
        at=theirs.recorded_at,
    )


def _in_words(ticks: Iterable[str]) -> str:
    said = [tick.replace("-", " ") for tick in TICKS if tick in set(ticks)]
    return ", ".join(said) or "nothing ticked"


def tick_rows(db: Session, plan_id: str) -> list[TeachingTick]:
    """Every save of a plan's ticks, the first one first."""
    wanted = select(TeachingTick).where(TeachingTick.plan_id == plan_id)
    return list(db.scalars(wanted.order_by(TeachingTick.line)))


def standing_ticks(rows: Iterable[TeachingTick]) -> dict[str, frozenset[str]]:
    """What counts of each item: its latest save."""
    return {row.item: frozenset(row.ticks) for row in rows}
