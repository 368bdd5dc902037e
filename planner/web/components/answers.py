"""The answer control: a radio group with nothing chosen beforehand."""

from dataclasses import dataclass

from planner.clinical.answers import Presence

COULD_NOT_ASSESS = "could-not-assess"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOption:
    """One answer. ``value`` is posted; ``sign`` an icon; ``key`` the key that gives it.

    ``spoken`` replaces a word that is only a sign (the dash of a compact control).
    """

    value: str
    word: str
    sign: str
    key: str | None = None
    spoken: str | None = None


PRESENT = AnswerOption(value=Presence.PRESENT, word="Present", sign="tick", key="Y")
ABSENT = AnswerOption(value=Presence.ABSENT, word="Absent", sign="cross", key="N")
CANNOT = AnswerOption(value=COULD_NOT_ASSESS, word="Could not assess", sign="dash", key="–")
CANNOT_SHORT = AnswerOption(
    value=COULD_NOT_ASSESS, word="–", sign="none", spoken="Could not assess"
)
YES = AnswerOption(value=Presence.PRESENT, word="Yes", sign="tick", key="Y")
NO = AnswerOption(value=Presence.ABSENT, word="No", sign="cross", key="N")
NOT_ASKED = AnswerOption(value=Presence.NOT_ASSESSED, word="Not asked", sign="dash", key="–")

EXAMINATION = (PRESENT, ABSENT, CANNOT)
"""A test or observation. The order never changes."""
EXAMINATION_ROW = (PRESENT, ABSENT, CANNOT_SHORT)
"""The same in the rows below the question."""
QUESTION = (YES, NO, NOT_ASKED)
"""A question to the person. Choosing "Not asked" takes an answer back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonField:
    """Why something could not be assessed: a list shown once that answer is chosen."""

    name: str
    choices: tuple[tuple[str, str], ...]
    label: str = "Why not?"
    chosen: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerControl:
    """One question's answers. ``chosen`` is what the record holds; ``None``: nothing is chosen.

    ``name`` is the field's name and its id; ``legend`` is read out and need not be seen again.
    ``side`` is seen above the answers where each side has its own ("Right side").
    """

    name: str
    legend: str
    options: tuple[AnswerOption, ...] = QUESTION
    chosen: str | None = None
    is_compact: bool = False
    reason: ReasonField | None = None
    error: str | None = None
    side: str | None = None

    def __post_init__(self) -> None:
        if self.chosen is not None and self.chosen not in {o.value for o in self.options}:
            raise ValueError(f"{self.name}: {self.chosen!r} is not one of its answers")
