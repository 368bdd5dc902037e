"""What changed since a plan was issued, in words: what it was then, what it is now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from planner.clinical.pack import Pack
from planner.documents.filling.numbers import long_date
from planner.web.menu import address_of
from planner.web.services import db, knowledge
from planner.web.words import as_words
from planner.workflow.actor import VisitRef
from planner.workflow.changed_since import About, Changed, changed_since_issue
from planner.workflow.paper_trail import plans_of
from planner.workflow.reprinting import read_issued

SAID = {"present": "Yes", "absent": "No", None: "Not known"}
ONCE = {
    About.BORN: "Date of birth",
    About.SEX: "Sex",
    About.SIDE: "Painful side",
    About.DIAGNOSIS: "Working diagnosis",
}
ON_SIDE = {About.LEFT: "left side", About.RIGHT: "right side"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedLine:
    """One answer: what it is about, as the plan used it, as it is now."""

    name: str
    then: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedNotice:
    """A plan in someone's hands that was made from answers known otherwise since."""

    version: int
    lines: tuple[ChangedLine, ...]


def changed_notice(person_id: str, plan_id: str) -> ChangedNotice | None:
    """The notice of one issued plan; ``None`` while all it was made from still stands."""
    plan = read_issued(db(), person_id, plan_id)
    lines = _lines(plan.visit, plan.snapshot)
    return ChangedNotice(version=plan.version, lines=lines) if lines else None


def changed_plans(person_id: str) -> tuple[tuple[ChangedNotice, str | None], ...]:
    """The notices of the plans that stand, each with where the plan is."""
    standing = [line.id for line in plans_of(db(), person_id) if line.replaced_by is None]
    return tuple(
        (notice, address_of("papers.plan", person_id=person_id, plan_id=plan_id))
        for plan_id in standing
        if (notice := changed_notice(person_id, plan_id))
    )


def _lines(visit: VisitRef, snapshot: Mapping[str, Any]) -> tuple[ChangedLine, ...]:
    found = changed_since_issue(db(), visit, snapshot, knowledge=knowledge())
    return tuple(_line(each, knowledge().pack) for each in found)


def _line(changed: Changed, pack: Pack) -> ChangedLine:
    return ChangedLine(
        name=_name(changed, pack),
        then=_said(changed, changed.then, pack),
        now=_said(changed, changed.now, pack),
    )


def _name(changed: Changed, pack: Pack) -> str:
    library = pack.library
    if changed.about in ONCE:
        return ONCE[changed.about]
    if changed.about is About.FACTOR:
        factor = library.factors.get(changed.id)
        return factor.label if factor else as_words(changed.id)
    if changed.about is About.RESULT:
        asked = library.investigations.get(changed.id)
        return asked.name if asked else as_words(changed.id)
    finding = library.findings.get(changed.id)
    name = finding.name if finding else as_words(changed.id)
    side = ON_SIDE.get(changed.about)
    return f"{name}, {side}" if side else name


def _said(changed: Changed, said: str | None, pack: Pack) -> str:
    if said is None or changed.about in (About.FINDING, About.LEFT, About.RIGHT, About.FACTOR):
        return SAID[said]
    if changed.about is About.BORN:
        return long_date(date.fromisoformat(said))
    if changed.about is About.RESULT:
        asked = pack.library.investigations.get(changed.id)
        named = {result.id: result.name for result in asked.results} if asked else {}
        return named.get(said, as_words(said))
    if changed.about is About.DIAGNOSIS:
        condition = pack.presentation.conditions.get(said)
        return condition.name if condition else as_words(said)
    return as_words(said)
