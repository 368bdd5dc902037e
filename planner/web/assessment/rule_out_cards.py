"""Rule-out as values: every cause with its verdict, its reasons and what was signed about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.clinical.answers import Side
from planner.clinical.case import NOT_SURE_YET
from planner.clinical.conditions import Verdict
from planner.ruleout.assess import Assessment, gravest
from planner.ruleout.differential import Ruling
from planner.web.assessment.board_cards import (
    IN_VIEW,
    TONES,
    band_of,
    cause_row,
    short_name,
)
from planner.web.assessment.subject import Subject
from planner.web.components.board import CauseRow
from planner.web.services import knowledge
from planner.web.words import SIDES, day_or_time
from planner.workflow.deciding import FAR_ENOUGH, SET_ASIDE
from planner.workflow.entries import RulingEntry, VisitPage
from planner.workflow.signed_findings import SignedFinding

DECISIONS = {SET_ASIDE: "Set aside", "keep-open": "Kept open"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What was signed about a cause. ``stale`` says what changed since; empty while it stands.

    ``on``: what it was signed on; ``None`` where that was not kept yet.
    """

    words: str
    reason: str
    by: str
    on: tuple[SignedFinding, ...] | None
    stale: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedCause:
    """One cause on the rule-out page.

    ``may_set_aside`` is false while its warning stands. ``needs_reason`` says why a reason is
    asked for setting it aside; empty where none is. ``others`` are the other side's verdicts.
    """

    row: CauseRow
    may_set_aside: bool
    needs_reason: str
    signature: Signature | None
    chosen: str = ""
    reason: str = ""
    error: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseGroup:
    """Causes under one heading; the last ones may be folded."""

    id: str
    title: str
    note: str
    causes: tuple[SignedCause, ...]
    is_folded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickLine:
    """A cause that may be set aside in one go: its name and how it stands."""

    id: str
    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedDecisions:
    """What a refused page had chosen."""

    fields: Mapping[str, str]
    errors: Mapping[str, str]


NOTHING = TypedDecisions(fields={}, errors={})


def cause_groups(
    page: VisitPage, sides: Sequence[Assessment], typed: TypedDecisions = NOTHING
) -> tuple[CauseGroup, ...]:
    """Raised rules first, then what is open, then what is far enough to be set aside."""
    signed = [_signed_cause(page, sides, ruling, typed) for ruling in ordered(sides)]
    by_rank = list(zip(ordered(sides), signed, strict=True))
    raised = tuple(card for ruling, card in by_rank if ruling.raised)
    in_view = tuple(
        card for ruling, card in by_rank if not ruling.raised and ruling.verdict in IN_VIEW
    )
    open_ = tuple(
        card
        for ruling, card in by_rank
        if not ruling.raised and ruling.verdict is Verdict.NEEDS_ASSESSMENT
    )
    far = tuple(
        card for ruling, card in by_rank if not ruling.raised and ruling.verdict in FAR_ENOUGH
    )
    groups = (
        CauseGroup(
            id="raised",
            title="Warning raised",
            note="cannot be set aside while the warning stands",
            causes=raised,
        ),
        CauseGroup(id="in-view", title="Likely or possible", note=_count(in_view), causes=in_view),
        CauseGroup(id="unsettled", title="Needs assessment", note=_count(open_), causes=open_),
        CauseGroup(id="far", title="Unlikely or ruled out", note=_count(far), causes=far),
    )
    return tuple(group for group in groups if group.causes)


def ordered(sides: Sequence[Assessment]) -> tuple[Ruling, ...]:
    """Every cause once, on the side that speaks most for it, raised ones first."""
    first = sides[0].differential
    if len(sides) == 1:
        return first
    rulings = [gravest(sides, ruling.condition.id) for ruling in first]
    urgency = {s.rule.id: s.urgency.rank + 1 for side in sides for s in side.rules}
    return tuple(
        sorted(
            rulings,
            key=lambda r: (
                -max((urgency[rule] for rule in r.raised), default=0),
                (r.excluded_by is not None) - (r.shown_by is not None),
                -r.probability,
                r.condition.id,
            ),
        )
    )


def quick_lines(page: VisitPage, sides: Sequence[Assessment]) -> tuple[QuickLine, ...]:
    """What the findings already call ruled out, or unlikely with its key findings done.

    The working diagnosis and its contributors are never among them, nor what is signed already.
    """
    chosen = {page.working_diagnosis.value if page.working_diagnosis else None, *page.contributors}
    return tuple(
        QuickLine(
            id=ruling.condition.id,
            name=ruling.condition.name,
            words=f"{TONES[ruling.verdict].word.lower()}, {band_of(ruling).words}",
        )
        for ruling in ordered(sides)
        if is_far_enough(ruling, sides)
        and ruling.condition.id not in chosen
        and not _stands(page.rulings.get(ruling.condition.id), ruling)
    )


def is_far_enough(ruling: Ruling, sides: Sequence[Assessment]) -> bool:
    """Whether it can be set aside without a written reason, on every side."""
    owed = any(side.ruling(ruling.condition.id).to_assess for side in sides)
    return ruling.verdict in FAR_ENOUGH and not ruling.raised and not owed


def _stands(entry: RulingEntry | None, ruling: Ruling) -> bool:
    return entry is not None and entry.verdict == ruling.verdict.value


