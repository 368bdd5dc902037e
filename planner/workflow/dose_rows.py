"""Dose rows without a source, and who has confirmed which of them in this clinic."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.assembly.plan import PlanItem
from planner.clinical.quantities import DoseRow
from planner.records.accounts import Account
from planner.records.plans import DoseConfirmation

_ROWS = TypeAdapter(DoseRow)


def row_hash(item: str, row: DoseRow) -> str:
    """What tells one version of a row from another: any change of its content asks again."""
    return hashlib.sha256(item.encode() + b"\n" + _ROWS.dump_json(row)).hexdigest()


def is_unsourced(row: DoseRow) -> bool:
    """Whether nothing but opinion stands behind the numbers."""
    return not row.evidence.sources and not row.evidence.verified


def confirmed_rows(db: Session) -> frozenset[str]:
    """Every row version that was confirmed in this clinic."""
    return frozenset(db.scalars(select(DoseConfirmation.row_hash)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """Who confirmed a dose row for this clinic, and when."""

    by: str
    at: datetime


def confirmations(db: Session) -> Mapping[str, Confirmation]:
    """Each confirmed row version by its hash."""
    found = db.execute(
        select(DoseConfirmation.row_hash, DoseConfirmation.recorded_at, Account.name).join(
            Account, Account.id == DoseConfirmation.recorded_by
        )
    )
    return {digest: Confirmation(by=name, at=at) for digest, at, name in found}


def unconfirmed(items: Iterable[PlanItem], confirmed: frozenset[str]) -> tuple[PlanItem, ...]:
    """Items of a plan whose dose nobody has confirmed yet."""
    return tuple(
        item
        for item in items
        if is_unsourced(item.dose) and row_hash(item.intervention.id, item.dose) not in confirmed
    )
