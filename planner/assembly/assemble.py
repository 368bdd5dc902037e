"""From an assessment to a plan: the current stage dosed, the rest with aim and candidates."""

from collections.abc import Sequence
from dataclasses import replace

from planner.assembly.accounting import left_out_items, strands_without_items
from planner.assembly.candidates import (
    factor_questions,
    fitting,
)
from planner.assembly.gathering import ceiling, gathered
from planner.assembly.meter import home_meter
from planner.assembly.plan import (
    LeftOut,
    Plan,
    PlanItem,
    PlanKind,
    PlanStage,
    Question,
    QuestionKind,
    Refusal,
    RunPlan,
)
from planner.assembly.recovery import outcome_dates, prognosis
from planner.assembly.running import run_plan, running_in, runs
from planner.assembly.running_barred import asked_for_running, no_running, running_today
from planner.assembly.screening import Barred, running_barred, running_cautions
from planner.assembly.selection import Candidate, choose
from planner.assembly.sport_loads import sport_plan
from planner.assembly.staging import entry_stage
from planner.clinical.case import NOT_SURE_YET, Case
from planner.clinical.conditions import Condition
from planner.clinical.interventions import BRIEF_STRANDS, Strand
from planner.clinical.pack import Pack
from planner.clinical.stages import Running, Stage, Surgeon, TreatmentPicture
from planner.ruleout.assess import Assessment
from planner.ruleout.results import is_signed


def assemble(pack: Pack, assessment: Assessment) -> Plan | Refusal:
    """The staged protocol for one assessment, or the reason there is none.

    Safety comes first: a raised emergency refuses, an urgent rule gives only the holding plan,
    whatever diagnosis was chosen. Raises ValueError when irritability is missing.
    """
    case = assessment.case
    if assessment.emergency is not None:
        rule = assessment.emergency.rule
        return Refusal(
            because=f"an emergency is raised ({rule.name}), so no exercise plan is given; "
            f"{rule.timeframe}",
            rule=rule.id,
        )
    if assessment.holding:
        return _holding(pack, assessment)
    if case.working_diagnosis is None:
        return Refusal(
            because="no working diagnosis is chosen; choose a condition, or not-sure-yet "
            "for an interim plan"
        )
    if case.working_diagnosis == NOT_SURE_YET:
        treatment = pack.presentation.pictures[NOT_SURE_YET]
        return _staged(pack, assessment, treatment, None)
    condition = pack.presentation.conditions[case.working_diagnosis]
    picture = pack.picture_for(condition.id)
    if picture is None:
        return Refusal(
            because=f"{condition.name} has no treatment picture here: "
            f"{condition.default_action.value}. {condition.action_note}"
        )
    return _staged(pack, assessment, picture, condition)


def _holding(pack: Pack, assessment: Assessment) -> Plan:
    case = assessment.case
    chosen = case.working_diagnosis
    return Plan(
        kind=PlanKind.HOLDING,
        case=case,
        assessment=assessment,
        diagnosis=pack.presentation.conditions.get(chosen) if chosen else None,
        picture=None,
        stages=(),
        left_out=tuple(
            LeftOut(
                id=strand.value,
                name=strand.value,
                strand=strand,
                because=f"nothing that loads the part until this is settled: "
                f"{assessment.holding[0].rule.name}",
            )
            for strand in BRIEF_STRANDS
        ),
        questions=_safety_questions(pack, assessment),
        running=None,
        meter=None,
        prognosis=prognosis(pack, None, case),
        outcome_measures=(),
        holding=tuple(standing.rule for standing in assessment.holding),
        referrals=tuple(standing.rule for standing in assessment.raised),
    )


