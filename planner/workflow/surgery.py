"""The operation or fracture of an episode, as it was told last (HZ-042)."""

from datetime import date

from planner.clinical.answers import Side
from planner.clinical.surgery import AfterSurgery, SetLimit
from planner.records.episode import EpisodeSoFar
from planner.records.situation import SurgeryRecord


def surgery_of(so_far: EpisodeSoFar) -> AfterSurgery | None:
    """What was told last in the episode: it stands until somebody changes it."""
    row = so_far.latest(SurgeryRecord)
    if row is None or not row.what:
        return None
    return AfterSurgery(
        what=row.what,
        on=row.happened_on,
        side=Side(row.side) if row.side else None,
        set_by=row.set_by,
        set_on=row.set_on,
        limits=tuple(_limit(**each) for each in row.limits),
    )


def _limit(kind: str, amount: float | None, until: str | None, is_lifted: bool) -> SetLimit:
    day = date.fromisoformat(until) if until else None
    return SetLimit(kind=kind, amount=amount, until=day, is_lifted=is_lifted)
