"""The one form in which a number is typed, on every page (HZ-022).

Digits, and where decimals are asked for a point and at most two of them: 12, 12.5, 0.25. A comma,
a blank or an apostrophe inside, a leading zero, three decimals (1.500 is fifteen hundred to half of
Europe) are refused with an example, and so is a minus where nothing below nought can be. Nothing
is guessed.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from wtforms import Field, Form
from wtforms.validators import StopValidation
from wtforms.widgets import TextInput

WHOLE = re.compile(r"0|[1-9][0-9]{0,6}")
DECIMAL = re.compile(r"(0|[1-9][0-9]{0,6})(\.[0-9]{1,2})?")


def read_number(
    text: str, *, is_whole: bool = False, may_be_below_zero: bool = False
) -> Decimal | None:
    """The number, or ``None`` for a text that is not in the one form. Blanks around it are fine."""
    typed = text.strip(" ")
    figures = typed.removeprefix("-") if may_be_below_zero else typed
    return Decimal(typed) + 0 if (WHOLE if is_whole else DECIMAL).fullmatch(figures) else None


def numbers_sent(form: Form, *but: str) -> dict[str, float | None]:
    """The numbers that were sent; an empty field is ``None``, one not sent is not there."""
    return {
        name: None if field.data in (None, "") else float(field.data)
        for name, field in form._fields.items()
        if name not in but and field.raw_data
    }


def plain(number: float | Decimal) -> str:
    """A number as it is typed: 12 and not 12.0, 0.5 and not .5."""
    return f"{Decimal(str(number)).normalize():f}"


class NumberField(Field):
    """A number typed as text. ``data`` holds it once it was understood; empty is ``None``."""

    widget = TextInput()
    data: Decimal | None

    def __init__(
        self,
        label: str,
        *,
        lowest: float = 0,
        highest: float | None,
        is_whole: bool = False,
        example: str = "",
        **more: Any,
    ) -> None:
        super().__init__(label, **more)
        self.lowest, self.highest, self.is_whole = lowest, highest, is_whole
        self.example = example or ("12" if is_whole else "12 or 12.5")

    def _value(self) -> str:
        """What was typed, else what the record holds."""
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else plain(self.data)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed; ``pre_validate`` says what is wrong with it."""
        typed = valuelist[0] if valuelist else ""
        self.data = read_number(typed, is_whole=self.is_whole, may_be_below_zero=self.lowest < 0)

    def pre_validate(self, _form: object) -> None:
        """Raises StopValidation with one sentence and an example."""
        typed = str(self.raw_data[0]).strip(" ") if self.raw_data else ""
        if not typed:
            return
        if self.data is None:
            what = "a whole number" if self.is_whole else "a number with a point for decimals"
            raise StopValidation(f"Enter {what}, such as {self.example}")
        if self.data < self.lowest or (self.highest is not None and self.data > self.highest):
            most = "or more" if self.highest is None else f"to {plain(self.highest)}"
            raise StopValidation(f"Enter a number from {plain(self.lowest)} {most}")
