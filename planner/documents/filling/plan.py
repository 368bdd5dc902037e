"""The patient's plan, put together from its pages."""

from collections.abc import Mapping

from planner.assembly.plan import Plan, PlanKind
from planner.clinical.case import Case
from planner.clinical.pack import Pack
from planner.clinical.wording import Wording
from planner.documents.filling.cards import exercise_cards
from planner.documents.filling.fridge import (
    flare,
    help_tiers,
    next_visit,
    pain_rule,
    week,
)
from planner.documents.filling.holding import notice
from planner.documents.filling.identity import Paper, identity_of
from planner.documents.filling.later import can_still_do, diary, every_day, ladder, prevention
from planner.documents.filling.named_sources import named_sources
from planner.documents.filling.placeholders import fill_from
from planner.documents.filling.running import running_page
from planner.documents.filling.sides import UNKNOWN
from planner.documents.filling.situation import situation_of
from planner.documents.filling.sport import way_back
from planner.documents.filling.understanding import (
    expectation,
    less_likely,
    sore_spot,
    what_you_have,
)
from planner.documents.values import Drawing, PatientPlan
from planner.documents.values import PlanKind as PaperKind

NO_DRAWINGS: Mapping[str, Drawing] = {}
A_DRAFT = Paper()


def patient_plan(
    pack: Pack,
    plan: Plan,
    drawings: Mapping[str, Drawing] = NO_DRAWINGS,
    paper: Paper = A_DRAFT,
) -> PatientPlan:
    """The plan the patient takes home, for a full, a holding or an interim plan.

    ``drawings`` are finished drawings by intervention id, and the pictures of where it hurts by
    finding; a card without one stands alone. Only patient words of the pack are read here.
    """
    situation = situation_of(pack, plan, paper)
    words = situation.words
    kind = plan.kind.value
    return PatientPlan(
        identity=identity_of(plan.case, words, paper, "Plan"),
        title=_title(plan, words),
        help=help_tiers(situation),
        kind=PaperKind(kind),
        draft=paper.draft,
        goal=own_goal(plan.case),
        notice=notice(situation),
        week=week(situation),
        pain=pain_rule(situation),
        flare=flare(situation),
        missed_day=words.missed_day.get(kind, "") if situation.exercises else "",
        next_visit=next_visit(situation),
        what_you_have=what_you_have(situation, sore_spot(situation, drawings)),
        less_likely=less_likely(situation),
        expect=expectation(situation),
        exercises=exercise_cards(situation, drawings),
        running=running_page(situation, drawings),
        diary=diary(situation),
        every_day=every_day(situation),
        can_still_do=can_still_do(situation),
        ladder=ladder(situation),
        sport=way_back(situation),
        prevention=prevention(situation),
        if_things_slip=words.if_things_slip if plan.kind is PlanKind.FULL else "",
        sources=words.sources[kind],
        named_sources=named_sources(situation),
    )


def own_goal(case: Case) -> str:
    """The goal in the person's own words; nothing is made up where none was said."""
    return (case.goals[0] if case.goals else case.sport.goal or "").strip()


def _title(plan: Plan, words: Wording) -> str:
    side = words.sides[plan.case.side.value if plan.case.side else UNKNOWN]
    weeks = plan.picture.interim_weeks if plan.picture else None
    values = {"buttock": side.buttock, "weeks": weeks}
    return fill_from(words.titles[plan.kind.value], values)
