"""The clinician's record: everything, with reasons, sources and what nobody has checked."""

from dataclasses import replace

from planner.assembly.plan import Plan, PlanKind, Refusal
from planner.clinical.answers import Irritability
from planner.clinical.local_rules import changed_rules
from planner.clinical.pack import Pack
from planner.clinical.redflags import RuleState
from planner.clinical.reviews import LATE
from planner.documents.filling.citations import checked, cited, source_rows
from planner.documents.filling.identity import Paper, identity_of
from planner.documents.filling.numbers import long_date, number
from planner.documents.filling.record_answers import answer_groups, answer_lines, screen_lines
from planner.documents.filling.record_factors import factor_lines, factor_rows
from planner.documents.filling.record_protocol import (
    left_out_rows,
    nobody_checked,
    outcome_rows,
    prognosis_rows,
    record_stages,
)
from planner.documents.filling.record_questions import question_lines
from planner.documents.filling.record_reasoning import (
    decided,
    differential_rows,
    usual_limits,
)
from planner.documents.filling.record_rules import open_rules, rule_rows
from planner.documents.filling.results import signed_results
from planner.documents.values import ClinicianRecord, OverrideRow, Stated, SummaryLine
from planner.ruleout.assess import Assessment

A_DRAFT = Paper()


def clinician_record(
    pack: Pack,
    assessment: Assessment,
    outcome: Plan | Refusal | None,
    paper: Paper = A_DRAFT,
) -> ClinicianRecord:
    """The whole reasoning of one visit. ``outcome`` is the plan, or why there is none."""
    case, words = assessment.case, pack.presentation.words
    plan = outcome if isinstance(outcome, Plan) else None
    record = ClinicianRecord(
        identity=identity_of(case, words, paper, "Record"),
        title="Clinician's record",
        draft=paper.draft,
        marks=_marks(pack, assessment, outcome),
        summary=(
            *_summary(assessment, outcome),
            *_results(pack, assessment),
            *screen_lines(pack, assessment),
        ),
        own_words=_own_words(assessment),
        questions=question_lines(pack, plan),
        overrides=_overrides(assessment, paper),
        rules=rule_rows(pack, assessment),
        rules_open=open_rules(pack, assessment),
        differential=differential_rows(pack, assessment, paper),
        limits=usual_limits(assessment),
        stages=record_stages(pack, plan) if plan else (),
        checked=nobody_checked(plan) if plan else "",
        left_out=left_out_rows(plan) if plan else (),
        factors=factor_rows(pack, assessment, plan),
        prognosis=prognosis_rows(pack, plan) if plan else (),
        outcome_measures=outcome_rows(plan) if plan else (),
        safety_net=_safety_net(assessment),
        answers=answer_groups(pack, assessment, paper),
        absent=(*answer_lines(pack, assessment, paper), *factor_lines(pack, assessment)),
        signature_lines=(paper.signature or words.letter.signed_as, "Date and time"),
    )
    return _with_sources(pack, record)


def _marks(pack: Pack, assessment: Assessment, outcome: Plan | Refusal | None) -> tuple[str, ...]:
    """What is unsigned, unchecked or waiting; the gravest first."""
    marks = [f"{s.rule.name}: {s.urgency.value}, {s.timeframe}" for s in assessment.raised]
    marks += [f"Cannot all be true: {each.says}" for each in assessment.unexplained]
    if isinstance(outcome, Refusal):
        marks.append(f"No plan: {outcome.because}")
    gaps, always = assessment.screen_gaps, pack.presentation.head.always_screen
    if gaps:
        screen = [name for name in always if assessment.picture.is_asked_of(name)]
        asked = len(screen) - sum(name in screen for name in gaps)
        marks.append(
            f"Safety screen not complete: {asked} of {len(screen)} answered, {len(gaps)} still owed"
        )
    still_open = [
        s.rule.name for s in assessment.rules if s.state is RuleState.OPEN and s.trigger_present
    ]
    if still_open:
        marks.append(f"Open, with a trigger present: {'; '.join(still_open)}")
    if isinstance(outcome, Plan) and (waiting := sum(q.blocks for q in outcome.questions)):
        one = "1 question holds" if waiting == 1 else f"{waiting} questions hold"
        marks.append(f"{one} items of the plan back")
    if isinstance(outcome, Plan):
        marks += _unverified(outcome)
    marks += _late(pack, assessment, outcome)
    marks += _local(pack, outcome)
    reviews = [pack.presentation.head.review, pack.presentation.words.review]
    if any(review.checked_by is None for review in reviews):
        marks.append("The knowledge behind this record has not been checked by a clinician")
    return tuple(marks)


def _unverified(plan: Plan) -> list[str]:
    """How many doses and criteria of this plan nobody has seen in a source."""
    current = plan.current
    if current is None:
        return []
    doses = [item.dose.evidence.verified for item in current.items]
    stage = current.stage
    criteria = [c.verified for c in (*stage.entry, *stage.exit, *stage.regress)]
    return [
        f"{seen.count(False)} of {len(seen)} {what} of this stage are not verified in a source"
        for what, seen in (("doses", doses), ("criteria", criteria))
        if False in seen
    ]