def _signed_cause(
    page: VisitPage, sides: Sequence[Assessment], ruling: Ruling, typed: TypedDecisions
) -> SignedCause:
    name = ruling.condition.id
    side = next((s for s in sides if s.ruling(name) is ruling), sides[0])
    subject = Subject(page=page, side=side, pack=knowledge().pack, moved={}, in_full=True)
    return SignedCause(
        row=cause_row(subject, ruling),
        may_set_aside=not ruling.raised,
        needs_reason="" if is_far_enough(ruling, sides) else _why_reason(ruling, sides),
        signature=_signature(page, ruling),
        chosen=typed.fields.get(f"decision--{name}", ""),
        reason=typed.fields.get(f"reason--{name}", ""),
        error=typed.errors.get(name, ""),
        others=_other_sides(sides, ruling),
    )


def _why_reason(ruling: Ruling, sides: Sequence[Assessment]) -> str:
    owed = any(side.ruling(ruling.condition.id).to_assess for side in sides)
    if owed:
        return "A key finding is still to be assessed: setting it aside needs a reason."
    return f"It is {ruling.verdict.value}: setting it aside needs a reason."


def _other_sides(sides: Sequence[Assessment], shown: Ruling) -> tuple[str, ...]:
    """Each side's verdict where both hurt."""
    if len(sides) == 1:
        return ()
    said = []
    for side in sides:
        ruling = side.ruling(shown.condition.id)
        where = SIDES[side.side or Side.RIGHT]
        range_ = "by rule" if ruling.raised else band_of(ruling).words
        said.append(f"{where}: {ruling.verdict.value}, {range_}")
    return tuple(said)


def _signature(page: VisitPage, ruling: Ruling) -> Signature | None:
    """What was signed, and whether the verdict it was signed on still holds."""
    entry = page.rulings.get(ruling.condition.id)
    if entry is None:
        return None
    stale = ""
    if not _stands(entry, ruling):
        stale = f"Signed when it was {entry.verdict}; now {ruling.verdict.value}: sign again."
    elif ruling.raised and entry.decision == SET_ASIDE:
        stale = "A warning was raised since: it cannot stay set aside."
    return Signature(
        words=DECISIONS.get(entry.decision, entry.decision),
        reason=entry.reason,
        by=f"{entry.by}, {day_or_time(entry.at, page.date)}",
        on=entry.signed_on,
        stale=stale,
    )


def _count(causes: Sequence[SignedCause]) -> str:
    signed = sum(c.signature is not None and not c.signature.stale for c in causes)
    return f"{signed} of {len(causes)} signed"


def signed_count(groups: Sequence[CauseGroup]) -> tuple[int, int, int]:
    """Signed, all, and signed on a verdict that has changed since."""
    causes = [cause for group in groups for cause in group.causes]
    stale = sum(bool(c.signature and c.signature.stale) for c in causes)
    signed = sum(c.signature is not None for c in causes) - stale
    return signed, len(causes), stale


def cause_names(sides: Sequence[Assessment]) -> dict[str, str]:
    """Every cause in order, with its verdict and range beside the name."""
    return {
        ruling.condition.id: f"{ruling.condition.name}: {ruling.verdict.value}"
        + ("" if ruling.raised else f", {band_of(ruling).words}")
        for ruling in ordered(sides)
    }


def near_causes(sides: Sequence[Assessment]) -> frozenset[str]:
    """Causes in view: likely or possible on any side, and the next three."""
    found = [r.condition.id for r in ordered(sides) if r.verdict in IN_VIEW]
    rest = [r.condition.id for r in ordered(sides) if r.condition.id not in found]
    return frozenset((*found, *rest[:3]))


def diagnosis_warnings(page: VisitPage, sides: Sequence[Assessment]) -> tuple[str, ...]:
    """What speaks against the choice, in words: it is the clinician's all the same."""
    chosen = page.working_diagnosis.value if page.working_diagnosis else None
    if chosen is None or chosen == NOT_SURE_YET:
        return ()
    ruling = gravest(sides, chosen)
    name = short_name(ruling.condition.name)
    found = []
    if ruling.verdict is not Verdict.LIKELY:
        likely = [
            short_name(r.condition.name)
            for r in ordered(sides)
            if r.verdict is Verdict.LIKELY and r.leads_node
        ]
        instead = f" They call likely: {', '.join(likely)}." if likely else ""
        found.append(f"The findings call {name} {ruling.verdict.value}, not likely.{instead}")
    entry = page.rulings.get(chosen)
    if entry is not None and entry.decision == SET_ASIDE:
        found.append(f"{name} was signed as set aside.")
    raised = {s.rule.id: s for side in sides for s in side.raised}
    found += [f"{s.rule.name} stands: the plan follows it first." for s in raised.values()]
    if ruling.condition.picture is None:
        found.append(f"{name} has no staged treatment: advice, referral or imaging only.")
    return tuple(found)


def standing_diagnosis(page: VisitPage) -> str:
    """The recorded working diagnosis by name, contributors behind it; empty while there is none."""
    known = knowledge().pack.presentation.conditions
    chosen = page.working_diagnosis.value if page.working_diagnosis else None
    if chosen is None:
        return ""
    if chosen == NOT_SURE_YET:
        return "Not sure yet: interim plan"
    added = [short_name(known[name].name) for name in page.contributors if name in known]
    return known[chosen].name + (f", with {', '.join(added)}" if added else "")
