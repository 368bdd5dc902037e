"""A sheet to fill in by hand on a day without computers: questions, boxes, room for a name."""

from dataclasses import dataclass


@dataclass(frozen=True)
class BlankRow:
    """One question or test. ``boxes`` are its answers in words; nothing is ticked beforehand.

    ``ask`` is said to the person or done; ``when`` says for whom it is, where not for everybody.
    ``present_when`` is the criterion, ``caution`` when not to do it, ``means`` what a yes can be.
    """

    name: str
    ask: str
    boxes: tuple[str, ...]
    when: str = ""
    present_when: str = ""
    caution: str = ""
    means: str = ""


@dataclass(frozen=True)
class BlankPart:
    """One part of the sheet, in the order it is done."""

    title: str
    rows: tuple[BlankRow, ...]
    note: str = ""


@dataclass(frozen=True)
class BlankRule:
    """One rule: how fast, what to do, and the questions (name, words) asked once it speaks."""

    name: str
    speed: str
    what_to_do: str
    asks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class BlankSheet:
    """The whole sheet. It belongs to nobody yet: its foot has room for who, side and date.

    ``made`` says from which content and when it was printed, so that an old one is known.
    """

    title: str
    made: str
    notes: tuple[str, ...]
    parts: tuple[BlankPart, ...]
    rules: tuple[BlankRule, ...] = ()
    clinic: str = ""
    draft: bool = False
