"""Running itself is held against the matrix: what bars it bars the run table too (HZ-040)."""

from collections.abc import Sequence

from planner.assembly.candidates import advice_of, limit_questions
from planner.assembly.plan import Question, QuestionKind, RunPlan
from planner.assembly.screening import Barred, FactorAnswers
from planner.assembly.surgeons_limits import limit_cautions
from planner.clinical.pack import Pack
from planner.clinical.stages import Running


def no_running(pack: Pack, barred: Barred) -> RunPlan | None:
    """No running, and why, where a factor bars it or nobody asked; nothing where it is free."""
    by_yes, unasked = barred
    if not by_yes and not unasked:
        return None
    labels = {name: factor.label for name, factor in pack.library.factors.items()}
    if by_yes:
        because = advice_of(by_yes, labels)
    else:
        because = f"waits for an answer about {'; '.join(labels[c.factor] for c in unasked)}"
    return RunPlan(
        kind=Running.NONE,
        runs_per_week=0,
        minutes=0,
        rows=(),
        because=f"No running now. {because[:1].upper()}{because[1:]}",
        settled_by=tuple(dict.fromkeys(name for c in by_yes for name in c.settled_by)),
    )


def running_today(pack: Pack, facts: FactorAnswers, barred: Barred, allowed: Running) -> Running:
    """What opens the steps of another sport: none while running is barred or a limit stands.

    Any limit of a surgeon that bars something counts, as a step of a sport may lift or bend.
    """
    is_limited = any(limit_cautions(pack.library, facts, lambda _bars, _amount: True))
    return Running.NONE if is_limited or any(barred) else allowed


def asked_for_running(
    questions: Sequence[Question], pack: Pack, barred: Barred, table: str
) -> tuple[Question, ...]:
    """The questions, and each that ``table`` waits for; one an item waits for stays its own."""
    by_yes, unasked = barred
    if by_yes:
        return tuple(questions)
    blocking = {question.id for question in questions if question.blocks}
    known = {question.ask for question in questions}
    wanted = [c.factor for c in unasked if not c.asks and c.factor not in blocking]
    ended = {c.asks: () for c in unasked if c.asks and c.asks not in known}
    return (
        *limit_questions(ended),
        *(
            Question(
                id=name,
                kind=QuestionKind.FACTOR,
                ask=pack.library.factors[name].ask,
                because=f"a yes would stop all running, so {table} waits for the answer",
            )
            for name in wanted
        ),
        *(question for question in questions if question.id not in wanted),
    )
