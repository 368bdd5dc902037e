"""What a clinician decided and signed, beside what the program computed."""

from datetime import date

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import Base, VisitFact


class Ruling(VisitFact, Base):
    """The decision about one cause, with the verdict and band it was made beside.

    ``signed_on``: id, name and answer of each finding that spoke for or against it then, the
    heaviest first; empty for what was signed before this was kept.
    """

    __tablename__ = "ruling"

    condition: Mapped[str]
    decision: Mapped[str]
    reason: Mapped[str]
    verdict: Mapped[str]
    low: Mapped[float]
    high: Mapped[float]
    signed_on: Mapped[list[list[str]] | None] = mapped_column(JSON(none_as_null=True))


class DiagnosisChoice(VisitFact, Base):
    """The working diagnosis with contributors, or ``not-sure-yet``; null takes it back."""

    __tablename__ = "diagnosis_choice"

    condition: Mapped[str | None]
    contributors: Mapped[list[str]] = mapped_column(JSON)
    reason: Mapped[str]


class OwnImpression(VisitFact, Base):
    """What the clinician thought before the ranked list opened; null: skipped (HZ-031)."""

    __tablename__ = "own_impression"

    condition: Mapped[str | None]
    note: Mapped[str]


class ScreenOverride(VisitFact, Base):
    """A signed reason to go on although the safety screen is not complete."""

    __tablename__ = "screen_override"

    reason: Mapped[str]


class Explanation(VisitFact, Base):
    """Why facts that do not fit together are true all the same (HZ-033, HZ-013).

    ``about`` names the contradiction, or the sentence that names the other side.
    """

    __tablename__ = "explanation"

    about: Mapped[str]
    reason: Mapped[str]


class InvestigationRequest(VisitFact, Base):
    """An investigation asked for."""

    __tablename__ = "investigation_request"

    investigation: Mapped[str]
    note: Mapped[str]


class InvestigationResult(VisitFact, Base):
    """A result that a clinician read and signed. ``is_withdrawn`` takes an earlier one back."""

    __tablename__ = "investigation_result"

    investigation: Mapped[str]
    result: Mapped[str]
    result_on: Mapped[date]
    note: Mapped[str]
    is_withdrawn: Mapped[bool]


class EmergencyAlert(VisitFact, Base):
    """An emergency rule that a save raised: it stays until its outcome is recorded."""

    __tablename__ = "emergency_alert"

    rule: Mapped[str]
    because: Mapped[list[str]] = mapped_column(JSON)


class EmergencyOutcome(VisitFact, Base):
    """How an emergency ended, for one rule."""

    __tablename__ = "emergency_outcome"

    rule: Mapped[str]
    outcome: Mapped[str]
    note: Mapped[str]
