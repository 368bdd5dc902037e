"""That somebody looked at the drawing of an exercise beside its words (HZ-047)."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import AppendOnly, Base, id_column, points_to


class PictureLook(AppendOnly, Base):
    """One look: whether drawing and words match, and the digests of exactly what was seen.

    The newest of an item counts, and only while both digests are those of today.
    """

    __tablename__ = "picture_look"

    id: Mapped[str] = id_column()
    item: Mapped[str] = mapped_column(index=True)
    drawing_hash: Mapped[str]
    words_hash: Mapped[str]
    matches: Mapped[bool]
    note: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str] = points_to("account.id", index=False)
