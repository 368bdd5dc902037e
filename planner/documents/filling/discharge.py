"""The discharge summary, from what a course of care recorded."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from planner.assembly.candidates import WAITS
from planner.assembly.plan import LeftOut, Plan
from planner.clinical.naming import first_few
from planner.clinical.pack import Pack
from planner.documents.filling.identity import Paper, identity_of
from planner.documents.filling.letter_findings import patient_line
from planner.documents.filling.numbers import long_date
from planner.documents.filling.record_protocol import strand_name
from planner.documents.filling.sides import UNKNOWN
from planner.documents.filling.situation import (
    is_done_by_clinic,
    is_done_in_a_run,
    needs_a_card,
)
from planner.documents.values import DischargeSummary, HelpLevel, HelpTier, OutcomeRow

MOST_LEFT_OUT = 4
MOST_NOT_MEASURED = 5
"""Names in a line; the clinician's record holds all."""
DECIDED = ("taken out by", "dropped")
"""How the reason begins where a clinician left an item out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseOfCare:
    """What only the record knows of a course.

    ``visits`` are their days, oldest first. ``outcomes`` are finished rows. ``scored`` are the ids
    of the measures that were taken. ``unfinished`` is what somebody still has to do. ``stopped``
    says why the person goes on with no exercise; empty where they do.
    """

    visits: tuple[date, ...]
    reason: str
    stages: tuple[int, ...] = ()
    outcomes: tuple[OutcomeRow, ...] = ()
    scored: frozenset[str] = frozenset()
    goals: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = ()
    stopped: str = ""


def discharge_summary(
    pack: Pack, plan: Plan, course: CourseOfCare, help_tiers: tuple[HelpTier, ...], paper: Paper
) -> DischargeSummary:
    """The summary of one course. ``help_tiers`` are those of the patient's own plan."""
    case, words = replace(plan.case, on=course.visits[-1]), pack.presentation.words
    side = words.sides[case.side.value if case.side else UNKNOWN].foot
    name = plan.diagnosis.name if plan.diagnosis else "No working diagnosis"
    return DischargeSummary(
        identity=identity_of(case, words, paper, "Summary"),
        title=f"Discharge summary: {name[:1].lower() + name[1:]}",
        reason=course.reason,
        diagnosis=f"{name}, {side}.",
        course=_span(course),
        signed_as=paper.signature or words.letter.signed_as,
        draft=paper.draft,
        sender=paper.clinic_lines,
        to=paper.referred_to,
        copies=words.letter.copies,
        dated=long_date(course.visits[-1]),
        patient_line=patient_line(case, words),
        done=_done(plan),
        outcomes=course.outcomes,
        not_measured=_not_measured(plan, course.scored),
        goals=course.goals or ("No goal was recorded.",),
        goes_on_with=(course.stopped,) if course.stopped else _goes_on_with(plan),
        unfinished=tuple(filter(None, (course.stopped, *course.unfinished)))
        or ("No referral is open and no result is awaited.",),
        come_back=tuple(
            f"{tier.who}{' ' + tier.then if tier.then else ''}: {'; '.join(tier.signs)}."
            for tier in help_tiers
            if tier.level is not HelpLevel.CAN_WAIT
        ),
    )


def _span(course: CourseOfCare) -> str:
    first, last, count = course.visits[0], course.visits[-1], len(course.visits)
    times = {1: "once", 2: "twice"}.get(count, f"{count} times")
    when = f"on {long_date(first)}" if first == last else f"{long_date(first)} to {long_date(last)}"
    stages = sorted(set(course.stages))
    reached = f" Stages: {', '.join(map(str, stages))}." if stages else ""
    return f"Seen {times}, {when}.{reached}"


def _done(plan: Plan) -> tuple[str, ...]:
    """The last plan strand by strand, then what was considered and left out."""
    current = plan.current
    strands: Mapping[str, list[str]] = {}
    if current is not None:
        strands = {
            strand_name(strand): [item.intervention.name for item in items]
            for strand, items in current.by_strand().items()
            if items
        }
    lines = [f"{strand}: {'; '.join(names)}." for strand, names in strands.items()]
    out = list(dict.fromkeys(left.name for left in plan.left_out if _was_decided(left)))
    if out:
        named = first_few(out, MOST_LEFT_OUT, joined_by="; ")
        lines.append(f"Left out for this person: {named}.")
    return tuple(lines)


def _was_decided(left: LeftOut) -> bool:
    """Whether what they have, or their clinician, is why: no question, no stage, no room."""
    answered = left.factors and not left.because.startswith(WAITS)
    return bool(answered) or left.because.startswith(DECIDED)


def _not_measured(plan: Plan, scored: frozenset[str]) -> tuple[str, ...]:
    due = [
        short_name(one.measure.name)
        for one in plan.outcome_measures
        if one.measure.id not in scored
    ]
    return tuple(dict.fromkeys(due))[:MOST_NOT_MEASURED]


def short_name(name: str) -> str:
    """The name of a measure without what stands in brackets."""
    return name.partition(" (")[0]


def _goes_on_with(plan: Plan) -> tuple[str, ...]:
    """What the person does alone, from the last plan."""
    current = plan.current
    alone = [
        item.intervention.name
        for item in (current.items if current else ())
        if not is_done_by_clinic(item.intervention)
        and (is_done_in_a_run(item.intervention) or needs_a_card(item.intervention, item.dose))
    ]
    return (f"{'; '.join(alone)}.",) if alone else ()
