"""The colours of the paper: every pair of ink and ground, and their contrast by WCAG 2."""

PAIRS = (
    ("ink on white", "1a1a1a", "ffffff"),
    ("soft ink on white", "3a3a3a", "ffffff"),
    ("accent on white", "0d3b4f", "ffffff"),
    ("white on accent", "ffffff", "0d3b4f"),
    ("ink on tint", "1a1a1a", "e3eef2"),
    ("accent on tint", "0d3b4f", "e3eef2"),
    ("soft ink on tint", "3a3a3a", "e3eef2"),
    ("ink on carry on", "1a1a1a", "e2f0e0"),
    ("ink on ease off", "1a1a1a", "e9ae2a"),
    ("white on stop", "ffffff", "8c1515"),
    ("white on black", "ffffff", "111111"),
    ("ink on today", "1a1a1a", "bcbcbc"),
)
LINES_ONLY = frozenset({"777777", "999999", "555555", "9db4bf", "c6c6c6"})
"""Colours of rules and marks: nothing is written in them or on them."""


def contrast(ink: str, ground: str) -> float:
    """The ratio of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
