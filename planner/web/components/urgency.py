"""A raised rule: the urgency card, and the page an emergency takes over."""

from dataclasses import dataclass
from enum import StrEnum

from planner.web.components.questions import QuestionRow


class ActionTone(StrEnum):
    """How a button looks; the first one of a card is filled."""

    PLAIN = "plain"
    MAIN = "main"
    URGENT = "urgent"
    STOP = "stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A button that leads somewhere (GET). ``sign`` is an icon ("print", "arrow") or empty."""

    words: str
    address: str
    tone: ActionTone = ActionTone.PLAIN
    sign: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgencyCard:
    """How fast, then what; numbered steps; what to say; what to print; what raised it.

    ``decides`` is the unanswered question that decides the speed: it comes first. ``because``
    says what raised the rule, ``clears`` what can clear it. ``takes_focus`` is set once, when
    the rule was raised by the answer just given.
    """

    anchor: str
    speed: str
    name: str
    steps: tuple[str, ...]
    say: str
    actions: tuple[Action, ...]
    because: str
    clears: str
    decides: QuestionRow | None = None
    is_routine: bool = False
    takes_focus: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Telephone:
    """A number from the clinic's settings, with the date somebody checked it."""

    whose: str
    note: str
    number: str | None

    @property
    def address(self) -> str:
        """The number to dial, without spaces."""
        return "tel:" + "".join(c for c in self.number or "" if c.isdigit() or c == "+")


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyHead:
    """The red head of the page: "Stop. Hospital now." and what is suspected."""

    title: str
    what: str
    paused: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyCard:
    """The left column: do, telephone, say, print. ``telephone_after`` is the step it follows."""

    steps: tuple[str, ...]
    telephone: Telephone
    telephone_after: int
    say: str
    actions: tuple[Action, ...]
    because: str
