"""Where the evidence of an item comes from, and what stands behind its dose, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from planner.assembly.plan import PlanItem
from planner.clinical.citations import EvidenceGrade
from planner.clinical.interventions import Intervention
from planner.clinical.local import LocalChange
from planner.clinical.reviews import ReviewRule
from planner.web.components.protocol import EvidenceTag, Tested
from planner.web.words import day_or_time, late_words, short_day
from planner.workflow.dose_rows import Confirmation, is_unsourced, row_hash
from planner.workflow.draft import EditEntry

TENDON = "proximal-hamstring-tendinopathy"
"""The picture that ``in_pht_population`` of the pack speaks of."""
OPINION = (EvidenceGrade.EXPERT, EvidenceGrade.NONE)
INDIRECT = (EvidenceGrade.RCT_INDIRECT, EvidenceGrade.SR_INDIRECT)
"""Tested in another tendon or in healthy people, whatever else is known of the item."""
GRADES = {
    EvidenceGrade.RCT_DIRECT: "RCT, direct",
    EvidenceGrade.RCT_INDIRECT: "RCT, indirect",
    EvidenceGrade.SR_INDIRECT: "SR, indirect",
    EvidenceGrade.CASE: "case report",
    EvidenceGrade.NONE: "no evidence",
}
"""The dossier's grades, spelled out where the id does not read as a word."""
UNSEEN = "memory"
"""What the pack writes where no source was seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What decides how an item is said to stand: confirmations of the clinic, edits, today."""

    confirmed: Mapping[str, Confirmation]
    chosen: Mapping[str, EditEntry]
    today: date
    reviewing: ReviewRule
    local: LocalChange | None = None


def grade_words(thing: Intervention) -> str:
    """The grade and the first source that was seen: "SR, indirect, ganesh2015"."""
    grade = GRADES.get(thing.evidence.grade, thing.evidence.grade.value)
    seen = [source for source in thing.evidence.sources if source != UNSEEN]
    return ", ".join([grade, *seen[:1]])


def tested_where(thing: Intervention, picture: str) -> Tested:
    """This condition, elsewhere, or opinion only."""
    if thing.evidence.grade in OPINION:
        return Tested.OPINION
    is_direct = thing.evidence.in_pht_population and thing.evidence.grade not in INDIRECT
    is_here = is_direct and picture == TENDON
    return Tested.HERE if is_here else Tested.ELSEWHERE


def evidence_of(
    item: PlanItem, standing: Standing, confirm_address: str | None, *, says_unchecked: bool
) -> EvidenceTag:
    """The tag beside an item. Only a dose that nobody confirmed carries the button to do so."""
    thing = item.intervention
    dose = _dose_words(item, standing)
    return EvidenceTag(
        tested=tested_where(thing, item.serves),
        grade=grade_words(thing),
        dose=dose,
        confirm_address=None if dose else confirm_address,
        is_checked=thing.review.checked_by is not None or not says_unchecked,
        alerts=tuple(_alerts(thing, standing)),
    )


def _alerts(thing: Intervention, standing: Standing) -> Iterable[str]:
    if late := late_words(standing.reviewing.due(thing.review, standing.today), thing.review.due):
        yield late
    if standing.local is not None and thing.id in standing.local.entries:
        yield "changed in this clinic"


def _dose_words(item: PlanItem, standing: Standing) -> str:
    name, row = item.intervention.id, item.dose
    edit = standing.chosen.get(name)
    if edit is not None:
        return f"dose chosen by {edit.by}, {day_or_time(edit.at, standing.today)}"
    if not is_unsourced(row):
        return f"dose from {row.evidence.sources[0]}" if row.evidence.sources else "dose verified"
    found = standing.confirmed.get(row_hash(name, row))
    return f"dose confirmed here {short_day(found.at.astimezone().date())}" if found else ""
