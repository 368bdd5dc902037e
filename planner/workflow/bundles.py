"""Items brought into a draft together, each through the gate that one added by hand passes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from planner.assembly.plan import Plan
from planner.clinical.interventions import Intervention
from planner.clinical.pack import Pack
from planner.clinical.quantities import DoseRow
from planner.workflow.chosen_dose import ChosenDose, as_row, beside
from planner.workflow.dose_rows import row_hash
from planner.workflow.draft import ADDED, DOSE, REMOVED, SWAPPED, EditEntry
from planner.workflow.edited_plan import can_add, dose_on_file, for_none
from planner.workflow.errors import RefusedError

CHOSEN = (DOSE, ADDED, SWAPPED)
"""Edits that may bring a dose of the clinician's own."""
_MEASURE = re.compile(r"(RPE )?\d{1,3}([.,]\d{1,2})?([-–]\d{1,3})? ?(kg|lb|%|RPE|RM|/10)?")
"""A load that is a number with its unit, and so nothing about anybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a dose of one's own was chosen, and where alone it counts again."""

    picture: str
    stage: int
    irritability: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleItem:
    """One item; ``dose`` is one of a clinician's own, and without it the pack's is taken.

    ``row`` is the hash of the pack's row that stood beside that dose; empty where none is known.
    """

    item: str
    name: str
    dose: ChosenDose | None = None
    row: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Items that are brought in together. ``title`` says where from, in the list of edits."""

    id: str
    title: str
    items: tuple[BundleItem, ...]
    place: Place | None


class Fate(StrEnum):
    """What becomes of one item of a bundle."""

    COMES = "comes in"
    PRESENT = "in the plan already"
    STOPPED = "left out"
    GONE = "not in the library any more"
    NO_DOSE = "no dose here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One item of a bundle held against this person; ``chosen`` is the dose it brings."""

    item: str
    name: str
    fate: Fate
    says: str = ""
    dose: DoseRow | None = None
    chosen: ChosenDose | None = None


def weigh(
    plan: Plan, bundle: Bundle, pack: Pack, out: Mapping[str, str] | None = None
) -> tuple[Weighed, ...]:
    """What becomes of each item. What a factor stops never comes in together with others.

    Not even a contraindicated item that was kept on purpose before: it is added by itself, with a
    reason of today. So is one that somebody took ``out`` of this person's plan (HZ-045).
    """
    found: dict[str, Weighed] = {}
    for each in bundle.items:
        weighed = _weighed(plan, each, bundle, pack)
        if weighed.fate is Fate.COMES and out and each.item in out:
            weighed = replace(weighed, fate=Fate.STOPPED, says=out[each.item], dose=None)
        found.setdefault(each.item, weighed)
    return tuple(found.values())


def taken_out(edits: Iterable[EditEntry]) -> dict[str, str]:
    """Items that somebody took out of this person's plan, each with who did and why."""
    found: dict[str, str] = {}
    for edit in edits:
        if edit.is_undone or edit.item is None:
            continue
        if edit.kind in (REMOVED, SWAPPED):
            found[edit.item] = f"Taken out by {edit.by}: {edit.reason}"
        if edit.kind in (ADDED, SWAPPED):
            found.pop(edit.other or edit.item, None)
    return found


def place_of(plan: Plan) -> Place | None:
    """Where a plan stands; none for a holding plan."""
    stage, irritability = plan.current, plan.case.irritability
    if stage is None or plan.picture is None or irritability is None:
        return None
    return Place(picture=plan.picture.id, stage=stage.stage.id, irritability=irritability.value)


def own_doses(edits: Iterable[EditEntry]) -> dict[str, ChosenDose]:
    """The dose of the clinician's own that stands for each item, by its edits in order."""
    return {
        edit.other or edit.item or "": edit.dose
        for edit in edits
        if edit.kind in CHOSEN and edit.dose is not None and not edit.is_undone
    }


def wordless(dose: ChosenDose, thing: Intervention) -> ChosenDose | None:
    """The dose without anything that somebody wrote: numbers, and words of the pack alone.

    ``None`` where its numbers count something that the pack does not count for this item.
    """
    rows = [row for row in thing.doses if row.use]
    units = {row.reps.unit for row in rows if row.reps} | {"rep", None}
    often = {row.frequency.text for row in rows if row.frequency} | {""}
    if dose.reps_unit not in units or dose.frequency_as not in often:
        return None
    loads = {row.load.text for row in rows if row.load}
    is_plain = dose.load in loads or _MEASURE.fullmatch(dose.load.strip())
    return replace(
        dose,
        load=dose.load if is_plain else "",
        tempo=dose.tempo if dose.tempo in {row.tempo for row in rows} else "",
        note="",
    )


def _weighed(plan: Plan, each: BundleItem, bundle: Bundle, pack: Pack) -> Weighed:
    thing, stage = pack.library.interventions.get(each.item), plan.current
    if thing is None or not thing.is_offered:
        return Weighed(item=each.item, name=each.name, fate=Fate.GONE)
    told = Weighed(item=thing.id, name=thing.name, fate=Fate.PRESENT)
    if stage is not None and any(i.intervention.id == thing.id for i in stage.items):
        return told
    try:
        can_add(plan, thing, pack, keeps=for_none)
    except RefusedError as refusal:
        return replace(told, fate=Fate.STOPPED, says=refusal.sentence)
    return _dosed(plan, thing, each, bundle, told)


def _dosed(
    plan: Plan, thing: Intervention, each: BundleItem, bundle: Bundle, told: Weighed
) -> Weighed:
    """With its own dose where that was chosen for this very place, else with the pack's.

    One that was chosen beside another row than the library has now is chosen anew (HZ-041).
    """
    own, on_file, place = each.dose, dose_on_file(plan, thing), place_of(plan)
    here = row_hash(thing.id, on_file) if on_file is not None else ""
    if own is not None and each.row and each.row != here and on_file is not None:
        says = "With the dose on file: that one changed since its own was chosen. Look at both."
        return replace(told, fate=Fate.COMES, says=says, dose=on_file)
    if own is not None and place is not None and bundle.place == place:
        unit = on_file.reps.unit if on_file and on_file.reps else None
        is_same = on_file is None or not own.reps or (unit or "rep") == own.reps_unit
        row = _row(plan, own, on_file, bundle) if is_same else None
        if row is None:
            says = "Its dose does not fit what the library has now: add it by hand."
            return replace(told, fate=Fate.NO_DOSE, says=says)
        return replace(told, fate=Fate.COMES, dose=row, chosen=own)
    if on_file is None:
        says = "The library has no dose for it at this stage and irritability: add it with one."
        return replace(told, fate=Fate.NO_DOSE, says=says)
    says = "" if own is None else "With the dose on file: its own was for another stage."
    return replace(told, fate=Fate.COMES, says=says, dose=on_file)


def _row(plan: Plan, own: ChosenDose, on_file: DoseRow | None, bundle: Bundle) -> DoseRow | None:
    """The dose as it would stand in the plan; none where it says "as now" of what is not there."""
    place = place_of(plan)
    if place is None or plan.case.irritability is None:
        return None
    try:
        dose = beside(own, on_file)
    except RefusedError:
        return None
    return as_row(dose, place.picture, place.stage, plan.case.irritability, bundle.title, on_file)
