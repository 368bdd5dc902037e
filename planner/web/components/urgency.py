"""A raised rule: the urgency card, and the page an emergency takes over."""

from dataclasses import dataclass
from enum import StrEnum

from planner.web.components.answers import AnswerControl
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

    ``decides`` holds the unanswered questions that decide whether or how fast: they come first,
    under ``decides_words``; those of ``decides_more`` are folded under ``more_words``. ``because``
    says what raised the rule, ``clears`` what can clear it,
    ``sources`` where it is from and whether a clinician has checked it. ``fold`` names what is
    folded where the rule is not confirmed yet. ``outcome`` is how an emergency of this rule ended.
    ``takes_focus`` is set once, when the rule was raised by the answer just given.
    """

    anchor: str
    speed: str
    name: str
    steps: tuple[str, ...]
    say: str
    actions: tuple[Action, ...]
    because: str
    clears: str
    sources: str = ""
    decides: tuple[QuestionRow, ...] = ()
    decides_words: str = ""
    decides_more: tuple[QuestionRow, ...] = ()
    more_words: str = ""
    fold: str = ""
    outcome: str = ""
    is_routine: bool = False
    is_emergency: bool = False
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
class SymptomLine:
    """A symptom that is present: when it began, whether it gets worse, and a way to correct it.

    ``began`` is as it was told, ``understood`` the day it was taken for.
    """

    anchor: str
    name: str
    note: str
    began_name: str
    began: str
    understood: str
    worse: AnswerControl
    answer: AnswerControl
    meaning: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyHead:
    """The red head of the page: "Stop. Hospital now." and what is suspected."""

    title: str
    what: str
    paused: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyCard:
    """One emergency in the left column: do, telephone, say, print.

    ``telephone_after`` is the step it follows, 0 where another card has it. ``title`` is "Do
    this", or the rule's name where there is more than one. ``decides`` holds what decides whether
    it stands: it comes first. ``corrected`` says that by its answers it is no emergency any more;
    ``close_form`` is the id of the form that records so with one press.
    """

    anchor: str
    title: str
    steps: tuple[str, ...]
    telephone: Telephone
    telephone_after: int
    say: str
    actions: tuple[Action, ...]
    because: str
    sources: str = ""
    decides: tuple[QuestionRow, ...] = ()
    decides_words: str = ""
    corrected: str = ""
    close_form: str = ""