def _late(pack: Pack, assessment: Assessment, outcome: Plan | Refusal | None) -> list[str]:
    """How many statements behind this record nobody read again in time, by the day of the visit."""
    reviews = [s.rule.review for s in assessment.rules]
    reviews += [ruling.condition.review for ruling in assessment.differential]
    reviews += [factor.review for factor in pack.library.factors.values()]
    if isinstance(outcome, Plan) and outcome.current:
        reviews += [item.intervention.review for item in outcome.current.items]
    rule, today = pack.presentation.head.reviewing, assessment.case.on
    late = [review for review in reviews if rule.due(review, today) in LATE]
    if not late:
        return []
    since = long_date(min(review.due for review in late))
    return [
        f"{len(late)} of {len(reviews)} statements behind it are overdue for review, since {since}"
    ]


def _local(pack: Pack, outcome: Plan | Refusal | None) -> list[str]:
    """What the clinic itself changed of the protocols, and which items of this plan it touches."""
    local = pack.local
    if local is None:
        return []
    items = outcome.current.items if isinstance(outcome, Plan) and outcome.current else ()
    names = [item.intervention.name for item in items if item.intervention.id in local.entries]
    touched = f"; in this plan: {', '.join(names)}" if names else ""
    rules = ", ".join(rule.name for rule in changed_rules(pack))
    rested = f"; red-flag rules that rest on it: {rules}" if rules else ""
    return [
        f"Changed in this clinic by {local.by} until {long_date(local.until)} ({local.because}): "
        f"{', '.join(local.files)}{touched}{rested}"
    ]


def _summary(assessment: Assessment, outcome: Plan | Refusal | None) -> tuple[SummaryLine, ...]:
    case = assessment.case
    irritability = case.irritability.value if isinstance(case.irritability, Irritability) else ""
    lines = [
        ("Visit", long_date(case.on)),
        (
            "Age and sex",
            f"{_known(case.age)}, {case.sex.value if case.sex else 'sex not recorded'}",
        ),
        ("Side", _side(assessment)),
        (
            "Symptoms",
            f"{number(case.duration_weeks)} weeks" if case.duration_weeks else "not recorded",
        ),
        ("Disposition", assessment.disposition.value.replace("-", " ")),
        ("Working diagnosis", decided(assessment)),
        ("Irritability", irritability or "not rated"),
    ]
    if isinstance(outcome, Plan):
        lines += _plan_lines(outcome)
    return tuple(SummaryLine(label, text) for label, text in lines)


def _results(pack: Pack, assessment: Assessment) -> tuple[SummaryLine, ...]:
    results = signed_results(pack, assessment.case)
    return (SummaryLine("Results", results),) if results else ()


def _side(assessment: Assessment) -> str:
    case = assessment.case
    if case.side is None:
        return "not recorded"
    leads = assessment.side
    if leads is None or leads is case.side:
        return case.side.value
    return f"{case.side.value}; the {leads.value} side leads here"


def _plan_lines(plan: Plan) -> list[tuple[str, str]]:
    lines = [("Plan", plan.kind.value)]
    if plan.kind is PlanKind.HOLDING:
        return [*lines, ("Holding for", "; ".join(rule.name for rule in plan.holding))]
    if plan.current:
        stage = plan.current.stage
        lines.append(("Stage", f"{stage.id}, {stage.name}, of {len(plan.stages)} stages"))
    if plan.meter:
        meter = plan.meter
        lines.append(
            (
                "Home",
                f"{meter.exercises} of {meter.exercise_limit} exercises, {meter.self_care} of "
                f"{meter.self_care_limit} self-care, {number(meter.minutes)} of "
                f"{number(meter.minutes_limit)} minutes",
            )
        )
    if plan.running:
        running = plan.running
        lines.append(
            (
                "Running",
                f"{running.kind}: {running.runs_per_week} a week, {number(running.minutes)} min",
            )
        )
    return lines


def _own_words(assessment: Assessment) -> tuple[SummaryLine, ...]:
    case = assessment.case
    goals = case.goals or ((case.sport.goal,) if case.sport.goal else ())
    return tuple(SummaryLine("Goal", goal) for goal in goals)


def _overrides(assessment: Assessment, paper: Paper) -> tuple[OverrideRow, ...]:
    """What somebody signed a reason for: facts or sentences that seem odd, an open screen."""
    override, on = assessment.case.screen_override, long_date(assessment.case.on)
    rows = [
        OverrideRow(each.says, each.reason.reason, each.reason.signed_by)
        for each in assessment.contradictions
        if each.reason is not None
    ]
    rows += [OverrideRow(*each) for each in paper.explained]
    if override is not None:
        owed = len(assessment.screen_gaps)
        what = f"Safety screen not complete: {owed} question{'s' if owed != 1 else ''} not answered"
        rows.append(OverrideRow(what, override.reason, f"{override.signed_by}, {on}"))
    return tuple(rows)


def _safety_net(assessment: Assessment) -> tuple[Stated, ...]:
    """Safety-netting of every rule that is raised, or open with a trigger present."""
    return tuple(
        Stated(s.rule.safety_net, cited(s.rule.sources), checked(s.rule.verified))
        for s in assessment.rules
        if s.is_raised or (s.state is RuleState.OPEN and s.trigger_present)
    )


def _with_sources(pack: Pack, record: ClinicianRecord) -> ClinicianRecord:
    """The list of every source cited anywhere in the record."""
    cited_here = [
        *(row.source.split(";")[0] for row in record.rules),
        *(a.source for row in record.differential for a in (*row.speaks_for, *row.speaks_against)),
        *(i.source for stage in record.stages for s in stage.strands for i in s.items),
        *(row.source for row in (*record.prognosis, *record.safety_net)),
        *(row.source for row in record.outcome_measures),
    ]
    return replace(record, sources=source_rows(pack, cited_here))


def _known(age: float | None) -> str:
    return f"{number(age)} years" if age is not None else "age not recorded"
