"""Reading the audit trail: who looked at a record, and whether anybody has changed anything.

Checking finds every change to the trail and to the sealed rows of the record, and says where: an
entry changed, missing, added or moved; a row changed, missing or added past the program; a trail
that was cut short of what its anchor remembers.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from planner.records.accounts import Account
from planner.records.anchor import Seal
from planner.records.audit import AuditEntry, ListedPerson
from planner.records.engine import secret_of
from planner.records.sealing import ERASED, seal_rows, sealed_tables
from planner.workflow.actor import Actor
from planner.workflow.audit import BEFORE, FIRST_DIGEST, PURPOSE, count_unsealed, digest_of

MOST_FINDINGS = 200
READS = ("read", "read-document", "print-cover-sheet", "print-shared-week", "export-record")
"""Actions that show and change nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """One entry as it is read. No value a patient gave is ever in it.

    ``was_listed``: the person was one of several on a list or beside somebody else.
    """

    number: int | None
    at: datetime
    by: str
    action: str
    outcome: str
    object_kind: str
    object_id: str
    person_id: str | None
    subjects: tuple[str, ...]
    request_id: str
    came_from: str
    was_listed: bool = False

    @property
    def is_read(self) -> bool:
        """Whether something was shown and nothing written."""
        return self.action in READS


def read_trail(
    db: Session, actor: Actor, *, before: int | None = None, limit: int = 100
) -> tuple[AuditLine, ...]:
    """The newest entries first, of everybody. For the lead alone."""
    actor.must_lead()
    wanted = _entries()
    if before is not None:
        wanted = wanted.where(AuditEntry.number < before)
    rows = db.execute(wanted.order_by(AuditEntry.number.desc(), AuditEntry.at.desc()).limit(limit))
    return tuple(_line(entry, name) for entry, name in rows)


