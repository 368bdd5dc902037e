"""On which findings a cause is signed: kept with the signature, never worked out again later."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.clinical.answers import Presence
from planner.clinical.pack import Library
from planner.ruleout.assess import Assessment, gravest

Kept = list[list[str]]
"""As the record keeps them: id, name and answer of each, the heaviest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedFinding:
    """A finding that spoke for or against the cause, by the name it had, with its answer."""

    id: str
    name: str
    presence: Presence


def to_keep(sides: Sequence[Assessment], condition: str, library: Library) -> Kept:
    """What speaks for or against a cause now, on the side that speaks most for it."""
    ruling = gravest(sides, condition)
    group = ruling.group.findings if ruling.group else ()
    weighed = sorted(
        (*ruling.arguments_for, *ruling.arguments_against), key=lambda one: -abs(one.weighed)
    )
    said = [(name, Presence.PRESENT) for name in group]
    said += [(effect.finding, effect.presence) for one in weighed for effect in one.effects]
    return [
        [name, library.findings[name].name, presence.value]
        for name, presence in dict.fromkeys(said)
    ]


def as_signed(kept: Kept | None) -> tuple[SignedFinding, ...] | None:
    """What the record keeps; ``None`` for a signature from before this was kept."""
    if kept is None:
        return None
    return tuple(
        SignedFinding(id=finding, name=name, presence=Presence(said))
        for finding, name, said in kept
    )
