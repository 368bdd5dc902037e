"""The plans a person uses now."""

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from planner.records.care import Episode
from planner.records.links import records_of
from planner.records.plans import IssuedPlan


def plans_in_use(db: Session, person_id: str) -> list[IssuedPlan]:
    """The newest plan of each open episode, in every record of this person."""
    later = aliased(IssuedPlan)
    wanted = (
        select(IssuedPlan)
        .join(Episode, Episode.id == IssuedPlan.episode_id)
        .outerjoin(later, later.supersedes == IssuedPlan.id)
        .where(IssuedPlan.person_id.in_(records_of(db, person_id)))
        .where(later.id.is_(None), Episode.closed_at.is_(None))
        .order_by(IssuedPlan.issued_at)
    )
    return list(db.scalars(wanted))
