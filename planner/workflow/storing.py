"""Finished PDFs: printed before the transaction, stored inside it, never printed again."""

import hashlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from planner.documents.render import SIDE_BY_SIDE
from planner.documents.values import Document, Edition
from planner.documents.worker import Printed
from planner.records.plans import StoredDocument
from planner.workflow.papers import Press


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One printed document, not stored yet."""

    kind: str
    edition: Edition
    printed: Printed


def print_sheets(wanted: Iterable[tuple[str, Document, Edition]], press: Press) -> list[Sheet]:
    """Print the documents, some at the same time. Raises PdfError; nothing has been written then.

    After a failure those that were not begun are left.
    """
    hands = ThreadPoolExecutor(SIDE_BY_SIDE)
    try:
        going = [
            (kind, edition, hands.submit(press, document, edition))
            for kind, document, edition in wanted
        ]
        return [
            Sheet(kind=kind, edition=edition, printed=made.result())
            for kind, edition, made in going
        ]
    finally:
        hands.shutdown(cancel_futures=True)


def store(
    db: Session,
    sheet: Sheet,
    *,
    person_id: str,
    plan_id: str | None,
    code: str,
    version: int,
    on: date,
    at: datetime,
) -> StoredDocument:
    """Keep the bytes. The file name holds code, version and day, and nothing about anybody."""
    row = StoredDocument(
        person_id=person_id,
        plan_id=plan_id,
        kind=sheet.kind,
        edition=sheet.edition.value,
        pages=sheet.printed.pages,
        sha256=hashlib.sha256(sheet.printed.pdf).hexdigest(),
        file_name=f"{sheet.kind}-{code}-v{version}-{sheet.edition.value}-{on.isoformat()}.pdf",
        content=sheet.printed.pdf,
        stored_at=at,
    )
    db.add(row)
    return row
