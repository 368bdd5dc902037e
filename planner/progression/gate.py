"""The stage gate: advance, hold, step back, or stop and examine again. It advises, and records."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from planner.assembly.staging import Met
from planner.clinical.stages import Criterion, Stage, Strictness, TreatmentPicture
from planner.progression.course import Course
from planner.progression.criteria import Judged, judge

STAGE_EXIT = "stage-exit"
"""The measure that the gate itself answers: that the stage before was left by its criteria."""


class Move(StrEnum):
    """What can be done at a gate."""

    ADVANCE = "advance"
    HOLD = "hold"
    STEP_BACK = "step-back"
    STOP = "stop"
    FINISH = "finish"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The gate of one stage at one visit: every criterion with its state, and what follows.

    ``leave`` are the exit criteria with what the next stage asks beside them. ``because`` is the
    suggestion in words. ``refused`` moves stand closed, whatever the reason, with the sentence.
    """

    stage: Stage
    next: Stage | None
    previous: Stage | None
    leave: tuple[Judged, ...]
    regress: tuple[Judged, ...]
    suggestion: Move
    because: str
    refused: dict[Move, str]

    @property
    def moves(self) -> tuple[Move, ...]:
        """What may be chosen here, the suggestion first."""
        onward = Move.ADVANCE if self.next is not None else Move.FINISH
        open_ = [
            move
            for move in (onward, Move.HOLD, Move.STEP_BACK, Move.STOP)
            if move not in self.refused
        ]
        return tuple(sorted(open_, key=lambda move: move is not self.suggestion))

    def stage_after(self, move: Move) -> int:
        """The stage the next plan stands in. The first stage is not left backwards."""
        if move is Move.ADVANCE and self.next is not None:
            return self.next.id
        if move is Move.STEP_BACK and self.previous is not None:
            return self.previous.id
        return self.stage.id


def gate(picture: TreatmentPicture, number: int, course: Course) -> Gate:
    """Hold the criteria of stage ``number`` against the course.

    A standing rule or a new warning sign stops; then what steps back; then what is missing holds,
    and so does what a surgeon still limits, whatever is met (HZ-042).
    Only when every exit gate is met, every criterion was looked at and none of those for stepping
    back is met, the stage may be left. A prompt that is not met asks and does not decide; one that
    nobody measured holds. Time is not asked.
    """
    place = next(i for i, stage in enumerate(picture.stages) if stage.id == number)
    stage = picture.stages[place]
    following = picture.stages[place + 1] if place + 1 < len(picture.stages) else None
    leave = tuple(judge(each, course) for each in _leaving(stage, following, course))
    regress = tuple(judge(each, course) for each in stage.regress)
    move, because = _suggested(course, leave, regress, is_last=following is None)
    return Gate(
        stage=stage,
        next=following,
        previous=picture.stages[place - 1] if place else None,
        leave=leave,
        regress=regress,
        suggestion=move,
        because=because,
        refused=_refused(course, regress),
    )


def _leaving(stage: Stage, following: Stage | None, course: Course) -> list[Criterion]:
    """Exit criteria, then what the next stage asks besides; sides compared only where one hurts."""
    wanted = list(stage.exit)
    named = {each.measure for each in wanted if each.measure}
    wanted += [
        each
        for each in (following.entry if following else ())
        if each.measure != STAGE_EXIT and each.measure not in named
    ]
    return [each for each in wanted if not (each.one_side_only and course.both_sides)]


def _suggested(
    course: Course, leave: Sequence[Judged], regress: Sequence[Judged], *, is_last: bool
) -> tuple[Move, str]:
    if course.is_warned:
        return Move.STOP, "Stop and re-examine: a warning sign stands"
    if warning := _warning(course, regress):
        return Move.STOP, f"Stop and re-examine: {_lower(warning.criterion.text)}"
    back = [each for each in regress if each.state is Met.MET]
    if back:
        return Move.STEP_BACK, f"Step back: {_lower(back[0].criterion.text)}"
    if not course.is_screened:
        return Move.HOLD, "Hold: the safety questions of today are not answered"
    if course.held_by:
        return Move.HOLD, f"Hold: the surgeon's limits come first. {course.held_by[0]}"
    asked = [each for each in leave if each.criterion.strictness is not Strictness.TREND]
    missing = [each for each in (*asked, *regress) if each.state is Met.NOT_MEASURED]
    failed = [
        each
        for each in asked
        if each.state is Met.NOT_MET and each.criterion.strictness is Strictness.GATE
    ]
    if failed:
        return Move.HOLD, f"Hold: {_count(failed, 'not met')}"
    if missing:
        return Move.HOLD, f"Hold: {_count(missing, 'not measured')}"
    if is_last:
        return Move.FINISH, "Ready to finish: every criterion is met"
    return Move.ADVANCE, "Advance: every criterion is met"


def _refused(course: Course, regress: Sequence[Judged]) -> dict[Move, str]:
    """Moves that no reason opens: red flags are not outvoted."""
    onward = (Move.ADVANCE, Move.FINISH)
    if course.is_warned:
        says = "A red-flag rule stands: it is settled first, then the plan goes on."
        return dict.fromkeys((*onward, Move.HOLD, Move.STEP_BACK), says)
    if warning := _warning(course, regress):
        says = f"{warning.criterion.text}: examine again before the load goes up."
        return dict.fromkeys(onward, says)
    if not course.is_screened:
        says = "The safety questions of today come first."
        return dict.fromkeys(onward, says)
    return {}


def _warning(course: Course, regress: Sequence[Judged]) -> Judged | None:
    """A criterion that is met and whose measure is a warning sign in the pack."""
    for each in regress:
        measure = course.measures.get(each.criterion.measure or "")
        if each.state is Met.MET and measure is not None and measure.re_examine is not None:
            return each
    return None


def _count(judged: Sequence[Judged], state: str) -> str:
    number = len(judged)
    return f"{number} {'criterion' if number == 1 else 'criteria'} {state}"


def _lower(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"
