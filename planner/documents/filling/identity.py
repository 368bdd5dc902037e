"""Who and what a document belongs to, in words; a short code that holds no name."""

import base64
import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from planner.clinical.case import Case
from planner.clinical.wording import Wording
from planner.documents.filling.numbers import long_date, short_date
from planner.documents.filling.sides import UNKNOWN
from planner.documents.values import Identity

CODE_LENGTH = 4
"""Characters of the short code: enough to tell two papers on one desk apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What only the record of a clinic knows about a document; empty where nothing is recorded.

    The command line knows none of it. ``next_visit`` is in words ("Monday 7 December, 10:00").
    ``document_id`` and ``version`` are the record's; left out, both say that this is a draft.
    ``onsets`` says by finding when a symptom began and whether it gets worse. ``logo`` is a whole
    picture as a data address, so that it prints the same for ever. ``edition`` and ``extent`` are
    what the person needs, by name; empty where nobody has asked. ``seen`` says by finding when it
    was observed and by whom, ``signed`` by cause what was signed; ``explained`` is what was odd in
    the texts, why it is true all the same, and who signed that.
    """

    therapist: str = ""
    signs_as: str = ""
    clinic: str = ""
    clinic_lines: tuple[str, ...] = ()
    telephone: str = ""
    next_visit: str = ""
    document_id: str = ""
    version: str = ""
    draft: bool = True
    referred_to: str = ""
    is_sample: bool = False
    onsets: Mapping[str, str] = field(default_factory=dict)
    logo: str = ""
    edition: str = ""
    extent: str = ""
    seen: Mapping[str, str] = field(default_factory=dict)
    signed: Mapping[str, str] = field(default_factory=dict)
    explained: tuple[tuple[str, str, str], ...] = ()

    @property
    def signature(self) -> str:
        """What stands under a signature: with profession and registration where they are known."""
        return self.signs_as or self.therapist


def identity_of(case: Case, words: Wording, paper: Paper, kind: str) -> Identity:
    """What the foot of every page says. ``kind`` is Plan, Letter or Record."""
    known = words.identity
    person = case.person
    born = person.born if person else None
    code = paper.document_id or code_of(case, kind)
    return Identity(
        person=person.name if person and person.name.strip() else known.no_name,
        born=long_date(born) if born else known.no_birth_date,
        side=words.sides[case.side.value if case.side else UNKNOWN].foot,
        kind=kind,
        document_id=code,
        code=code,
        version=paper.version or known.version,
        date=short_date(case.on, words.diary.month_names),
        therapist=paper.therapist or known.therapist,
        clinic=paper.clinic,
        telephone=paper.telephone,
        is_sample=paper.is_sample,
        logo=paper.logo,
        signs_as=paper.signature,
    )


def code_of(case: Case, kind: str) -> str:
    """A short code from what was recorded: same case, same code; the person is left out."""
    content = {
        field.name: _canonical(getattr(case, field.name))
        for field in dataclasses.fields(case)
        if field.name != "person"
    }
    text = json.dumps([kind, content], sort_keys=True, ensure_ascii=True)
    digest = hashlib.sha256(text.encode()).digest()
    return base64.b32encode(digest).decode()[:CODE_LENGTH]


def _canonical(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _canonical(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _canonical(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical(part) for part in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
