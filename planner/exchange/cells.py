"""Cells of a table for a spreadsheet, which shows them and runs nothing."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet would take for a formula."""


def as_cell(text: str) -> str:
    """The text, with an apostrophe before one that begins like a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
