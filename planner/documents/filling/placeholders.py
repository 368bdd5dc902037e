"""``{placeholders}`` of the pack's sentences, filled strictly."""

import re
from collections.abc import Mapping

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def fill(text: str, **values: object) -> str:
    """The sentence with its values. Raises ValueError naming a placeholder nobody fills."""
    return fill_from(text, values)


def fill_from(text: str, values: Mapping[str, object]) -> str:
    """Like :func:`fill`, for names that are no Python words ("other side")."""

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in values:
            raise ValueError(f"nothing fills {{{name}}} in {text!r}")
        return str(values[name])

    return _PLACEHOLDER.sub(value, text)
