"""A drawing and its words are looked at together, and anew when either changes (HZ-047)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from planner.clinical.answers import Side
from planner.documents.drawn import finished_drawings
from planner.documents.values import Drawing
from planner.workflow.errors import NotFoundError, RefusedError
from planner.workflow.knowledge import Knowledge
from planner.workflow.picture_looks import Look, keep_look, picture_standings, shown_now
from tests.packs import PROTOCOLS
from tests.workflow.desk import Desk, the_knowledge

BRIDGE = "sx-iso-bridge-sl"


def drawn() -> Knowledge:
    return replace(the_knowledge(), drawings=finished_drawings(PROTOCOLS))


def redrawn(knowledge: Knowledge, **changes: Any) -> Knowledge:
    """The same packs after somebody changed one drawing."""

    def drawings(side: Side | None) -> Mapping[str, Drawing]:
        found = dict(knowledge.drawings(side))
        return {**found, BRIDGE: replace(found[BRIDGE], **changes)}

    return replace(knowledge, drawings=drawings)


def reworded(knowledge: Knowledge) -> Knowledge:
    """The same packs after somebody changed one step."""
    items = dict(knowledge.pack.library.interventions)
    card = items[BRIDGE].patient
    assert card is not None
    items[BRIDGE] = replace(
        items[BRIDGE], patient=replace(card, steps=("Lie on your front.", *card.steps[1:]))
    )
    pack = knowledge.pack
    return replace(
        knowledge, pack=replace(pack, library=replace(pack.library, interventions=items))
    )


def look(desk: Desk, knowledge: Knowledge, matches: bool = True, note: str = "") -> None:
    shown = shown_now(knowledge)[BRIDGE]
    seen = (shown.drawing_hash, shown.words_hash)
    keep_look(
        desk.db, desk.actor, BRIDGE, seen, matches, note, knowledge=knowledge, clock=desk.clock
    )


def standing(desk: Desk, knowledge: Knowledge) -> Look:
    return picture_standings(desk.db, knowledge=knowledge)[BRIDGE].look


def test_nobody_has_looked_at_any_drawing_before_somebody_says_so(desk):
    found = picture_standings(desk.db, knowledge=drawn())

    assert len(found) > 50
    assert {one.look for one in found.values()} == {Look.NEVER}


def test_a_changed_drawing_or_step_asks_for_another_look(desk):
    """HZ-047-T2"""
    now = drawn()
    look(desk, now)
    assert standing(desk, now) is Look.MATCHES

    svg = now.drawings(Side.LEFT)[BRIDGE].svg
    assert standing(desk, redrawn(now, svg=f"{svg}<!-- another -->")) is Look.CHANGED
    assert standing(desk, redrawn(now, alt="Lying on the front")) is Look.CHANGED
    assert standing(desk, reworded(now)) is Look.CHANGED
    assert standing(desk, now) is Look.MATCHES


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_mismatch_is_kept_with_what_does_not_match(desk):
    with pytest.raises(RefusedError, match="what does not match"):
        look(desk, drawn(), matches=False)
    look(desk, drawn(), matches=False, note="The other knee is bent")

    found = picture_standings(desk.db, knowledge=drawn())[BRIDGE]
    assert (found.look, found.note) == (Look.DIFFERS, "The other knee is bent")


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_what_changed_under_the_page_is_not_signed(desk):
    seen = ("0" * 64, "0" * 64)
    with pytest.raises(RefusedError, match="look at both again"):
        keep_look(desk.db, desk.actor, BRIDGE, seen, True, knowledge=drawn(), clock=desk.clock)
    with pytest.raises(NotFoundError):
        keep_look(desk.db, desk.actor, "no-item", seen, True, knowledge=drawn(), clock=desk.clock)