def who_looked(
    db: Session,
    actor: Actor,
    person_id: str,
    *,
    before: int | None = None,
    limit: int = 50,
    listed: bool = False,
) -> tuple[AuditLine, ...]:
    """Who opened or changed this record, the newest first. For the lead alone.

    ``listed`` asks instead who saw the person on a list, or beside somebody else.
    """
    actor.must_lead()
    wanted = _entries()
    if listed:
        wanted = wanted.join(ListedPerson, ListedPerson.number == AuditEntry.number)
        wanted = wanted.where(ListedPerson.person_id == person_id)
        number: Any = ListedPerson.number
    else:
        wanted = wanted.where(AuditEntry.person_id == person_id)
        number = AuditEntry.number
    if before is not None:
        wanted = wanted.where(number < before)
    rows = db.execute(wanted.order_by(number.desc()).limit(limit))
    return tuple(_line(entry, name, was_listed=listed) for entry, name in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailFinding:
    """Something that is not as it was written, in one sentence, and where."""

    where: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailReport:
    """What a check of the whole trail found. ``last`` is worth writing down elsewhere."""

    entries: int
    unsealed: int
    rows: int
    last: Seal | None
    after_anchor: int
    findings: tuple[TrailFinding, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def check_trail(db: Session, anchor: Seal | None, *, noted: Iterable[Seal] = ()) -> TrailReport:
    """Check every entry and every sealed row against its seal, and the end against the anchor.

    ``noted`` are seals that somebody wrote down elsewhere.
    """
    checked = _Check(db)
    checked.entries()
    unsealed = checked.unsealed()
    checked.rows()
    for seal in (*([anchor] if anchor else ()), *noted):
        checked.against(seal)
    last = checked.last
    return TrailReport(
        entries=checked.count,
        unsealed=unsealed,
        rows=checked.row_count,
        last=last,
        after_anchor=max(0, (last.number if last else 0) - (anchor.number if anchor else 0)),
        findings=tuple(checked.findings[:MOST_FINDINGS]),
    )


class _Check:
    """One walk along the trail, then one along the rows."""

    def __init__(self, db: Session) -> None:
        self.db, self.key = db, secret_of(db).key_for(PURPOSE)
        self.findings: list[TrailFinding] = []
        self.sealed: dict[str, dict[str, tuple[str, int]]] = {}
        self.digests: dict[int, str] = {}
        self.count = self.row_count = 0
        self.last: Seal | None = None

    def entries(self) -> None:
        before, number = FIRST_DIGEST, 0
        for entry, listed in self._walk():
            self.count += 1
            if entry.number != number + 1:
                self._missing(number + 1, entry.number - 1)
            if entry.digest != digest_of(entry, listed, before, self.key):
                gap = " or the one before it" if entry.number == number + 1 else ""
                self._found(f"entry {entry.number}", f"this entry{gap} is not what was written")
            for table, rows in (entry.rows or {}).items():
                for row_id, seal in rows.items():
                    self.sealed.setdefault(table, {})[row_id] = (seal, entry.number)
            self.digests[entry.number] = entry.digest
            before, number = entry.digest, entry.number
        if number:
            self.last = Seal(number, before)

    def rows(self) -> None:
        for name, table in sealed_tables().items():
            expected = dict(self.sealed.get(name, {}))
            for row_id, seal in seal_rows(self.db, table, None, self.key).items():
                self.row_count += 1
                wanted, number = expected.pop(row_id, (None, 0))
                if wanted is None:
                    self._found(f"{name} {row_id}", "this row was added past the program")
                elif wanted == ERASED:
                    self._found(
                        f"{name} {row_id}", f"entry {number} erased this row, and it is back"
                    )
                elif wanted != seal:
                    self._found(f"{name} {row_id}", f"this row is not as entry {number} sealed it")
            for row_id, (wanted, number) in expected.items():
                if wanted != ERASED:
                    self._found(
                        f"{name} {row_id}", f"this row is missing; entry {number} sealed it"
                    )

    def against(self, seal: Seal) -> None:
        here = self.last.number if self.last else 0
        if seal.number > here:
            self._missing(here + 1, seal.number)
        elif self.digests.get(seal.number) not in (seal.digest, None):
            self._found(
                f"entry {seal.number}", "its seal is another one than was kept outside the store"
            )

    def unsealed(self) -> int:
        here = count_unsealed(self.db)
        before = int(self.sealed.get(BEFORE, {}).get("count", ("0", 0))[0])
        if here != before and self.count:
            self._found(
                "entries without a number", f"there are {here}, and {before} when sealing began"
            )
        return here

    def _walk(self) -> Iterator[tuple[Row[Any], list[str]]]:
        table, listed = AuditEntry.__table__, _Listed(self.db)
        wanted = select(table).where(table.c.number.is_not(None)).order_by(table.c.number)
        for entry in self.db.connection().execute(wanted.execution_options(yield_per=1000)):
            yield entry, listed.of(entry.number)

    def _missing(self, first: int, last: int) -> None:
        if first == last:
            self._found(f"entry {first}", "this entry is missing")
        elif first < last:
            self._found(f"entries {first} to {last}", "these entries are missing")
        else:
            self._found(f"entry {last + 1}", "this number stands twice")

    def _found(self, where: str, sentence: str) -> None:
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(TrailFinding(where=where, sentence=sentence))


class _Listed:
    """The people of each entry's list, read along with the entries."""

    def __init__(self, db: Session) -> None:
        table = ListedPerson.__table__
        wanted = select(table).order_by(table.c.number, table.c.person_id)
        self._people: dict[int, list[str]] = {}
        for row in db.connection().execute(wanted.execution_options(yield_per=1000)):
            self._people.setdefault(row.number, []).append(row.person_id)

    def of(self, number: int) -> list[str]:
        return self._people.get(number, [])


def _entries() -> Any:
    return select(AuditEntry, Account.name).outerjoin(Account, Account.id == AuditEntry.account_id)


def _line(entry: AuditEntry, name: str | None, *, was_listed: bool = False) -> AuditLine:
    return AuditLine(
        number=entry.number,
        at=entry.at,
        by=name or "",
        action=entry.action,
        outcome=entry.outcome,
        object_kind=entry.object_kind,
        object_id=entry.object_id,
        person_id=entry.person_id,
        subjects=tuple(entry.subjects.split()),
        request_id=entry.request_id,
        came_from=entry.came_from or "",
        was_listed=was_listed,
    )
