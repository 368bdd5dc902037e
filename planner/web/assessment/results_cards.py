"""Investigations in words: what waits, what was signed and what it changed, what would resolve."""

from dataclasses import dataclass

from planner.clinical.conditions import Verdict
from planner.clinical.redflags import Investigation, RuleState
from planner.ruleout.changes import changes_by_result
from planner.web.assessment.urgency_cards import speaking
from planner.web.services import clock, knowledge
from planner.web.visits import visit_address
from planner.web.words import day_or_time, day_with_name, small
from planner.workflow.entries import InvestigationEntry, VisitPage

STATES = {
    RuleState.RAISED: "raised",
    RuleState.OPEN: "open",
    RuleState.CLEAR: "clear",
    RuleState.RESOLVED: "resolved",
}
VERDICTS = {
    Verdict.RULED_OUT: "ruled out",
    Verdict.UNLIKELY: "unlikely",
    Verdict.POSSIBLE: "possible",
    Verdict.LIKELY: "likely",
    Verdict.NEEDS_ASSESSMENT: "needs assessment",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """One investigation of this episode: asked for, signed or taken back, and what it changed."""

    name: str
    state: str
    note: str
    changed: tuple[str, ...]
    address: str | None
    action: str
    is_waiting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CouldResolve:
    """A rule that speaks, and what would resolve it."""

    rule: str
    investigations: tuple[tuple[str, str | None, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The page."""

    waiting: tuple[ResultLine, ...]
    signed: tuple[ResultLine, ...]
    could_resolve: tuple[CouldResolve, ...]
    others: tuple[tuple[str, str | None], ...]


def results_of(page: VisitPage) -> Results:
    """Everything asked for or signed in this episode, and what else may be signed."""
    lines = [_line(page, entry) for entry in page.investigations]
    known = knowledge().pack.library.investigations
    return Results(
        waiting=tuple(line for line in lines if line.is_waiting),
        signed=tuple(line for line in lines if not line.is_waiting),
        could_resolve=_could_resolve(page),
        others=tuple((each.name, address_of_result(page, each.id)) for each in known.values()),
    )


def address_of_result(page: VisitPage, investigation: str) -> str | None:
    """The page of one investigation."""
    return visit_address("assessment.result", page, investigation=investigation)


def entry_of(page: VisitPage, investigation: str) -> InvestigationEntry | None:
    """What the episode holds of one investigation."""
    return next((e for e in page.investigations if e.investigation == investigation), None)


def is_signed(entry: InvestigationEntry | None) -> bool:
    """Whether a result stands."""
    return entry is not None and entry.result is not None and not entry.is_withdrawn


def result_words(investigation: Investigation, entry: InvestigationEntry) -> str:
    """As "No avulsion, Mon 23 Nov 2026, signed by A. Example"."""
    names = {each.id: each.name for each in investigation.results}
    said = names.get(entry.result or "", entry.result or "")
    day = day_with_name(entry.result_on) if entry.result_on else ""
    return f"{said}, {day}, signed by {entry.signed_by}"


def changed_by(page: VisitPage, investigation: str) -> tuple[str, ...]:
    """What the result changed, one sentence each; that it changed nothing is said too."""
    changes = changes_by_result(knowledge().reasoner, page.case, investigation)
    rules = [
        f"Rule {small(change.rule.name)}: {STATES[change.was]}, now {STATES[change.now]}."
        for change in changes.rules
    ]
    verdicts = [
        f"{change.condition.name}: {VERDICTS[change.was]}, now {VERDICTS[change.now]}."
        for change in changes.verdicts
    ]
    return (*rules, *verdicts) or ("It changes no rule and no verdict.",)


def _line(page: VisitPage, entry: InvestigationEntry) -> ResultLine:
    investigation = knowledge().pack.library.investigations[entry.investigation]
    address = address_of_result(page, entry.investigation)
    asked = f"Asked for {day_or_time(entry.asked_at, clock().today())}" if entry.asked_at else ""
    if is_signed(entry):
        return ResultLine(
            name=investigation.name,
            state=result_words(investigation, entry),
            note=entry.note,
            changed=changed_by(page, entry.investigation),
            address=address,
            action="Change or take back",
        )
    taken = entry.result is not None
    return ResultLine(
        name=investigation.name,
        state="Taken back: " + small(result_words(investigation, entry)) if taken else asked,
        note=entry.note,
        changed=(),
        address=address,
        action="Sign a result",
        is_waiting=not taken,
    )


def _could_resolve(page: VisitPage) -> tuple[CouldResolve, ...]:
    known, found = knowledge().pack.library.investigations, []
    for standing in speaking(page):
        lines = []
        for resolution in standing.rule.resolved_by:
            investigation = known[resolution.investigation]
            names = {each.id: small(each.name) for each in investigation.results}
            wanted = " or ".join(names[each] for each in resolution.results)
            address = address_of_result(page, investigation.id)
            lines.append((investigation.name, address, wanted))
        found.append(CouldResolve(rule=standing.rule.name, investigations=tuple(lines)))
    return tuple(found)
