"""The issue page in words: what still waits, and everything that will be frozen."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.assembly.plan import Plan, PlanItem, PlanKind, QuestionKind
from planner.clinical.interventions import Where, Who
from planner.documents.filling.doses import dose_cells
from planner.documents.values import HelpLevel, HelpTier
from planner.web.papers.dose_words import dose_in_words
from planner.web.services import knowledge
from planner.web.visits import visit_address
from planner.web.words import plural
from planner.workflow.drafting import Draft
from planner.workflow.entries import VisitPage
from planner.workflow.waiting import CONSENT, EDIT, EMERGENCY, UNSOURCED, Waiting

SETTLED_AT: dict[str, tuple[str, str, str]] = {
    EMERGENCY: ("Emergency", "Record the outcome", "assessment.emergency"),
    QuestionKind.SAFETY: ("Safety screen", "Ask these", "assessment.safety_screen"),
    CONSENT: ("Consent to the treatment", "Ask, and record it", "protocol.respect"),
    QuestionKind.FACTOR: ("What the treatment must respect", "Answer these", "protocol.respect"),
    QuestionKind.AGREEMENT: ("Agreement of others", "Record the result", "assessment.rule_out"),
    QuestionKind.RUNNING: ("Running", "Open their words", "patients.words"),
    QuestionKind.DOSE: ("Doses to set", "Open the protocol", "protocol.board"),
    UNSOURCED: ("Doses to confirm", "Open the protocol", "protocol.board"),
    EDIT: ("Edits that no longer fit", "Open the protocol", "protocol.board"),
}
"""What each kind of waiting is called, and where it is settled; the gravest first."""
MISSING_AT = {"side": "patients.words", "irritability": "patients.words"}
PLACES = {
    Where.HOME: "At home",
    Where.GYM: "In the gym",
    Where.RUN: "While running",
    Where.FIELD: "On the field",
    Where.CLINIC: "In clinic",
}
"""Groups of the summary; what the person does alone comes first."""
KINDS = {
    PlanKind.FULL: "Full plan",
    PlanKind.HOLDING: "Holding plan: safe advice, nothing that loads the part",
    PlanKind.INTERIM: "Interim plan: not sure yet",
}
LEVELS = {
    HelpLevel.EMERGENCY: "Emergency",
    HelpLevel.TODAY: "Today",
    HelpLevel.CAN_WAIT: "Can wait",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitGroup:
    """What waits at one place, and the way there."""

    title: str
    lines: tuple[str, ...]
    action: str
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenItem:
    """One item with its dose in words. ``on_card`` is what the person reads as numbers."""

    name: str
    minutes: str
    dose: str
    on_card: str = ""
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenGroup:
    """The items of one place."""

    title: str
    items: tuple[FrozenItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpLine:
    """One tier of help: whom the plan tells to ring, and its worst sign first."""

    label: str
    signs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """The summary of what is frozen: facts with labels, items by place, help, safety nets."""

    facts: tuple[tuple[str, str], ...]
    groups: tuple[FrozenGroup, ...]
    holding: tuple[str, ...]
    avoid: tuple[str, ...]
    help: tuple[HelpLine, ...]
    safety_nets: tuple[str, ...]
    notes: tuple[str, ...]


def wait_groups(draft: Draft, page: VisitPage) -> tuple[WaitGroup, ...]:
    """Everything the issue waits for, by the page where it is settled."""
    board = draft.board
    if board.missing:
        address = visit_address(MISSING_AT[board.missing], page)
        only = WaitGroup(
            title="Before there is a plan",
            lines=(board.missing_says,),
            action="Open their words",
            address=address,
        )
        return (only, *_grouped(board.waiting, page))
    return _grouped(board.waiting, page)


def frozen_of(draft: Draft, page: VisitPage) -> Frozen | None:
    """What issuing now would freeze; nothing where there is no plan."""
    plan, patient = draft.board.plan, draft.patient
    if plan is None or patient is None:
        return None
    return Frozen(
        facts=_facts(plan, page),
        groups=_groups(draft, plan),
        holding=tuple(map(_plain, patient.notice.steps)) if patient.notice else (),
        avoid=patient.notice.avoid if patient.notice else (),
        help=tuple(
            HelpLine(label=_whom(tier), signs="; ".join(tier.signs)) for tier in patient.help
        ),
        safety_nets=draft.safety_nets,
        notes=draft.board.notes,
    )


def _whom(tier: HelpTier) -> str:
    level = LEVELS[tier.level]
    return level if tier.who == level else f"{level}: {tier.who}"


def _plain(marked: str) -> str:
    return marked.replace("**", "")


def _grouped(waiting: Iterable[Waiting], page: VisitPage) -> tuple[WaitGroup, ...]:
    by_kind: dict[str, list[Waiting]] = {}
    for one in waiting:
        by_kind.setdefault(one.kind, []).append(one)
    groups = []
    for kind, (title, action, endpoint) in SETTLED_AT.items():
        if kind in by_kind:
            found = by_kind.pop(kind)
            groups.append(
                WaitGroup(
                    title=title,
                    lines=tuple(_with_items(one) for one in found),
                    action=action,
                    address=visit_address(endpoint, page),
                )
            )
    left = tuple(_with_items(one) for found in by_kind.values() for one in found)
    if left:
        board = visit_address("protocol.board", page)
        groups.append(
            WaitGroup(title="Also", lines=left, action="Open the protocol", address=board)
        )
    return tuple(groups)


def _with_items(one: Waiting) -> str:
    known = knowledge().pack.library.interventions
    names = [known[item].name for item in one.items if item in known]
    if not names or one.kind not in (QuestionKind.FACTOR, EDIT):
        return one.says
    return f"{one.says} For: {', '.join(names)}."


def _facts(plan: Plan, page: VisitPage) -> tuple[tuple[str, str], ...]:
    stage = plan.current.stage if plan.current else None
    irritability = plan.case.irritability
    lines = [
        ("Plan", KINDS[plan.kind]),
        ("For", plan.diagnosis.name if plan.diagnosis else ""),
        ("Because of", "; ".join(rule.name for rule in plan.holding)),
        ("Stage", f"{stage.id}, {stage.name}, of {len(plan.stages)} stages" if stage else ""),
        ("Irritability", irritability.value if irritability and stage else ""),
        ("Pain limit", f"{stage.pain_limit} of 10" if stage else ""),
        ("Running", _running(plan)),
        ("Next visit", page.next_visit or "not set: the plan prints a line to write on"),
    ]
    return tuple((label, text) for label, text in lines if text)


def _running(plan: Plan) -> str:
    running = plan.running
    if running is None:
        return ""
    if not running.minutes:
        return "No running this week"
    return (
        f"{plural(running.runs_per_week, 'run')} a week, at most "
        f"{running.minutes:g} {'minute' if running.minutes == 1 else 'minutes'} each"
    )


def _groups(draft: Draft, plan: Plan) -> tuple[FrozenGroup, ...]:
    items = plan.current.items if plan.current else ()
    return tuple(
        FrozenGroup(title=title, items=tuple(_item(item, draft) for item in here))
        for place, title in PLACES.items()
        if (here := [item for item in items if place_of(item) is place])
    )


def place_of(item: PlanItem) -> Where:
    """Where it is done; what only the clinician does is done in clinic."""
    thing = item.intervention
    return Where.CLINIC if thing.who is Who.CLINICIAN else thing.where


def _item(item: PlanItem, draft: Draft) -> FrozenItem:
    pack, thing = knowledge().pack, item.intervention
    on_card = ""
    if item in draft.carded:
        counts = thing.patient.counts if thing.patient else None
        cells = dose_cells(item.dose, counts, pack.presentation.words.cards)
        on_card = ", ".join(f"{cell.amount} {cell.word}" for cell in cells)
    factors = pack.library.factors
    return FrozenItem(
        name=thing.name,
        minutes=f"{thing.minutes:g} min" if thing.minutes else "",
        dose=dose_in_words(item.dose),
        on_card=on_card,
        cautions=tuple(
            f"{factors[caution.factor].label}: {caution.clinician}"
            for caution in item.printed_cautions
            if caution.factor in factors
        ),
    )
