"""What the treatment must respect, in the clinician's record: each factor and what it did."""

from planner.assembly.plan import Plan
from planner.clinical.answers import Presence
from planner.clinical.naming import first_few
from planner.clinical.pack import Pack
from planner.documents.filling.record_questions import waiting_words
from planner.documents.values import FactorRow, SummaryLine
from planner.ruleout.assess import Assessment

MOST_LEFT_OUT = 3
"""Items a factor blocks, named in its row; the list of what was left out has all."""


def factor_rows(pack: Pack, assessment: Assessment, plan: Plan | None) -> tuple[FactorRow, ...]:
    """Factors answered yes, one row each; all that nobody asked and that hold items, in one."""
    held: dict[str, dict[str, None]] = {}
    for left in plan.left_out if plan else ():
        for name in left.factors:
            held.setdefault(name, {})[left.name] = None
    rows, waiting, unasked = [], set[str](), 0
    for factor in pack.library.factors.values():
        presence = assessment.picture.factor(factor.id)
        out = _left_out_for(tuple(held[factor.id])) if factor.id in held else ""
        if presence is Presence.PRESENT:
            met = _cautioned(plan, factor.id)
            status = "blocks" if out else "precaution" if met else "nothing here"
            effect = "; ".join(part for part in (out, met) if part)
            rows.append(FactorRow(factor.label, presence.value, status, effect))
        elif presence is Presence.NOT_ASSESSED and out:
            waiting.update(held[factor.id])
            unasked += 1
    if unasked:
        rows.append(_not_asked(unasked, len(waiting)))
    return tuple(rows)


def _not_asked(factors: int, items: int) -> FactorRow:
    """One row for all factors that nobody asked for and that hold items back."""
    name = "1 factor" if factors == 1 else f"{factors} factors"
    above = "question above names it" if factors == 1 else "questions above name each factor"
    effect = f"{waiting_words(items)}; the {above}"
    return FactorRow(name, "not assessed", "blocks until asked", effect)


def _left_out_for(names: tuple[str, ...]) -> str:
    where = " (each stands among what was left out)" if len(names) > MOST_LEFT_OUT else ""
    return f"left out: {first_few(names, MOST_LEFT_OUT)}{where}"


def factor_lines(pack: Pack, assessment: Assessment) -> tuple[SummaryLine, ...]:
    """Factors answered no, and those nobody asked: one line each, never thirty."""
    by_answer: dict[Presence, list[str]] = {Presence.ABSENT: [], Presence.NOT_ASSESSED: []}
    for factor in pack.library.factors.values():
        name = factor.label.partition(" (")[0]
        by_answer.setdefault(assessment.picture.factor(factor.id), []).append(name)
    lines = (
        ("Factors absent", "; ".join(by_answer[Presence.ABSENT])),
        ("Factors not asked", "; ".join(by_answer[Presence.NOT_ASSESSED])),
    )
    return tuple(SummaryLine(label, text) for label, text in lines if text)


def _cautioned(plan: Plan | None, factor: str) -> str:
    """What the plan's items must heed because of it, each caution once with its items."""
    current = plan.current if plan else None
    said: dict[str, list[str]] = {}
    for item in current.items if current else ():
        for caution in item.printed_cautions:
            if caution.factor == factor:
                said.setdefault(caution.clinician, []).append(item.intervention.name)
    return "; ".join(f"{', '.join(names)}: {caution}" for caution, names in said.items())
