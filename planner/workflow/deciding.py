"""What a clinician signs: rulings, the working diagnosis, an open screen, results."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.clinical.case import NOT_SURE_YET
from planner.clinical.conditions import Verdict
from planner.records.decisions import (
    DiagnosisChoice,
    InvestigationRequest,
    InvestigationResult,
    Ruling,
    ScreenOverride,
)
from planner.ruleout.assess import Assessment, gravest
from planner.workflow.alerts import keep_alerts
from planner.workflow.case_of import case_from
from planner.workflow.clock import Clock
from planner.workflow.errors import RefusedError
from planner.workflow.knowledge import Knowledge
from planner.workflow.saving import Saving, saves
from planner.workflow.signed_findings import to_keep
from planner.workflow.texts import checked, checked_day, checked_reason

SET_ASIDE, KEEP_OPEN = "set-aside", "keep-open"
FAR_ENOUGH = (Verdict.RULED_OUT, Verdict.UNLIKELY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the clinician does with one cause: ``set-aside`` or ``keep-open``."""

    condition: str
    decision: str
    reason: str = ""


@saves("sign-rulings")
def sign_rulings(
    save: Saving, decisions: Sequence[Decision], *, knowledge: Knowledge, clock: Clock
) -> None:
    """Sign causes off, each beside the verdict and the findings it was decided on.

    A cause with a raised rule cannot be set aside. One that is neither ruled out nor unlikely, or
    that still has a key finding open, is set aside only with a written reason. With pain on both
    sides the side that speaks most for a cause decides. The same decision signed again is kept
    where the verdict or the findings are others by now.
    """
    case = case_from(save.db, save.so_far, knowledge)
    sides = knowledge.reasoner.assess_each(case)
    here = save.so_far.by(Ruling, lambda row: row.condition, here=True)
    for given in decisions:
        if given.condition not in knowledge.pack.presentation.conditions:
            raise RefusedError("This cause is not in the pack.", given.condition)
        if given.decision not in (SET_ASIDE, KEEP_OPEN):
            raise RefusedError("Choose: set aside, or keep open.", given.condition)
        computed = gravest(sides, given.condition)
        is_owed = any(side.ruling(given.condition).to_assess for side in sides)
        reason = checked(given.reason, given.condition).strip()
        if given.decision == SET_ASIDE:
            if computed.raised:
                raise RefusedError(
                    f"{computed.condition.name} cannot be set aside while its warning stands.",
                    given.condition,
                )
            if (computed.verdict not in FAR_ENOUGH or is_owed) and len(reason) < 3:
                raise RefusedError(
                    f"{computed.condition.name} is not ruled out: say why you set it aside.",
                    given.condition,
                )
        row = Ruling(
            condition=given.condition,
            decision=given.decision,
            reason=reason,
            verdict=computed.verdict.value,
            low=computed.low,
            high=computed.high,
            signed_on=to_keep(sides, given.condition, knowledge.pack.library),
        )
        stored = here.get(given.condition)
        save.put(row, given.condition, _ruled(row), stored, _stood(stored, row))


@saves("choose-diagnosis")
def choose_diagnosis(
    save: Saving,
    condition: str | None,
    contributors: Sequence[str] = (),
    reason: str = "",
    *,
    knowledge: Knowledge,
    clock: Clock,
) -> None:
    """The working diagnosis and what adds to it, or ``not-sure-yet``; ``None`` takes it back."""
    known = knowledge.pack.presentation.conditions
    if condition is not None and condition != NOT_SURE_YET and condition not in known:
        raise RefusedError("This cause is not in the pack.", "condition")
    for name in contributors:
        if name not in known:
            raise RefusedError("This cause is not in the pack.", name)
        if name == condition:
            raise RefusedError("The working diagnosis cannot contribute to itself.", name)
    row = DiagnosisChoice(
        condition=condition,
        contributors=list(dict.fromkeys(contributors)),
        reason=checked(reason, "reason").strip(),
    )
    stored = save.so_far.latest_here(DiagnosisChoice)
    save.put(row, "working-diagnosis", _chosen(row), stored, _chosen(stored))


