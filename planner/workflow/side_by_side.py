"""Plans one person uses at the same time: what each asks, and what speaks against what (HZ-044)."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from sqlalchemy.orm import Session

from planner.assembly.plan import Plan, PlanKind
from planner.assembly.together import Against, Asked, Opposite, Together, together
from planner.clinical.pack import Library, Pack
from planner.records.episode import EpisodeSoFar
from planner.records.plans import IssuedPlan
from planner.workflow.draft import TOGETHER, EditEntry
from planner.workflow.in_use import plans_in_use
from planner.workflow.knowledge import Knowledge
from planner.workflow.snapshot import items_of
from planner.workflow.versions import asked_by, asks_of

THIS = "this plan"


def asked_now(plan: Plan, pack: Pack) -> Asked:
    """What the draft asks as it stands."""
    stage, asks = plan.current, asks_of(plan, pack)
    return Asked(
        name=THIS,
        items=tuple((i.intervention, i.dose) for i in stage.items) if stage else (),
        days=asks.days,
        run_minutes=asks.minutes,
        is_holding=plan.kind is PlanKind.HOLDING,
        stopped={entry.id: entry.because for entry in plan.left_out if entry.factors},
    )


def asked_in(issued: IssuedPlan, pack: Pack) -> Asked:
    """What an issued plan asks, as it was frozen; an item no pack knows any more is left out.

    A plan issued before the factors were frozen says nothing of what they stopped.
    """
    then, known = asked_by(issued.snapshot), pack.library.interventions
    frozen = issued.snapshot["plan"]
    return Asked(
        name=issued.code,
        items=tuple((known[i.id], i.dose) for i in items_of(issued.snapshot) if i.id in known),
        days=then.days,
        run_minutes=then.minutes,
        is_holding=frozen["kind"] == PlanKind.HOLDING.value,
        stopped={e["id"]: e["because"] for e in frozen["left_out"] if e.get("factors")},
    )


def clashes(
    db: Session,
    so_far: EpisodeSoFar,
    plan: Plan,
    edits: Iterable[EditEntry],
    knowledge: Knowledge,
) -> Iterator[tuple[IssuedPlan, Together]]:
    """Each other plan in use that the draft clashes with, and that nobody let stand beside it."""
    chosen = {edit.item for edit in edits if edit.kind == TOGETHER and not edit.is_undone}
    others = [
        other
        for other in plans_in_use(db, so_far.person.id)
        if other.episode_id != so_far.episode.id and other.id not in chosen
    ]
    if not others:
        return
    mine = asked_now(plan, knowledge.pack)
    for other in others:
        theirs = asked_in(other, knowledge.pack)
        found = together(mine, theirs, knowledge.pack.presentation.limits)
        if found.is_clash:
            yield other, found


def pairs_in_use(
    plans: Sequence[IssuedPlan], pack: Pack
) -> tuple[tuple[IssuedPlan, IssuedPlan, Together], ...]:
    """Every two of these plans and what they ask between them, whether it clashes or not."""
    limits = pack.presentation.limits
    asked = [(plan, asked_in(plan, pack)) for plan in plans]
    return tuple(
        (one, other, together(mine, theirs, limits))
        for (one, mine), (other, theirs) in combinations(asked, 2)
    )


def in_words(found: Together, library: Library) -> tuple[str, ...]:
    """A sentence for each thing to choose about, the minutes last."""
    names = ", ".join(library.interventions[name].name for name in found.twice)
    return (
        *(_opposite(each) for each in found.opposites),
        *((f"In both: {names}.",) if names else ()),
        f"{found.minutes:g} min a day at home between them, limit {found.limit:g}.",
    )


def _opposite(each: Opposite) -> str:
    rests, loads, items = _capital(each.rests), each.loads, " and ".join(each.items)
    return {
        Against.HOLDING: f"{rests} holds back all load until its rule is settled; "
        f"{loads} asks for {', '.join(each.items)}.",
        Against.STOPPED: f"{rests} leaves out {items} ({each.because}); {loads} asks for it.",
        Against.NO_RUN: f"{rests} rests from running; {loads} asks for runs.",
        Against.RUNS_TWICE: f"{rests} and {loads} both ask for runs: say which ones count.",
        Against.HARD_DAYS: f"Hard sessions too close: {items} ({rests} and {loads}).",
    }[each.kind]


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
