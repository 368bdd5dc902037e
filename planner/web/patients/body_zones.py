"""The zones of the body chart: where they lie, on the drawing and in the record."""

from dataclasses import dataclass

from planner.clinical.answers import Side
from planner.workflow.words import BodyMark

CLOSE_WIDTH = 380
"""Width of the close-up in its own units; the left half mirrors the right one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """One numbered zone of the right half, seen from behind or in front.

    ``x`` and ``y`` are per cent of the whole figure (0 is the viewer's left, the top);
    ``close`` is centre and radii in the close-up, ``None`` for a zone outside it.
    """

    number: int
    name: str
    view: str
    x: float
    y: float
    close: tuple[int, int, int, int] | None = None


ZONES = (
    Zone(number=1, name="Low back", view="back", x=57, y=38, close=(237, 48, 30, 28)),
    Zone(
        number=2, name="Dimple above the buttock", view="back", x=55, y=44, close=(226, 108, 21, 20)
    ),
    Zone(number=3, name="Upper buttock", view="back", x=63, y=47, close=(276, 138, 30, 24)),
    Zone(number=4, name="Middle of the buttock", view="back", x=61, y=51, close=(254, 192, 29, 25)),
    Zone(number=5, name="Outside of the hip", view="back", x=75, y=52, close=(312, 204, 20, 32)),
    Zone(number=6, name="Sitting bone", view="back", x=59, y=56, close=(243, 254, 26, 22)),
    Zone(
        number=7, name="Beside the sitting bone", view="back", x=70, y=56, close=(292, 256, 20, 20)
    ),
    Zone(number=8, name="Back of the thigh", view="back", x=66, y=66, close=(268, 334, 30, 40)),
    Zone(number=9, name="Sacrum", view="back", x=50, y=47, close=(190, 130, 14, 19)),
    Zone(number=10, name="Between the legs", view="back", x=51, y=60, close=(204, 294, 14, 16)),
    Zone(number=11, name="Groin", view="front", x=60, y=55),
    Zone(number=12, name="Front of the thigh", view="front", x=67, y=65),
    Zone(number=13, name="Below the knee", view="back", x=68, y=84),
)
WORST, ALSO = "worst", "pain"


def marks_of(chosen: set[int], worst: int | None, side: Side | None) -> tuple[BodyMark, ...]:
    """The chosen zones as marks on the figure, on the painful side (mirrored for the left)."""
    return tuple(
        BodyMark(
            view=zone.view,
            x=100 - zone.x if side is Side.LEFT else zone.x,
            y=zone.y,
            kind=WORST if zone.number == worst else ALSO,
            note=zone.name,
        )
        for zone in ZONES
        if zone.number in chosen or zone.number == worst
    )


def zones_of(marks: tuple[BodyMark, ...]) -> tuple[set[int], int | None]:
    """Which zones the marks of the record are, and which of them is the worst."""
    numbers = {zone.name: zone.number for zone in ZONES}
    chosen = {numbers[mark.note] for mark in marks if mark.note in numbers}
    worst = next((numbers[m.note] for m in marks if m.kind == WORST and m.note in numbers), None)
    return chosen, worst
