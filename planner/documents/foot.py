"""The lines at the foot of every page, cut to the room there is."""

from dataclasses import dataclass

from planner.documents.values import Edition, Identity

NARROW = frozenset("ilIjtfr.,:;'’!|()[] ·-")
WIDE = frozenset("mwMW@%…—")


@dataclass(frozen=True)
class FootRoom:
    """How many lines there are, and how wide one is in widths of its own type size.

    ``by_width`` is that of the line of therapist and clinic, which may run below the page number.
    """

    lines: int
    line_width: float
    by_width: float


ROOM = {
    Edition.STANDARD: FootRoom(lines=3, line_width=27.0, by_width=36.0),
    Edition.PLAIN: FootRoom(lines=3, line_width=27.0, by_width=36.0),
    Edition.LARGE: FootRoom(lines=4, line_width=19.5, by_width=31.0),
}
SHORTEST = 12.0
"""No part is cut below this width: about 24 letters."""


@dataclass(frozen=True)
class Foot:
    """What the foot prints, and what had to be shortened for it (label, whole text).

    Therapist and clinic have a line of their own, ``by_has_line``, unless the name needs two. In
    large print the date stands before them, on as many lines as are left.
    """

    person: str
    born: str
    side: str
    plan: str
    date: str
    by: str
    by_has_line: bool
    telephone: str
    shortened: tuple[tuple[str, str], ...]


def text_width(text: str) -> float:
    """The width of a text in widths of its type size, generous enough never to fall short."""
    return sum(_letter_width(letter) for letter in text)


def shorten(text: str, width: float) -> str:
    """Cut a text to a width, at a word where one is near, with an ellipsis."""
    if text_width(text) <= width:
        return text
    kept, used = "", _letter_width("…")
    for letter in text:
        used += _letter_width(letter)
        if used > width:
            break
        kept += letter
    at_word = kept.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > 0.7 * len(kept) else kept).rstrip(" ,.;") + "…"


def foot_of(identity: Identity, edition: Edition) -> Foot:
    """Lay the identity out for the foot: never more lines than the margin holds."""
    room = ROOM[edition]
    whole = {
        "Person": identity.person,
        "Therapist and clinic": ", ".join(t for t in (identity.therapist, identity.clinic) if t),
        "Telephone": identity.telephone,
    }
    person = shorten(whole["Person"], room.line_width * 0.97)
    born = f"born {identity.born}" if identity.born[:1].isdigit() else identity.born
    born, side = shorten(born, SHORTEST * 1.3), shorten(identity.side, SHORTEST)
    plan = f"{identity.kind} {shorten(identity.code, SHORTEST)}, version {identity.version}"
    date = shorten(identity.date, SHORTEST)
    own_line = room.line_width * 0.97
    is_large = edition is Edition.LARGE
    if is_large and text_width(" · ".join((side, plan))) > own_line:
        person = shorten(person, own_line - text_width(" · ".join(("", born))))
    beside = own_line - text_width(" · ".join((plan, date, "")))
    if not is_large and beside < SHORTEST / 2:
        person = shorten(person, own_line - text_width(" · ".join(("", born, side))))
    has_line = is_large or (text_width(" · ".join((person, born, side))) <= room.line_width)
    by_width = room.by_width * 0.97 if has_line else beside
    if is_large:
        above = (" · ".join((person, born)), " · ".join((side, plan)))
        left = room.lines - sum(2 if text_width(text) > room.line_width else 1 for text in above)
        by_width = left * room.by_width * 0.9 - text_width(" · ".join((date, "")))
    by = shorten(whole["Therapist and clinic"], by_width)
    telephone = shorten(whole["Telephone"], SHORTEST)
    printed = {"Person": person, "Therapist and clinic": by, "Telephone": telephone}
    cut = tuple((label, text) for label, text in whole.items() if printed[label] != text)
    return Foot(person, born, side, plan, date, by, has_line, telephone, cut)


def _letter_width(letter: str) -> float:
    if letter in NARROW:
        return 0.30
    if letter in WIDE:
        return 0.92
    if letter.isascii():
        return 0.62 if letter.isupper() else 0.51
    return 0.72
