"""A number or a range as a dose is typed: 8, 2.5, 30-45. Anything else is refused (HZ-022)."""

import re
from dataclasses import dataclass

from wtforms import StringField
from wtforms.validators import StopValidation

from planner.web.numbers import plain, read_number

DASH = re.compile(r"(?<! ) *[-–] *")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A number, or a range from ``amount`` to ``to``."""

    amount: float
    to: float | None = None


def read_range(text: str) -> Typed | None:
    """One number, or two with a dash between them, the lower one first."""
    numbers = [read_number(part) for part in DASH.split(text.strip(" "))]
    first, last = numbers[0], numbers[-1]
    if len(numbers) > 2 or first is None or last is None or last < first:
        return None
    return Typed(amount=float(first), to=float(last) if last != first else None)


def typed_again(number: float | None, to: float | None = None) -> str:
    """A number or a range as somebody would type it: 12 and not 12.0 (HZ-022-C2)."""
    if number is None:
        return ""
    return plain(number) if to is None else f"{plain(number)}-{plain(to)}"


class RangeField(StringField):
    """A number or a range typed as text; ``typed`` holds it once it was understood."""

    typed: Typed | None = None

    def __init__(self, label: str, limits: tuple[float, float], **more: object) -> None:
        super().__init__(label, **more)
        self.lowest, self.highest = limits

    def pre_validate(self, _form: object) -> None:
        """Raises StopValidation with one sentence and an example."""
        text = str(self.data or "").strip(" ")
        self.typed = read_range(text) if text else None
        if text and self.typed is None:
            raise StopValidation("Enter a number such as 8 or 2.5, or a range such as 30-45")
        for number in (self.typed.amount, self.typed.to) if self.typed else ():
            if number is not None and not self.lowest <= number <= self.highest:
                raise StopValidation(f"Enter a number from {self.lowest:g} to {self.highest:g}")
