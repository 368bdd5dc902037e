"""Plans in use that the protocols of today would make otherwise, in words (HZ-019)."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.progression.differences import Kind
from planner.web.menu import address_of
from planner.web.protocol.change_cards import change_lines
from planner.web.services import db, knowledge
from planner.web.words import plural
from planner.workflow.made_otherwise import (
    MadeOtherwise,
    Otherwise,
    made_otherwise_of,
    plans_made_otherwise,
)
from planner.workflow.people import full_name

UNKNOWN = "It cannot be worked out from these protocols: look through the plan by hand."


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherwiseCard:
    """One plan in use: its version, each thing that would be otherwise, where it stands."""

    plan_id: str
    version: int
    lines: tuple[str, ...]
    address: str | None


def otherwise_cards(person_id: str) -> tuple[OtherwiseCard, ...]:
    """One card for each plan of this person that would be otherwise today, in full."""
    return tuple(
        OtherwiseCard(
            plan_id=made.plan_id,
            version=made.version,
            lines=tuple(_lines(made.found)),
            address=_address(made),
        )
        for made in made_otherwise_of(db(), person_id, knowledge())
    )


def otherwise_people() -> tuple[tuple[str, str, str | None], ...]:
    """Everybody with such a plan: name, in one line what would be otherwise, where to go on."""
    return tuple(
        (full_name(person), _in_short(made.found), _address(made))
        for person, made in plans_made_otherwise(db(), knowledge())
    )


def _lines(found: Otherwise) -> Iterator[str]:
    if found.is_unknown:
        yield UNKNOWN
    if found.stopped:
        yield f"No such plan today: {found.stopped}"
    for item, because in found.left_out.items():
        yield f"Left out today: {_name(item)}, because: {because}"
    for item, caution in found.warned.items():
        yield f"New caution, {_name(item)}: {caution}"
    yield from change_lines(found.changes, knowledge().pack)


def _in_short(found: Otherwise) -> str:
    """As "Protocols of today: would leave out Bridge hold; 2 doses otherwise"."""
    if found.is_unknown or found.stopped:
        return next(_lines(found))
    doses = {change.item for change in found.changes if change.kind is Kind.DOSE}
    said = (
        f"would leave out {', '.join(map(_name, found.left_out))}" if found.left_out else "",
        f"new caution for {', '.join(map(_name, found.warned))}" if found.warned else "",
        f"{plural(len(doses), 'dose')} otherwise" if doses else "",
        "another stage" if any(c.kind is Kind.STAGE for c in found.changes) else "",
        "running otherwise" if any(c.kind is Kind.RUNNING for c in found.changes) else "",
    )
    return f"Protocols of today: {'; '.join(filter(None, said))}."


def _name(item: str) -> str:
    thing = knowledge().pack.library.interventions.get(item)
    return thing.name if thing else item


def _address(made: MadeOtherwise) -> str | None:
    return address_of("papers.plan", person_id=made.person_id, plan_id=made.plan_id)
