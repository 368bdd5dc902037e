"""What the plan must fit: irritability, sport, equipment, goals, stage, consent, next visit."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.clinical.answers import Irritability
from planner.clinical.case import SportLoad
from planner.records.findings import Consent
from planner.records.situation import (
    EquipmentRecord,
    GoalRecord,
    IrritabilityRating,
    NextVisit,
    SportRecord,
    StageChoice,
)
from planner.workflow.alerts import keep_alerts
from planner.workflow.clock import Clock
from planner.workflow.course_of import plan_in_force
from planner.workflow.errors import RefusedError
from planner.workflow.knowledge import Knowledge
from planner.workflow.saving import Saving, saves
from planner.workflow.texts import checked, checked_line, checked_reason

MOST_GOALS = 5
SPORT_LIMITS = {
    "weekly_km": (0, 500),
    "longest_run_km": (0, 300),
    "longest_tolerated_km": (0, 300),
    "longest_tolerated_minutes": (0, 1500),
    "easy_pace_minutes_per_km": (3, 15),
}
"""The same limits as in a case file."""

KINDS = {
    "examination": ("given", "declined"),
    "treatment": ("given", "declined"),
    "chaperone": ("offered-accepted", "offered-declined", "not-needed"),
    "capacity": ("has-capacity", "lacks-capacity", "parent-or-guardian"),
}
"""What is asked before touching somebody, and the answers to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenConsent:
    """One answer about consent, chaperone or capacity."""

    answer: str
    note: str = ""


@saves("rate-irritability")
def rate_irritability(
    save: Saving, irritability: Irritability, reason: str = "", *, clock: Clock
) -> None:
    """How easily the pain is stirred, at this visit."""
    row = IrritabilityRating(
        irritability=irritability.value, reason=checked(reason, "reason").strip()
    )
    stored = save.so_far.latest_here(IrritabilityRating)
    save.put(row, "irritability", _rated(row), stored, _rated(stored))


@saves("record-sport", then=keep_alerts)
def record_sport(save: Saving, sport: SportLoad, *, knowledge: Knowledge, clock: Clock) -> None:
    """Sport and load. Raises RefusedError for an unknown sport or a number out of its range."""
    known = knowledge.pack.presentation.head.sports
    if sport.name is not None and sport.name not in known:
        raise RefusedError("This sport is not in the pack.", "name")
    for name, (lowest, highest) in SPORT_LIMITS.items():
        number = getattr(sport, name)
        if number is not None and not lowest <= number <= highest:
            raise RefusedError(f"Enter a number from {lowest} to {highest}.", name)
    values = dataclasses.asdict(sport)
    values["goal"] = checked(sport.goal, "goal", 1000).strip() or None if sport.goal else None
    row = SportRecord(**values)
    stored = save.so_far.latest_here(SportRecord)
    if stored is None and sport == SportLoad():
        return
    save.put(row, "sport", _sport(row), stored, _sport(stored))


@saves("record-equipment")
def record_equipment(
    save: Saving, things: Sequence[str], *, knowledge: Knowledge, clock: Clock
) -> None:
    """What the person has at home, by id."""
    known = knowledge.pack.library.equipment
    for name in things:
        if name not in known:
            raise RefusedError("This is not in the list of equipment.", name)
    row = EquipmentRecord(things=sorted(set(things)))
    stored = save.so_far.latest_here(EquipmentRecord)
    was = ", ".join(stored.things) if stored else ""
    save.put(row, "equipment", ", ".join(row.things), stored, was)


@saves("record-goals")
def record_goals(save: Saving, goals: Sequence[str], *, clock: Clock) -> None:
    """The person's goals in their own words, the first one printed."""
    kept = [text for goal in goals if (text := checked(goal, "goals", 500).strip())]
    if len(kept) > MOST_GOALS:
        raise RefusedError(f"Keep to {MOST_GOALS} goals.", "goals")
    stored = save.so_far.latest_here(GoalRecord)
    if stored is None and not kept:
        return
    was = "; ".join(stored.goals) if stored else ""
    save.put(GoalRecord(goals=kept), "goals", "; ".join(kept), stored, was)


@saves("choose-stage")
def choose_stage(
    save: Saving, stage: int | None, reason: str, *, knowledge: Knowledge, clock: Clock
) -> None:
    """Take another stage than the one worked out, with the reason; ``None`` hands it back.

    Once a plan is in force, a later stage is reached through its gate alone (HZ-043).
    """
    pictures = knowledge.pack.presentation.pictures.values()
    known = {each.id for picture in pictures for each in picture.stages}
    if stage is not None and stage not in known:
        raise RefusedError("There is no such stage.", "stage")
    plan = plan_in_force(save.db, save.so_far)
    if plan is not None and stage is not None and stage > plan.stage:
        raise RefusedError(
            f"The plan in force stands in stage {plan.stage}: decide at its gate to go on.", "stage"
        )
    why = checked_reason(reason) if stage is not None else checked(reason, "reason").strip()
    stored = save.so_far.latest_here(StageChoice)
    was = f"{stored.stage} {stored.reason}" if stored else ""
    save.put(StageChoice(stage=stage, reason=why), "stage", f"{stage} {why}", stored, was)


@saves("record-next-visit")
def record_next_visit(save: Saving, text: str, *, clock: Clock) -> None:
    """The next appointment in the words printed on the plan ("Monday 7 December, 10:00")."""
    line = checked_line(text, "next_visit")
    stored = save.so_far.latest_here(NextVisit)
    save.put(NextVisit(text=line), "next_visit", line, stored, stored.text if stored else "")


@saves("record-consent")
def record_consent(save: Saving, given: Mapping[str, GivenConsent], *, clock: Clock) -> None:
    """Consent, chaperone and capacity at this visit. Raises RefusedError for an unknown answer."""
    here = save.so_far.by(Consent, lambda row: row.kind, here=True)
    for kind, consent in given.items():
        if consent.answer not in KINDS.get(kind, ()):
            raise RefusedError("Choose one of the answers.", kind)
        note = checked(consent.note, kind, 1000).strip()
        stored = here.get(kind)
        was = f"{stored.answer} {stored.note}".strip() if stored else ""
        row = Consent(kind=kind, answer=consent.answer, note=note)
        save.put(row, kind, f"{consent.answer} {note}".strip(), stored, was)


def _rated(row: IrritabilityRating | None) -> str:
    return f"{row.irritability} {row.reason}".strip() if row else ""


def _sport(row: SportRecord | None) -> str:
    if row is None:
        return ""
    said = [row.name or "sport not known"]
    for name in SPORT_LIMITS:
        number = getattr(row, name)
        if number is not None:
            said.append(f"{name.replace('_', ' ')} {number:g}")
    return ", ".join([*said, row.goal or ""])
