"""The question being asked, the rows that follow, the positions, the strip of the last answer."""

from dataclasses import dataclass

from planner.web.components.answers import AnswerControl
from planner.web.components.frame import StepState


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """One factor and one action: ``factor`` in bold brown, ``action`` in ink. Never folds away."""

    factor: str
    action: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A drawing with its caption in HTML; ``says`` is its text alternative."""

    address: str
    says: str
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionCard:
    """One thing asked at a time.

    ``place``: "On the back, 2 of 7, 1 min". ``cautions`` stand before the how-to. ``steps`` are
    short; ``ask`` is a question in the pack's words (history). ``present_when`` is the loudest
    line. ``why`` and ``would_change`` are folded. ``second`` is the answer for the other side
    where both hurt; ``carried`` is what an earlier visit holds; ``history``
    leads to every answer there was.
    """

    anchor: str
    place: str
    name: str
    answer: AnswerControl
    sides: str | None = None
    cautions: tuple[Caution, ...] = ()
    ask: str | None = None
    steps: tuple[str, ...] = ()
    drawing: Drawing | None = None
    present_when: str | None = None
    when_word: str = "Present when"
    second: AnswerControl | None = None
    carried: str = ""
    history: str | None = None
    why: str | None = None
    would_change: tuple[str, ...] = ()
    has_keys: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRow:
    """One question in a line. ``note``: criterion and minutes, or what was answered and when.

    ``carried`` says what an earlier visit holds, where and when, and that it is not today's
    (HZ-015). ``is_open`` draws the dashed bar of an unanswered row; ``is_raised`` tints the row
    that raised a rule. ``cautions`` stand above the answers; ``address`` opens the whole
    question.
    """

    anchor: str
    name: str
    answer: AnswerControl
    note: str = ""
    carried: str = ""
    is_open: bool = False
    is_raised: bool = False
    second: AnswerControl | None = None
    cautions: tuple[Caution, ...] = ()
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredRow:
    """A question that shrank to its answer: sign, word and a way to change it.

    ``note`` says when and by whom; ``caution`` that it would not be done now.
    """

    anchor: str
    name: str
    word: str
    sign: str
    change_address: str
    note: str = ""
    caution: str = ""
    history_address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredFold:
    """A question that shrank to its answer and unfolds in place to change it.

    ``name`` is short; the ``row`` inside has the whole question. ``note`` says what the line
    alone would not: the day, a reason. ``is_open`` where its field has an error.
    """

    name: str
    row: QuestionRow
    word: str
    sign: str
    note: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LastAnswer:
    """What was recorded last and the one cause it moved most; ``undo_address`` takes a POST."""

    name: str
    word: str
    sign: str
    effect: str
    undo_address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionStep:
    """A position of the patient with how many of its questions are answered.

    ``more`` counts those that settle a single cause: said where nothing else is asked.
    """

    name: str
    answered: int
    asked: int
    address: str
    state: StepState
    more: int = 0
