"""Long lists in a sentence: the first few by name, the rest by number."""

from collections.abc import Sequence


def first_few(names: Sequence[str], most: int, *, joined_by: str = ", ") -> str:
    """As "a, b, c and 4 more"; all of them where there are no more than ``most``."""
    rest = len(names) - most
    return joined_by.join(names[:most]) + (f" and {rest} more" if rest > 0 else "")
