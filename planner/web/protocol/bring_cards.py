"""What can be brought into a draft, and what becomes of each item of it, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.documents.filling.dose_line import dose_words
from planner.web.visits import visit_address
from planner.web.words import day_with_name, plural
from planner.workflow.bringing_in import EarlierPlan, From
from planner.workflow.bundles import Fate, Weighed
from planner.workflow.entries import VisitPage
from planner.workflow.templates import Template


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A template or an earlier plan."""

    name: str
    about: str
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedLine:
    """One item of it. ``says``: the dose it comes with, or what keeps it out."""

    name: str
    says: str
    fate: str
    comes: bool
    is_there: bool


def template_lines(found: Iterable[Template], page: VisitPage) -> tuple[SourceLine, ...]:
    """Templates by name, one's own first."""
    return tuple(
        SourceLine(
            name=each.name,
            about=f"{'The clinic’s' if each.is_clinics else 'Your own'}, kept by {each.by} "
            f"on {day_with_name(each.at.astimezone().date())}, "
            f"{plural(len(each.bundle.items), 'item')}",
            address=_address(From.TEMPLATE, each.id, page),
        )
        for each in found
    )


def plan_lines(found: Iterable[EarlierPlan], page: VisitPage) -> tuple[SourceLine, ...]:
    """Earlier plans of this person, the newest first."""
    return tuple(
        SourceLine(
            name=f"Plan {each.code}, version {each.number}",
            about=f"Issued {day_with_name(each.issued_at.astimezone().date())}"
            + (f", {each.stage_name}" if each.stage_name else "")
            + f", {plural(len(each.bundle.items), 'item')}",
            address=_address(From.PLAN, each.id, page),
        )
        for each in found
    )


def weighed_lines(found: Iterable[Weighed]) -> tuple[WeighedLine, ...]:
    """What comes in first, then what stays out with why."""
    lines = [
        WeighedLine(
            name=each.name,
            says=" ".join(filter(None, (dose_words(each.dose) if each.dose else "", each.says))),
            fate=each.fate.value,
            comes=each.fate is Fate.COMES,
            is_there=each.fate is Fate.PRESENT,
        )
        for each in found
    ]
    return tuple(sorted(lines, key=lambda line: not line.comes))


def _address(source: From, source_id: str, page: VisitPage) -> str | None:
    return visit_address("protocol.bring_one", page, source=source.value, source_id=source_id)
