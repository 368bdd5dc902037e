"""A person's whole record as one ZIP file: to read, and to put back exactly.

``record.json`` holds every row by the names of its columns and is what can be put back.
``tables/`` holds the same for a spreadsheet, ``papers/`` each paper that was stored, and
``columns.csv`` says of every column what it holds and in which unit.
"""

import csv
import hashlib
import hmac
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planner.exchange.cells import as_cell
from planner.exchange.values import ValueRefusedError, from_json, kind_of, to_json, unit_of
from planner.records.belonging import Rows, personal_tables

FORMAT = "treatment-planner-record"
RECORD, READ_ME, COLUMNS = "record.json", "README.txt", "columns.csv"
LARGEST = 500_000_000
"""Bytes of ``record.json``: more is refused before it is unpacked."""
SAYS = """This is the whole record of one person.

tables/      every table as a spreadsheet can show it; columns.csv says what each column holds.
             A text that a spreadsheet would take for a formula has ' before it.
papers/      every paper that was made, byte for byte.
record.json  the same once more, exactly. It alone can be put back:
             python -m planner import FILE.zip

It holds health data. Hand it over in person or encrypted, and delete what is not needed.
"""


class BundleError(Exception):
    """The file cannot be used; one sentence says where and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What one file holds. ``people`` are the names of clinicians by account id.

    ``is_ours``: this clinic made the file, and it is as it was made.
    """

    revision: str
    rows: Rows
    people: Mapping[str, str]
    is_ours: bool = False


def written(bundle: Bundle, key: bytes) -> bytes:
    """The ZIP file. Same rows, same bytes."""
    tables = personal_tables()
    body = {
        "revision": bundle.revision,
        "people": dict(sorted(bundle.people.items())),
        "rows": {
            name: [
                {column: to_json(tables[name].c[column], value) for column, value in row.items()}
                for row in rows
            ]
            for name, rows in bundle.rows.items()
        },
    }
    digest = _digest(body)
    head = {"format": FORMAT, "digest": digest, "seal": _seal(digest, key), **body}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        _put(file, READ_ME, SAYS.encode())
        _put(file, COLUMNS, _columns(bundle.rows))
        for name, rows in bundle.rows.items():
            _put(file, f"tables/{name}.csv", _table(name, rows))
        for row in bundle.rows.get("stored_document", ()):
            _put(file, f"papers/{row['kind']}-{row['edition']}-{row['id'][:8]}.pdf", row["content"])
        _put(file, RECORD, json.dumps(head, ensure_ascii=False, allow_nan=False).encode())
    return packed.getvalue()


def read_bundle(content: bytes, revision: str, key: bytes) -> Bundle:
    """What a file holds, every value by its column. Raises BundleError, and nothing is guessed.

    A file of another version, with a table or column too many or missing, or changed by a single
    sign since it was made is refused whole.
    """
    head = _head(content)
    body = {name: head.get(name) for name in ("revision", "people", "rows")}
    if head.get("format") != FORMAT or not isinstance(body["rows"], dict):
        raise BundleError(f"{RECORD} is not the record of a person as this program writes one.")
    if body["revision"] != revision:
        raise BundleError(
            f"{RECORD} was written at {body['revision']!r} and this record is at {revision}: use "
            "the version of the program that wrote it, or export it again."
        )
    if head.get("digest") != _digest(body):
        raise BundleError(f"{RECORD} was changed since it was written: ask for it again.")
    rows = {name: _rows(name, found) for name, found in body["rows"].items()}
    people = body["people"]
    if not isinstance(people, dict):
        raise BundleError(f"{RECORD}: people is not a list of names by id.")
    seal = str(head.get("seal"))
    is_ours = hmac.compare_digest(seal, _seal(str(head["digest"]), key))
    return Bundle(revision=revision, rows=rows, people=people, is_ours=is_ours)


def _head(content: bytes) -> dict[str, Any]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            if file.getinfo(RECORD).file_size > LARGEST:
                raise BundleError(f"{RECORD} is larger than any record.")
            found = json.loads(file.read(RECORD), object_pairs_hook=_once)
    except (zipfile.BadZipFile, KeyError, ValueError, RuntimeError) as error:  # too deep, encrypted
        raise BundleError(f"The file holds no {RECORD} that can be read.") from error
    if not isinstance(found, dict):
        raise BundleError(f"{RECORD} is not the record of a person as this program writes one.")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError("a name stands twice")
    return dict(pairs)


def _rows(name: str, found: Any) -> list[dict[str, Any]]:
    table = personal_tables().get(name)
    if table is None or not isinstance(found, list):
        raise BundleError(f"{RECORD}: there is no table {name}.")
    wanted, rows = {column.name for column in table.columns}, []
    for place, raw in enumerate(found, start=1):
        where = f"{name}, row {place}"
        if not isinstance(raw, dict) or set(raw) != wanted:
            odd = sorted(wanted ^ set(raw)) if isinstance(raw, dict) else ["all"]
            raise BundleError(f"{where}: missing or unknown columns ({', '.join(odd)}).")
        row = {}
        for column in table.columns:
            try:
                row[column.name] = from_json(column, raw[column.name])
            except ValueRefusedError as error:
                raise BundleError(f"{where}, column {column.name}: {error}.") from error
        rows.append(row)
    return rows


def _table(name: str, rows: list[dict[str, Any]]) -> bytes:
    columns = list(personal_tables()[name].columns)
    lines = [[column.name for column in columns]]
    lines += [[_cell(to_json(column, row[column.name])) for column in columns] for row in rows]
    return _csv(lines)


def _columns(rows: Rows) -> bytes:
    tables = personal_tables()
    lines = [["table", "column", "what it holds", "unit"]]
    lines += [
        [name, column.name, kind_of(column), unit_of(column)]
        for name in rows
        for column in tables[name].columns
    ]
    return _csv(lines)


def _cell(value: Any) -> str:
    """One cell: a spreadsheet shows it as text and runs nothing."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return as_cell(value)


def _csv(lines: list[list[str]]) -> bytes:
    made = io.StringIO(newline="")
    csv.writer(made, quoting=csv.QUOTE_ALL).writerows(lines)
    return made.getvalue().encode("utf-8-sig")


def _put(file: zipfile.ZipFile, name: str, content: bytes) -> None:
    """With one and the same date, so that the bytes depend on the record alone."""
    file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def _digest(body: Mapping[str, Any]) -> str:
    said = json.dumps(body, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def _seal(digest: str, key: bytes) -> str:
    return hmac.new(key, digest.encode(), hashlib.sha256).hexdigest()