@saves("override-screen")
def override_screen(save: Saving, reason: str, *, knowledge: Knowledge, clock: Clock) -> None:
    """Go on although the screen is not complete: signed, and printed in the clinician's copy."""
    assessment = _assessed(save, knowledge)
    if assessment.emergency is not None:
        raise RefusedError("An emergency is raised: no reason lifts it.", "reason")
    if not assessment.screen_gaps:
        raise RefusedError("The safety screen is complete: there is nothing to override.", "reason")
    why = checked_reason(reason)
    if len(why) < 10:
        raise RefusedError("Say why in a sentence.", "reason")
    stored = save.so_far.latest_here(ScreenOverride)
    save.put(
        ScreenOverride(reason=why), "screen-override", why, stored, stored.reason if stored else ""
    )


@saves("ask-for-investigation")
def ask_for_investigation(
    save: Saving, investigation: str, note: str = "", *, knowledge: Knowledge, clock: Clock
) -> None:
    """An investigation was asked for."""
    if investigation not in knowledge.pack.library.investigations:
        raise RefusedError("This investigation is not in the pack.", "investigation")
    row = InvestigationRequest(investigation=investigation, note=checked(note, "note", 1000))
    here = save.so_far.by(InvestigationRequest, lambda each: each.investigation, here=True)
    stored = here.get(investigation)
    save.put(
        row, investigation, f"asked {row.note}", stored, f"asked {stored.note}" if stored else ""
    )


@saves("sign-result", then=keep_alerts)
def sign_result(
    save: Saving,
    investigation: str,
    result: str,
    on: date,
    note: str = "",
    *,
    knowledge: Knowledge,
    clock: Clock,
) -> None:
    """Sign a result: it reopens the reasoning. Raises RefusedError for one the pack lacks."""
    known = knowledge.pack.library.investigations.get(investigation)
    if known is None:
        raise RefusedError("This investigation is not in the pack.", "investigation")
    if result not in {each.id for each in known.results}:
        raise RefusedError("Choose one of the results.", "result")
    day = checked_day(on, clock.today(), "on", earliest=save.person.born)
    _put_result(save, investigation, result, day, checked(note, "note", 1000), withdrawn=False)


@saves("withdraw-result", then=keep_alerts)
def withdraw_result(
    save: Saving, investigation: str, reason: str, *, knowledge: Knowledge, clock: Clock
) -> None:
    """Take a signed result back, with the reason; what it settled is open again."""
    latest = save.so_far.by(InvestigationResult, lambda each: each.investigation)
    row = latest.get(investigation)
    if row is None or row.is_withdrawn:
        raise RefusedError("There is no signed result to take back.", "investigation")
    save.refuse_stale()
    _put_result(
        save, investigation, row.result, row.result_on, checked_reason(reason), withdrawn=True
    )


def _assessed(save: Saving, knowledge: Knowledge) -> Assessment:
    return knowledge.reasoner.assess(case_from(save.db, save.so_far, knowledge))


def _put_result(
    save: Saving, investigation: str, result: str, on: date, note: str, *, withdrawn: bool
) -> None:
    row = InvestigationResult(
        investigation=investigation,
        result=result,
        result_on=on,
        note=note,
        is_withdrawn=withdrawn,
    )
    latest = save.so_far.by(InvestigationResult, lambda each: each.investigation, here=True)
    stored = latest.get(investigation)
    save.put(row, investigation, _resulted(row), stored, _resulted(stored))


def _resulted(row: InvestigationResult | None) -> str:
    if row is None:
        return ""
    taken = "taken back: " if row.is_withdrawn else ""
    return f"{taken}{row.result}, {row.result_on.isoformat()} {row.note}".strip()


def _ruled(row: Ruling | None) -> str:
    return f"{row.decision} {row.reason}".strip() if row else ""


def _stood(stored: Ruling | None, now: Ruling) -> str:
    """What stands; with its verdict where that, or what it was signed on, has changed since."""
    if stored is None or (stored.verdict, stored.signed_on) == (now.verdict, now.signed_on):
        return _ruled(stored)
    return f"{_ruled(stored)} (signed when it was {stored.verdict})"


def _chosen(row: DiagnosisChoice | None) -> str:
    if row is None:
        return ""
    return " ".join(filter(None, (row.condition or "none", *row.contributors, row.reason)))
