"""A stored result, worked out again from what it was made from, with the packs as they are now.

The reasoning is a pure function of facts and packs (HZ-034): with the packs it was made with a
result comes out as it was stored, with others every difference is one that the new packs make.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from planner.clinical.case import Case
from planner.clinical.conditions import Verdict
from planner.clinical.pack import Pack
from planner.clinical.redflags import RuleState
from planner.ruleout.assess import gravest
from planner.workflow.knowledge import Knowledge
from planner.workflow.made_otherwise import Otherwise as MadeOtherwise
from planner.workflow.made_otherwise import compare
from planner.workflow.snapshot import as_assessed, inputs_of

Json = Mapping[str, Any]


class About(StrEnum):
    """What of a result comes out otherwise: what was concluded, or what a plan holds."""

    DISPOSITION = "disposition"
    RULE = "rule"
    VERDICT = "verdict"
    PLAN = "plan"
    ITEM = "item"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """One difference; ``id`` is the rule, cause or item. Empty ``was`` or ``now``: not there."""

    about: About
    id: str = ""
    was: str = ""
    now: str = ""

    @property
    def is_concluded(self) -> bool:
        """Whether it is a conclusion; what a plan holds is told where plans are."""
        return self.about in (About.DISPOSITION, About.RULE, About.VERDICT)


def replayed_plan(snapshot: Json, knowledge: Knowledge) -> tuple[Departure, ...]:
    """What was concluded for an issued plan and what it would hold, as they come out today."""
    made = compare(snapshot, knowledge)
    if made.is_unknown:
        return (Departure(about=About.UNREADABLE),)
    now = as_assessed(knowledge.reasoner.assess(inputs_of(snapshot).case))
    return (*_assessed(snapshot["assessment"], now), *_planned(snapshot["plan"]["kind"], made))


def replayed_sign_off(
    case: Case, verdicts: Mapping[str, str], knowledge: Knowledge
) -> tuple[Departure, ...]:
    """Which causes, signed beside these verdicts on these facts, are judged otherwise today."""
    sides = knowledge.reasoner.assess_each(case)
    known = knowledge.pack.presentation.conditions
    now = {name: gravest(sides, name).verdict.value for name in verdicts if name in known}
    return tuple(_verdicts(verdicts, now))


def _assessed(was: Json, now: Json) -> Iterator[Departure]:
    if was["disposition"] != now["disposition"]:
        yield Departure(about=About.DISPOSITION, was=was["disposition"], now=now["disposition"])
    yield from _rules(was["rules"], now["rules"])
    yield from _verdicts(_by_cause(was["differential"]), _by_cause(now["differential"]))


def _rules(was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Departure]:
    """A rule that came since speaks only where it is raised: unasked it says nothing yet."""
    for name in dict.fromkeys((*was, *now)):
        before, after = was.get(name, ""), now.get(name, "")
        if before != after and (before or after == RuleState.RAISED):
            yield Departure(about=About.RULE, id=name, was=before, now=after)


def _verdicts(was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Departure]:
    """A cause that came since speaks only where it is likely or possible."""
    for name in dict.fromkeys((*was, *now)):
        before, after = was.get(name, ""), now.get(name, "")
        if before != after and (before or after in (Verdict.LIKELY, Verdict.POSSIBLE)):
            yield Departure(about=About.VERDICT, id=name, was=before, now=after)


def _planned(kind: str, made: MadeOtherwise) -> Iterator[Departure]:
    """What the comparison of plans found, in short: the page of the plan tells it in full."""
    if made.stopped:
        yield Departure(about=About.PLAN, was=kind, now=made.stopped)
    for item, because in made.left_out.items():
        yield Departure(about=About.ITEM, id=item, was="in the plan", now=because)
    for item in made.warned:
        yield Departure(about=About.ITEM, id=item, was="without this caution", now="warned of")
    for change in dict.fromkeys((change.item, change.part) for change in made.changes):
        item, part = change
        about = About.ITEM if item else About.PLAN
        yield Departure(about=about, id=item, was="as issued", now=f"another {part or 'stage'}")


def _by_cause(differential: Iterable[Json]) -> dict[str, str]:
    return {ruling["condition"]: ruling["verdict"] for ruling in differential}


def said(one: Departure, pack: Pack) -> str:
    """As “Facet joint pain: was likely, now possible”."""
    if one.about is About.UNREADABLE:
        return "This version cannot read what it was made from"
    was, now = (
        text.replace("-", " ") if one.about is About.DISPOSITION else text
        for text in (one.was or "not there", one.now or "not there")
    )
    return f"{_name_of(one, pack)}: was {was}, now {now}"


def _name_of(one: Departure, pack: Pack) -> str:
    """In the words of the pack; the id where it is gone from it."""
    named: Mapping[About, Mapping[str, Any]] = {
        About.RULE: pack.presentation.rules,
        About.VERDICT: pack.presentation.conditions,
        About.ITEM: pack.library.interventions,
    }
    if one.about not in named:
        return "What should happen" if one.about is About.DISPOSITION else "The plan"
    entry = named[one.about].get(one.id)
    return str(entry.name) if entry is not None else one.id
