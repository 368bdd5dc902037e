"""The rule-out record: every cause as it stands and as it was signed, and a paragraph of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.clinical.conditions import Verdict
from planner.clinical.naming import first_few
from planner.clinical.redflags import RuleState
from planner.ruleout.assess import Assessment, gravest
from planner.ruleout.rules import RuleStanding
from planner.web.assessment.arguments import answer_word
from planner.web.assessment.board_cards import IN_VIEW, band_of, short_name
from planner.web.assessment.impression_cards import impression_sentence
from planner.web.assessment.rule_out_cards import CauseGroup, SignedCause, standing_diagnosis
from planner.web.components.board import Reason
from planner.web.services import knowledge
from planner.web.words import SIDES, plural, short_day
from planner.workflow.deciding import SET_ASIDE
from planner.workflow.entries import VisitPage
from planner.workflow.signed_findings import SignedFinding

LEADING = 3
"""Causes always named with their chance, whatever their verdict."""

KEPT_BEFORE = "not kept: it was signed before the program noted on which findings"

NAMED = 8
"""Causes and findings named in one sentence of the paragraph; the rest are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine:
    """One cause: how it stands, what speaks, and what was signed by whom, when, on which findings.

    ``is_silent``: nothing recorded speaks either way. ``answered`` says when all its answers were
    given, where it was on one day. ``signed_on`` is empty where it is unsigned.
    """

    name: str
    stands: str
    speaks_for: str
    speaks_against: str
    to_assess: str
    signed: str
    is_silent: bool = False
    answered: str = ""
    signed_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordGroup:
    """Causes under one heading."""

    title: str
    lines: tuple[RecordLine, ...]


def record_groups(groups: Sequence[CauseGroup]) -> tuple[RecordGroup, ...]:
    """Every cause of the rule-out page, in its order, in words alone."""
    return tuple(
        RecordGroup(title=group.title, lines=tuple(_line(cause) for cause in group.causes))
        for group in groups
    )


def _line(cause: SignedCause) -> RecordLine:
    row = cause.row
    chance = row.band.words if row.band else row.state
    signed, signed_on = "Not signed", ""
    if cause.signature is not None:
        reason = f": {cause.signature.reason}" if cause.signature.reason else ""
        stale = f" {cause.signature.stale}" if cause.signature.stale else ""
        signed = f"{cause.signature.words}, {cause.signature.by}{reason}{stale}"
        signed_on = _signed_on(cause.signature.on)
    return RecordLine(
        name=row.name,
        stands="; ".join((f"{row.tone.word}, {chance}", *cause.others)),
        speaks_for=_told(row.speaks_for),
        speaks_against=_told(row.speaks_against),
        to_assess=", ".join(reason.words for reason in row.to_assess) or "nothing left",
        signed=signed,
        is_silent=not row.speaks_for and not row.speaks_against,
        answered=row.answered,
        signed_on=signed_on,
    )


def _signed_on(on: tuple[SignedFinding, ...] | None) -> str:
    """Each finding with its answer, as it was when the cause was signed."""
    if on is None:
        return KEPT_BEFORE
    findings = knowledge().pack.library.findings
    said = [
        f"{one.name}: {answer_word(findings[one.id].kind, one.presence.value)}"
        if one.id in findings
        else f"{one.name}: {one.presence.value}"
        for one in on
    ]
    return "; ".join(said) or "no finding that speaks for or against it"


def _told(reasons: Sequence[Reason]) -> str:
    """Each reason with its ratio and source; nothing recorded is said too."""
    said = []
    for reason in reasons:
        source = reason.source.removeprefix("expert, ") if reason.detail else reason.source
        behind = ", ".join(part for part in (reason.detail, source, reason.answered) if part)
        said.append(f"{reason.words} ({behind})")
    return "; ".join(said) or "nothing recorded"


def paragraph(page: VisitPage, sides: Sequence[Assessment]) -> str:
    """One plain paragraph for other notes; it names no patient, only side, day and clinician."""
    where = SIDES[page.case.side].lower() if page.case.side else "side not recorded"
    parts = [
        f"Buttock pain rule-out, {where}, {short_day(page.date)}.",
        _screen(sides),
        _rules(sides),
        impression_sentence(page, sides),
        _diagnosis(page, sides),
        _leading(sides),
        _decisions(page),
        _open(sides),
        "Chances come from published ratios and expert opinion that no clinician has checked and "
        "are not calibrated.",
    ]
    return " ".join(part for part in parts if part)


def _screen(sides: Sequence[Assessment]) -> str:
    owed = dict.fromkeys(name for side in sides for name in side.screen_gaps)
    if not owed:
        return "Safety screen complete."
    return f"Safety screen incomplete: {plural(len(owed), 'question')} not asked."


def _rules(sides: Sequence[Assessment]) -> str:
    raised = _once(side.raised for side in sides)
    waiting = _once(
        [s for s in side.rules if s.trigger_present and s.state is RuleState.OPEN] for side in sides
    )
    known = {standing.rule.id for standing in raised}
    said = [f"Raised: {s.rule.name} ({s.urgency.value}, {s.timeframe})." for s in raised]
    said += [f"Open: {s.rule.name}." for s in waiting if s.rule.id not in known]
    return " ".join(said) or "No red-flag rule raised."


def _once(groups: Iterable[Iterable[RuleStanding]]) -> list[RuleStanding]:
    found: dict[str, RuleStanding] = {}
    for group in groups:
        for standing in group:
            found.setdefault(standing.rule.id, standing)
    return list(found.values())


def _diagnosis(page: VisitPage, sides: Sequence[Assessment]) -> str:
    name = standing_diagnosis(page)
    if not name or page.working_diagnosis is None:
        return "No working diagnosis yet."
    by = page.working_diagnosis.by
    known = {ruling.condition.id for ruling in sides[0].differential}
    chosen = page.working_diagnosis.value
    verdict = (
        f", computed verdict {gravest(sides, chosen).verdict.value}" if chosen in known else ""
    )
    return f"Working diagnosis: {name} ({by}{verdict})."


def _leading(sides: Sequence[Assessment]) -> str:
    said = []
    for side in sides:
        where = f" on the {side.side.value}" if len(sides) > 1 and side.side else ""
        leads = [r for r in side.differential if r.leads_node and not r.raised]
        named = [r for place, r in enumerate(leads) if place < LEADING or r.verdict in IN_VIEW]
        told = [
            f"{short_name(r.condition.name)} ({r.verdict.value}, {band_of(r).words})" for r in named
        ]
        said.append(f"Leading{where}: {first_few(told, NAMED)}.")
    return " ".join(said)


def _decisions(page: VisitPage) -> str:
    known = {ruling.condition.id: ruling for ruling in page.assessment.differential}
    aside = [
        short_name(known[name].condition.name)
        for name, entry in page.rulings.items()
        if entry.decision == SET_ASIDE and name in known
    ]
    return f"Set aside by the clinician: {first_few(aside, NAMED)}." if aside else ""


def _open(sides: Sequence[Assessment]) -> str:
    waiting = [
        short_name(r.condition.name)
        for r in sides[0].differential
        if r.leads_node and r.verdict is Verdict.NEEDS_ASSESSMENT
    ]
    return f"Not yet assessed enough to judge: {first_few(waiting, NAMED)}." if waiting else ""
