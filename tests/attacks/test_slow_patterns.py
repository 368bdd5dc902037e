"""D9: no pattern of the program takes long over a text made to be slow for it."""

import importlib
import pkgutil
import re
from time import process_time

import planner

SIZE = 100_000
"""Signs; more than any field takes."""
MADE_TO_BE_SLOW = (
    "a" * SIZE,
    " " * SIZE,
    "1" * SIZE,
    "a " * (SIZE // 2),
    "1-" * (SIZE // 2),
    "1 1" * (SIZE // 3) + "x",
    ("a" * 40 + "!") * (SIZE // 41),
    "(" * SIZE,
    "{" * SIZE,
    "\n" * SIZE,
    "http://" * (SIZE // 7),
    "<a " * (SIZE // 3),
    "." * SIZE + "\x00",
)
AT_MOST = 0.1
"""Seconds of the processor for one text."""
AT_BUILD_TIME = ("planner.drawings", "planner.records.migrations", "planner.__main__")


def patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern a module of the running program keeps, by where it stands."""
    found: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.walk_packages(planner.__path__, "planner."):
        if not module.name.startswith(AT_BUILD_TIME):
            for value in vars(importlib.import_module(module.name)).values():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                    found.setdefault(value.pattern, value)
    return found


def is_slow(pattern: re.Pattern[str], text: str) -> bool:
    """Asked twice where it was slow: a computer that does much else is no fault of a pattern."""
    return time_of(pattern, text) > AT_MOST and time_of(pattern, text) > AT_MOST


def time_of(pattern: re.Pattern[str], text: str) -> float:
    began = process_time()
    pattern.search(text)
    pattern.fullmatch(text)
    return process_time() - began


def test_no_pattern_of_the_program_is_slow():
    """D9. Red before ``range_field.DASH`` looked behind it: many blanks took their square."""
    kept = patterns()
    slow = []
    for pattern in kept.values():
        for text in MADE_TO_BE_SLOW:
            if is_slow(pattern, text[: SIZE // 20]) or is_slow(pattern, text):
                slow.append((pattern.pattern, text[:10]))
                break
    assert len(kept) > 15
    assert slow == []
