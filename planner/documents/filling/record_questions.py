"""What the plan still waits for, in the clinician's record."""

from planner.assembly.plan import Plan, Question, QuestionKind
from planner.clinical.pack import Pack


def question_lines(pack: Pack, plan: Plan | None) -> tuple[str, ...]:
    """Blocking ones first, each with the number of items that wait; the rest in one line.

    The safety screen's own questions stand by name in the summary.
    """
    if plan is None:
        return ()
    owed = [q for q in plan.questions if q.kind is QuestionKind.SAFETY]
    lines = [f"{len(owed)} questions of the safety screen, named in the summary"] if owed else []
    lines += _blocking([q for q in plan.questions if q.blocks and q not in owed])
    factors = pack.library.factors
    minor = [q for q in plan.questions if not q.blocks]
    lines += [q.ask for q in minor if q.id not in factors]
    if changing := [factors[q.id].label for q in minor if q.id in factors]:
        lines.append(f"A yes would only change how items are done: {'; '.join(changing)}")
    return tuple(lines)


def _blocking(questions: list[Question]) -> list[str]:
    """Each question with what waits for it; those that hold the same thing back share a line."""
    by_what: dict[str, list[str]] = {}
    for q in questions:
        waits = waiting_words(len(q.waiting)) if q.waiting else q.because
        by_what.setdefault(waits, []).append(q.ask)
    return [
        f"{asks[0]} ({waits})"
        if len(asks) == 1
        else f"{waits[:1].upper()}{waits[1:]}: {' '.join(asks)}"
        for waits, asks in by_what.items()
    ]


def waiting_words(count: int) -> str:
    """How many items wait for an answer."""
    return f"{count} items wait" if count > 1 else "1 item waits"