def _staged(
    pack: Pack,
    assessment: Assessment,
    treatment: TreatmentPicture,
    condition: Condition | None,
) -> Plan:
    case, facts = assessment.case, assessment.picture
    if case.irritability is None:
        raise ValueError("irritability is needed for a plan: every dose depends on it")
    number = case.stage
    if number is None:
        number = entry_stage(treatment, case.measures, facts)
    stage = next(stage for stage in treatment.stages if stage.id == number)
    limits = pack.presentation.limits
    runs, rested = running_in(stage, case), case.is_rested_from_running
    table = run_plan(runs, case.sport, limits, case.irritability, is_rested=rested)
    asks = (pack, assessment, treatment, stage, case.irritability, table[0].kind)
    found, at_most = gathered(*asks), ceiling(*asks)
    wanted = choose([c for c in found.candidates if c.screened.would_be_allowed], limits, at_most)
    choice = choose([c for c in found.candidates if c.screened.allowed], limits, at_most)
    asked = factor_questions((*wanted.chosen, *choice.chosen), pack)
    barred = running_barred(limits.running_modality, pack.library, facts)
    running, run_questions = _running(pack, case, table, asked, barred)
    if running is not None and running.minutes > 0:
        minded = running_cautions(limits.running_modality, pack.library, facts)
        running = replace(running, cautions=minded)
    items = tuple(_item(pack, candidate, stage) for candidate in _in_order(choice.chosen))
    left_out = left_out_items(pack, found, choice)
    is_interim = treatment.interim_weeks is not None
    plan = Plan(
        kind=PlanKind.INTERIM if is_interim else PlanKind.FULL,
        case=case,
        assessment=assessment,
        diagnosis=condition,
        picture=treatment,
        stages=tuple(
            PlanStage(
                stage=each,
                is_current=each.id == stage.id,
                is_done=each.id < stage.id,
                items=items if each.id == stage.id else (),
                candidates=() if each.id <= stage.id else fitting(pack, treatment, each),
            )
            for each in treatment.stages
        ),
        left_out=(*left_out, *strands_without_items(treatment, stage, items, left_out)),
        questions=(
            *_safety_questions(pack, assessment),
            *_agreements(treatment, stage, case),
            *found.questions,
            *run_questions,
        ),
        running=running,
        sport=sport_plan(
            pack.presentation.sports,
            case.sport.name,
            treatment,
            stage,
            running_today(pack, facts, barred, running_in(stage, case)),
            case.irritability,
        ),
        meter=None,
        prognosis=prognosis(pack, treatment, case),
        outcome_measures=outcome_dates(pack, treatment),
        referrals=tuple(standing.rule for standing in assessment.raised),
    )
    return replace(plan, meter=home_meter(plan, pack))


def _running(
    pack: Pack,
    case: Case,
    table: tuple[RunPlan, tuple[Question, ...]],
    asked: tuple[Question, ...],
    barred: Barred,
) -> tuple[RunPlan | None, tuple[Question, ...]]:
    """Running of a runner in this stage, where nothing in the matrix bars it; all questions."""
    sports = pack.presentation.sports
    if not runs(case.sport, sports.runners):
        has_table = sports.table_of(case.sport.name) is not None
        return None, asked_for_running(
            asked, pack, barred, "the way back to sport"
        ) if has_table else asked
    planned, more = table
    if planned.kind is Running.NONE:
        return planned, asked
    asked = asked_for_running(asked, pack, barred, "the run table")
    return (no_running(pack, barred) or planned), (*asked, *more)


def _item(pack: Pack, candidate: Candidate, stage: Stage) -> PlanItem:
    item = candidate.item
    place = f"core of stage {stage.id}" if candidate.is_core else f"{item.priority.value} item"
    return PlanItem(
        intervention=item,
        dose=candidate.dose,
        is_core=candidate.is_core,
        serves=candidate.serves,
        why=f"{item.purpose} ({place}; evidence: {item.evidence.grade.value})",
        cautions=candidate.screened.cautions,
        conflicts=tuple(pack.presentation.conflicts[name] for name in item.conflicts),
    )


def _in_order(chosen: Sequence[Candidate]) -> list[Candidate]:
    """The founding order within a visit; rank decides inside a strand."""
    strands = list(Strand)
    return sorted(chosen, key=lambda c: strands.index(c.item.strand))


def _safety_questions(pack: Pack, assessment: Assessment) -> tuple[Question, ...]:
    if assessment.case.screen_override is not None:
        return ()
    findings = pack.library.findings
    return tuple(
        Question(
            id=name,
            kind=QuestionKind.SAFETY,
            ask=findings[name].wording,
            because="the safety screen is not complete without it",
        )
        for name in assessment.screen_gaps
    )


def _agreements(treatment: TreatmentPicture, stage: Stage, case: Case) -> tuple[Question, ...]:
    """Agreements still owed: not signed, or their weeks since onset have not passed."""
    return tuple(
        Question(
            id=f"agreement-stage-{agreement.stage}",
            kind=QuestionKind.AGREEMENT,
            ask=agreement.says,
            because=f"stage {agreement.stage} needs this agreement on record",
        )
        for agreement in treatment.agreements
        if agreement.stage <= stage.id and not _is_agreed(agreement, case)
    )


def _is_agreed(agreement: Surgeon, case: Case) -> bool:
    if not is_signed(agreement.answered_by, case.investigations):
        return False
    needed = agreement.after_weeks
    return needed is None or (case.duration_weeks is not None and case.duration_weeks >= needed)
