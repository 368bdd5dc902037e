"""Plain figures for the examples: enough to see where a drawing lies on a card."""

from planner.documents.values import Drawing

MAT = "M10 150L60 128H330L300 156Z"


def _line(path: str, width: int = 3, colour: str = "#1a1a1a") -> str:
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _limb(path: str, width: int, colour: str = "#ffffff") -> str:
    return _line(path, width) + _line(path, width - 5, colour)


def _shape(path: str, fill: str) -> str:
    return f'<path d="{path}" fill="{fill}" stroke="#6a6a6a" stroke-width="2"/>'


def _disc(x: int, y: int, radius: int, fill: str, width: int = 3) -> str:
    return (
        f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{fill}" stroke="#1a1a1a" '
        f'stroke-width="{width}"/>'
    )


def _svg(width: int, height: int, *parts: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f"{''.join(parts)}</svg>"
    )


def two_panels() -> Drawing:
    """A figure on its back, knees bent; then hips up and one leg straight."""
    start = (
        _shape(MAT, "#e6e6e6"),
        _disc(78, 114, 16, "#6a6a6a"),
        _limb("M184 122L232 62L280 138H300", 20),
        _limb("M104 122H184", 30, "#dedede"),
        _limb("M116 124L176 140", 11),
    )
    hold = (
        '<g transform="translate(0 176)">',
        _shape(MAT, "#e6e6e6"),
        _disc(78, 120, 16, "#6a6a6a"),
        _limb("M196 82L318 26", 18),
        _limb("M196 82L246 60L282 138H302", 20),
        _limb("M104 122L196 82", 30, "#dedede"),
        _line("M160 52L150 22M140 34L150 22L163 29", 5),
        "</g>",
    )
    return Drawing(
        svg=_svg(340, 340, *start, *hold),
        alt="A person on their back with bent knees, then with the hips up and one leg straight.",
        words=("Start", "Hold"),
    )


def one_very_wide() -> Drawing:
    """A figure lying on its front with a band round one ankle."""
    return Drawing(
        svg=_svg(
            620,
            124,
            _shape("M110 110L150 84H600L570 116Z", "#e6e6e6"),
            _line("M12 20V80", 9),
            _line("M14 50L170 62", 4),
            _disc(528, 72, 18, "#6a6a6a"),
            _limb("M320 82H210L160 62", 22),
            _limb("M496 80H320", 34, "#dedede"),
        ),
        alt="A person lying on their front, one heel held against a band.",
    )


def one_tall() -> Drawing:
    """A runner seen from the side."""
    return Drawing(
        svg=_svg(
            140,
            250,
            _limb("M72 66L40 96L66 122", 12),
            _limb("M66 132L40 190L8 232", 18),
            _limb("M66 132L106 168L82 218", 20),
            _limb("M76 62L66 132", 32, "#dedede"),
            _limb("M74 66L106 90L128 68", 12),
            _disc(82, 26, 18, "#6a6a6a"),
        ),
        alt="A person running, the front foot under them.",
    )


def sore_spot() -> Drawing:
    """The hip and thigh from the side with a ring on the sore spot."""
    hip = "M30 4C20 60 8 90 12 120C16 150 26 170 24 270H70C66 200 86 160 84 120C84 80 60 40 62 4Z"
    return Drawing(
        svg=_svg(
            96,
            276,
            _shape(hip, "#dedede"),
            _disc(26, 146, 22, "#ffffff", 5),
            _disc(26, 146, 7, "#1a1a1a"),
        ),
        alt="The right hip from the side, with a ring low on the buttock.",
    )
