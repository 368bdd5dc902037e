"""The three questions about pain, 0 to 10: as they are asked, and in one line of the record."""

from planner.records.episode import EpisodeSoFar
from planner.records.findings import Measurement

PAIN = {
    "nprs-now": "Now, sitting here",
    "nprs": "Worst this week",
    "nprs-next-morning": "Next morning",
}
"""Outcome measure, and its question."""


def pain_line(so_far: EpisodeSoFar) -> str:
    """What was given at this visit; a question without an answer says so, none at all is empty."""
    here = so_far.by(Measurement, lambda row: row.measure, here=True)
    given = {name: row.number for name in PAIN if (row := here.get(name)) is not None}
    if not any(number is not None for number in given.values()):
        return ""
    said = "; ".join(f"{asked}: {_said(given.get(name))}" for name, asked in PAIN.items())
    return f"{said}."


def _said(number: float | None) -> str:
    return "not asked" if number is None else f"{number:g}"
