"""Rows of the record are added and never changed, whoever asks and however (HZ-024)."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError, StatementError
from sqlalchemy.orm import Session

from planner.records.accounts import FailedSignIn
from planner.records.base import AppendOnlyError, append_only_tables
from planner.records.engine import begin_writing
from planner.records.people import Person
from planner.workflow.actor import Actor

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def an_attempt(db: Session) -> FailedSignIn:
    row = FailedSignIn(name_hash="somebody", at=NOW)
    begin_writing(db)
    db.add(row)
    db.commit()
    return row


def test_a_row_cannot_be_changed_through_the_models(db: Session):
    row = an_attempt(db)
    row.name_hash = "somebody else"

    with pytest.raises(AppendOnlyError):
        db.flush()


def test_a_row_cannot_be_deleted_through_the_models(db: Session):
    row = an_attempt(db)
    db.delete(row)

    with pytest.raises(AppendOnlyError):
        db.flush()


@pytest.mark.parametrize(
    "statement",
    ["UPDATE failed_sign_in SET name_hash = 'else'", "DELETE FROM failed_sign_in"],
)
def test_a_row_cannot_be_changed_past_the_models(db: Session, engine: Engine, statement):
    an_attempt(db)

    with (
        engine.begin() as connection,
        pytest.raises(DatabaseError, match="added, never changed or deleted"),
    ):
        connection.execute(text(statement))
    db.rollback()
    kept = db.execute(text("SELECT name_hash FROM failed_sign_in")).scalars().all()
    assert kept == ["somebody"]


def test_all_that_a_clinician_records_is_only_added_to():
    clinical = {
        "answer",
        "factor_answer",
        "words",
        "ruling",
        "diagnosis_choice",
        "own_impression",
        "explanation",
        "investigation_result",
        "issued_plan",
        "stored_document",
        "emergency_outcome",
        "referral_step",
        "audit",
    }

    assert clinical <= set(append_only_tables())


def test_a_moment_without_its_zone_is_refused(db: Session):
    """HZ-020-C1"""
    begin_writing(db)
    db.add(FailedSignIn(name_hash="somebody", at=datetime(2026, 11, 22, 9)))  # noqa: DTZ001

    with pytest.raises(StatementError, match="time zone"):
        db.flush()


def test_a_moment_comes_back_in_utc(db: Session):
    an_attempt(db)
    db.expire_all()

    [row] = db.query(FailedSignIn).all()
    assert row.at == NOW
    assert row.at.tzinfo is UTC


def test_nobody_made_up_becomes_real_and_nobody_real_made_up(db: Session, lead: Actor):
    """HZ-006-C1: the flag is said once."""
    person = Person(
        record_number=1,
        given_name="Example",
        family_name="Runner",
        born=date(1992, 3, 1),
        telephone="",
        email="",
        is_sample=False,
        given_key="example",
        family_key="runner",
        telephone_key="",
        email_key="",
        version=1,
        created_at=NOW,
        created_by=lead.account_id,
    )
    begin_writing(db)
    db.add(person)
    db.flush()

    with pytest.raises(AppendOnlyError):
        person.is_sample = True
