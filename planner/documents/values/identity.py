"""Who and what every page belongs to, and the editions a document is printed in."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

Marked: TypeAlias = str
"""Text in which ``**word**`` prints in bold. Never fill it with a person's own words."""


class Edition(Enum):
    """One content, three layouts. The person's recorded need chooses."""

    STANDARD = "standard"
    """14 point text, nothing under 12."""
    LARGE = "large"
    """18 point text, nothing under 16, laid out anew."""
    PLAIN = "plain"
    """The standard layout with the least ink: outlines in place of fills."""


class PaperSize(Enum):
    """The sheets in the printer. Every layout is made for both; type sizes stay the same."""

    A4 = "a4"
    """210 x 297 mm."""
    LETTER = "letter"
    """216 x 279 mm: 18 mm shorter, so gaps close and pages may turn earlier."""


@dataclass(frozen=True)
class Identity:
    """What the foot of every page says: person, side, document, version, date, clinic.

    ``born`` and ``side`` are in words ("1 March 1992", "right side"); an unknown one says so in
    words ("side not recorded") and is never left out. ``kind`` is the word before the code:
    "Plan", "Letter", "Record". ``document_id`` is what the QR code holds beside ``version``, and
    nothing else is in it; ``code`` is its short form for people. ``is_sample`` marks every page of
    somebody made up (HZ-006). ``logo`` is the clinic's picture as a data address; its text is the
    name of the clinic. ``signs_as`` is the therapist with profession and registration number, for
    where a paper is signed.
    """

    person: str
    born: str
    side: str
    kind: str
    document_id: str
    code: str
    version: str
    date: str
    therapist: str
    clinic: str
    telephone: str = ""
    is_sample: bool = False
    logo: str = ""
    signs_as: str = ""

    def __post_init__(self) -> None:
        for name in ("person", "born", "side", "kind", "document_id", "code", "version", "date"):
            if not str(getattr(self, name)).strip():
                raise ValueError(f"Every page must say whose it is: {name} is empty")

    @property
    def qr_text(self) -> str:
        """What the QR code holds: document id and version only, never a name or a number."""
        return f"{self.document_id}/{self.version}"
