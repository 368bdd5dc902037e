"""The plans that are in use: the newest of each open episode."""

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, aliased

from planner.records.care import Episode
from planner.records.links import records_of
from planner.records.plans import IssuedPlan


def issued() -> tuple[Select[IssuedPlan], ColumnElement[bool]]:
    """Every plan that was ever issued, the oldest first; and whether one of them is in use."""
    later = aliased(IssuedPlan)
    wanted = (
        select(IssuedPlan)
        .join(Episode, Episode.id == IssuedPlan.episode_id)
        .outerjoin(later, later.supersedes == IssuedPlan.id)
        .order_by(IssuedPlan.issued_at)
    )
    return wanted, later.id.is_(None) & Episode.closed_at.is_(None)


def in_use() -> Select[IssuedPlan]:
    """Every plan in use of everybody, the oldest first."""
    wanted, is_used = issued()
    return wanted.where(is_used)


def plans_in_use(db: Session, person_id: str) -> list[IssuedPlan]:
    """The plans one person uses now, in every record of this person."""
    wanted = in_use().where(IssuedPlan.person_id.in_(records_of(db, person_id)))
    return list(db.scalars(wanted))
