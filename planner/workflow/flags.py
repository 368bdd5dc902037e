"""Plans in use are checked again with every answer, in the same transaction (HZ-019)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.assembly.plan import PlanKind
from planner.assembly.rechecking import stopped
from planner.assembly.screening import FactorAnswers
from planner.clinical.answers import Presence
from planner.clinical.contraindications import CellStatus
from planner.records.base import VisitFact
from planner.records.care import Encounter, Episode
from planner.records.episode import EpisodeSoFar, episode_so_far, newest_visit
from planner.records.links import records_of
from planner.records.people import Person
from planner.records.plans import IssuedPlan, PlanFlag
from planner.ruleout.assess import Assessment
from planner.workflow.actor import VisitRef
from planner.workflow.case_of import case_from
from planner.workflow.in_use import plans_in_use
from planner.workflow.knowledge import Knowledge
from planner.workflow.saving import Saving

WHOLE = ""
"""In the place of an item: all of the plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One item of one plan in use that an answer stops. ``visit`` is where the plan was issued.

    Where a red-flag rule stops all of a plan, ``item`` is empty and ``factor`` names the rule.
    ``raised_at`` is the visit whose save raised it.
    """

    person_id: str
    plan_id: str
    version: int
    visit: VisitRef
    item: str
    factor: str
    since: datetime
    raised_at: str


def check_plans_again(save: Saving, knowledge: Knowledge) -> None:
    """Flag what a yes of this save stops in any plan in use, and lift what it no longer does.

    Every plan in use counts, not the newest alone: a person may have two episodes. What counts is
    what the newest visit of the episode knows, also where an earlier one is saved to; a rule that
    another episode raised is lifted there.
    """
    plans = plans_in_use(save.db, save.person.id)
    if not plans:
        return
    newest = _newest(save)
    case, here = case_from(save.db, newest, knowledge), {v.id for v in newest.encounters}
    found = knowledge.reasoner.assess_each(case)
    pictures = [each.picture for each in found]
    for plan in plans:
        standing = {(flag.item, flag.factor): flag for flag in _raised(save.db, [plan])}
        raised = set(standing)
        now = _stops(found, plan, knowledge)
        for item, factor in [*(now - raised), *(raised - now)]:
            is_raised = (item, factor) in now
            if not is_raised and item == WHOLE and standing[item, factor].raised_at not in here:
                continue
            if not is_raised and item != WHOLE and _may_still_stop(factor, pictures):
                continue
            row = PlanFlag(plan_id=plan.id, item=item, factor=factor, is_raised=is_raised)
            save.add(row, f"plan-flag:{plan.id}")


def _newest(save: Saving) -> EpisodeSoFar:
    """The episode up to its newest visit, with this save in it."""
    newest = newest_visit(save.db, save.encounter.episode_id)
    if newest.id == save.encounter.id:
        return save.so_far
    return EpisodeSoFar(save.db, newest, save.so_far.episode, save.person)


def _stops(
    found: Collection[Assessment], plan: IssuedPlan, knowledge: Knowledge
) -> set[tuple[str, str]]:
    """What of a plan these assessments stop: pairs of item and factor, or of WHOLE and rule."""
    return {(WHOLE, rule) for rule in _stopping_rules(found, plan)} | {
        (each.item, each.factor)
        for one in found
        for each in stopped(
            [item["id"] for item in plan.snapshot["plan"]["items"]],
            knowledge.pack.library,
            one.picture,
            _known_then(plan),
            _runs_by(plan, knowledge),
        )
    }


def _stopping_rules(found: Iterable[Assessment], plan: IssuedPlan) -> frozenset[str]:
    """Rules that allow less than this plan now: for a holding plan, only an emergency does."""
    is_holding = plan.snapshot["plan"]["kind"] == PlanKind.HOLDING.value
    return frozenset(
        standing.rule.id
        for each in found
        for standing in (*(() if is_holding else each.holding), each.emergency)
        if standing is not None
    )


def _may_still_stop(factor: str, pictures: Iterable[FactorAnswers]) -> bool:
    return any(picture.factor(factor) is not Presence.ABSENT for picture in pictures)


def open_flags(db: Session, person_id: str) -> tuple[Flag, ...]:
    """Every flag that stands on the plans one person uses."""
    return _raised(db, plans_in_use(db, person_id))


def flagged_plans(db: Session) -> tuple[tuple[Person, tuple[Flag, ...]], ...]:
    """Everybody with a plan in use that is flagged, for the list of what waits."""
    names = db.scalars(select(PlanFlag.plan_id).where(PlanFlag.is_raised).distinct())
    wanted = select(IssuedPlan.person_id).where(IssuedPlan.id.in_(list(names))).distinct()
    found = []
    for person_id in db.scalars(wanted):
        flags, person = open_flags(db, person_id), db.get(Person, person_id)
        if flags and person is not None:
            found.append((person, flags))
    return tuple(found)


def is_flagged(db: Session, plan_id: str) -> bool:
    """Whether a flag stands on this plan."""
    plan = db.get(IssuedPlan, plan_id)
    return plan is not None and bool(_raised(db, [plan]))


def is_stopped(db: Session, plan: IssuedPlan, knowledge: Knowledge) -> bool:
    """Whether a flag stands on this plan, or what is known of the person today stops it.

    Flags come with the saves of a visit. A corrected birth date, a merge of two records and the
    visits of another course of care change what is known as well (HZ-019).
    """
    return bool(_raised(db, [plan])) or stops_today(db, plan, knowledge)


def stops_today(db: Session, plan: IssuedPlan, knowledge: Knowledge) -> bool:
    """Whether what is known of the person today stops this plan, whatever was flagged."""
    open_ones = select(Episode.id).where(
        Episode.person_id.in_(records_of(db, plan.person_id)), Episode.closed_at.is_(None)
    )
    for episode in {*db.scalars(open_ones), plan.episode_id}:
        newest = newest_visit(db, episode)
        so_far = episode_so_far(db, newest.person_id, newest.id)
        if so_far is None:
            continue
        case = case_from(db, so_far, knowledge)
        if _stops(knowledge.reasoner.assess_each(case), plan, knowledge):
            return True
    return False


def _raised(db: Session, plans: Iterable[IssuedPlan]) -> tuple[Flag, ...]:
    by_id = {plan.id: plan for plan in plans}
    if not by_id:
        return ()
    rows = db.execute(
        select(PlanFlag, Encounter.opened_at)
        .join(Encounter, Encounter.id == PlanFlag.encounter_id)
        .where(PlanFlag.plan_id.in_(list(by_id)))
    ).all()
    latest: dict[tuple[str, str, str], PlanFlag] = {}
    for row, _ in sorted(rows, key=lambda each: _order(each[0], each[1])):
        latest[row.plan_id, row.item, row.factor] = row
    return tuple(
        Flag(
            person_id=by_id[row.plan_id].person_id,
            plan_id=row.plan_id,
            version=by_id[row.plan_id].number,
            visit=VisitRef(by_id[row.plan_id].person_id, by_id[row.plan_id].encounter_id),
            item=row.item,
            factor=row.factor,
            since=row.recorded_at,
            raised_at=row.encounter_id,
        )
        for row in latest.values()
        if row.is_raised
    )


def _order(row: VisitFact, opened: datetime) -> tuple[datetime, datetime, int, int]:
    return row.recorded_at, opened, row.at_version, row.line


def _runs_by(plan: IssuedPlan, knowledge: Knowledge) -> str | None:
    """The kind of treatment that its run table is; none for a plan without running."""
    if not plan.snapshot["plan"]["run_minutes"]:
        return None
    return knowledge.pack.presentation.limits.running_modality


def _known_then(plan: IssuedPlan) -> frozenset[tuple[str, str]]:
    """What was decided when it was issued: an item kept in spite of a yes, with its reason."""
    return frozenset(
        (item["id"], caution["factor"])
        for item in plan.snapshot["plan"]["items"]
        for caution in item["cautions"]
        if caution["answer"] == Presence.PRESENT.value and CellStatus(caution["status"]).blocks
    )
