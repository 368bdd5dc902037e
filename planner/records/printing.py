"""The print queue: which papers are wanted, which are made, which could not be printed.

A queue and no part of anybody's record: what was asked for and what was stored stands in the audit
trail, and the paper itself among the stored documents.
"""

from datetime import datetime

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import Base, id_column, points_to


class PrintJob(Base):
    """One paper of one issued plan, to be printed from its snapshot and stored once.

    ``state`` is waiting, working, done, failed or none (no such paper). Whoever works on it holds
    ``claim`` until ``claimed_until``; after that anybody may take it over. ``said`` is the sentence
    why it failed, ``warnings`` what the one who prints should know.
    """

    __tablename__ = "print_job"

    id: Mapped[str] = id_column()
    batch_id: Mapped[str] = mapped_column(String(36), index=True)
    place: Mapped[int]
    person_id: Mapped[str] = points_to("person.id")
    plan_id: Mapped[str] = points_to("issued_plan.id")
    kind: Mapped[str]
    edition: Mapped[str]
    asked_at: Mapped[datetime]
    asked_by: Mapped[str] = points_to("account.id", index=False)
    state: Mapped[str] = mapped_column(index=True)
    tries: Mapped[int]
    claim: Mapped[str]
    claimed_until: Mapped[datetime | None]
    said: Mapped[str]
    warnings: Mapped[list[str]] = mapped_column(JSON)
    document_id: Mapped[str | None] = points_to("stored_document.id", index=False)
