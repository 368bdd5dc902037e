"""The painful side in words: in a sentence, in bold, in the title, at the foot."""

from dataclasses import dataclass

from planner.clinical.answers import Side
from planner.clinical.wording import SideWords, Wording
from planner.documents.filling.placeholders import fill_from
from planner.documents.values import Marked

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Sides:
    """Fills ``{side}`` and ``{other side}``; an unknown side says so and is never guessed."""

    words: SideWords

    def plain(self, text: str) -> str:
        """The side as a plain word, for texts that cannot be marked."""
        return fill_from(text, {"side": self.words.side, "other side": self.words.other})

    def bold(self, text: str) -> Marked:
        """The side in bold: in the steps of a card nobody may miss it."""
        values = {"side": f"**{self.words.side}**", "other side": f"**{self.words.other}**"}
        return fill_from(text, values)

    def advice(self, text: str) -> Marked:
        """The side in everyday advice: with both sides sore there is no first one."""
        side = self.words.advice or self.words.side
        values = {"side": side, "other side": self.words.other, "spared": self.words.spared}
        return fill_from(text, values)


def sides_of(words: Wording, side: Side | None) -> Sides:
    """The words for one recorded side."""
    return Sides(words.sides[side.value if side else UNKNOWN])
