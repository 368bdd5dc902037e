"""Watches every request of the tests: nobody's data is shown or written without an entry.

The program notes reads by the rows its models load. A column or a text of SQL that is read past
the models would go unnoticed by it; here each statement is looked at.
"""

import re
from typing import Any

from flask import Flask, g, has_request_context, request
from sqlalchemy import DateTime, Integer, event

from planner.records.belonging import personal_tables
from planner.records.tables import METADATA

BESIDE = {"audit", "audit_listed", "typed_draft", "name_part", "dose_confirmation"}
"""The trail; doses confirmed for the clinic; what one types oneself; parts of names."""
COMPARES = {"patients.duplicates", "library.plans"}
"""Looks through everybody and shows whom it found: without anybody it shows nobody."""
SOMEBODY = re.compile(rb"/people/[0-9a-f-]{36}")
NAMES_A_PERSON = {"person_id", "encounter_id", "plan_id", "referral_id", "leading_id"}


class UnauditedWriteError(AssertionError):
    """A request wrote of somebody, said it did, and left no entry of a deed in the trail."""


class UnauditedReadError(AssertionError):
    """A request read somebody's data, showed a page, and left no entry in the trail."""


def content_of_people() -> re.Pattern[str]:
    """Columns that say something about somebody: not ids, numbers and moments."""
    told = [
        rf"{table.name}(?:_\d+)?\.{column.name}\b"
        for table in METADATA.sorted_tables
        if table.name not in BESIDE
        if table.name == "person" or NAMES_A_PERSON & set(table.columns.keys())
        for column in table.columns
        if not column.primary_key and not column.foreign_keys
        if not isinstance(column.type, DateTime | Integer)
    ]
    return re.compile("|".join(told))


CONTENT = content_of_people()
WRITES = re.compile(
    rf"(?:INSERT INTO|UPDATE|DELETE FROM) \"?({'|'.join(set(personal_tables()) - BESIDE)})\b"
)


def watch(app: Flask) -> None:
    """Look at every statement of every request of this application."""
    with app.extensions["planner"].open_session() as db:
        engine = db.get_bind()
    event.listen(engine, "before_cursor_execute", _look)
    # the first to run before a request, and the last after it
    app.before_request(_begin)
    app.after_request(_check)
    app.before_request_funcs[None].insert(0, app.before_request_funcs[None].pop())
    app.after_request_funcs[None].insert(0, app.after_request_funcs[None].pop())


def _begin() -> None:
    g.reads, g.writes, g.entries, g.deeds = [], set(), 0, 0


def _look(connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
    if not has_request_context() or "reads" not in g:
        return
    if statement.startswith("INSERT INTO audit "):
        g.entries += 1
        g.deeds += "'read'" not in repr(parameters)
    if written := WRITES.match(statement):
        g.writes.add(written[1])
    asked = statement.partition("FROM")[0] if statement.startswith("SELECT") else ""
    if found := CONTENT.search(asked):
        g.reads.append((found.group(), connection.engine, statement, parameters))


def _check(response: Any) -> Any:
    """A redirect shows nothing, and what keeps a draft says nothing but that it was kept."""
    shows = not 300 <= response.status_code < 400 and response.status_code != 204
    if request.endpoint in COMPARES:
        shows = shows and SOMEBODY.search(response.get_data()) is not None
    reads, writes = g.pop("reads", []), g.pop("writes", set())
    if writes and not g.deeds and response.status_code < 400:
        raise UnauditedWriteError(f"{request.endpoint} wrote {sorted(writes)}")
    if shows and not g.entries:
        read = sorted({what for what, *asked in reads if _finds_somebody(*asked)})
        if read:
            raise UnauditedReadError(f"{request.endpoint} read {read[:4]}")
    return response


def _finds_somebody(engine: Any, statement: str, parameters: Any) -> bool:
    """Whether the statement gives a row, asked once more."""
    with engine.connect() as connection:
        return connection.exec_driver_sql(statement, parameters).first() is not None
