"""A drawing beside its words, and who looked at the two together (HZ-047)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from planner.clinical.answers import Side
from planner.web.assessment.drawing_views import drawing_address
from planner.web.library.values import Mark
from planner.web.menu import address_of
from planner.web.services import db, knowledge
from planner.web.words import plural, short_day
from planner.workflow.picture_looks import Look, PictureStanding, picture_standings


@dataclass(frozen=True, slots=True, kw_only=True)
class SideDrawing:
    """The drawing of one side: its heading, where the picture is, and its words for who hears."""

    side: str
    address: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureCard:
    """One drawn treatment. ``steps`` are what the patient reads; ``address`` is where to say so."""

    id: str
    name: str
    steps: tuple[str, ...]
    sides: tuple[SideDrawing, ...]
    mark: Mark
    address: str | None


def picture_cards() -> tuple[PictureCard, ...]:
    """Every drawn treatment; what does not match, changed or was never looked at stands first."""
    order = (Look.DIFFERS, Look.CHANGED, Look.NEVER, Look.MATCHES)
    found = picture_standings(db(), knowledge=knowledge()).values()
    sorted_ones = sorted(found, key=lambda one: (order.index(one.look), one.shown.item.name))
    return tuple(card_of(one) for one in sorted_ones)


def picture_card(kind: str, name: str) -> PictureCard | None:
    """The card of one treatment; other kinds of entry have steps of their own kind."""
    if kind != "treatments":
        return None
    found = picture_standings(db(), knowledge=knowledge()).get(name)
    return card_of(found) if found else None


def card_of(standing: PictureStanding) -> PictureCard:
    """One standing as a card."""
    item = standing.shown.item
    said = item.patient.steps if item.patient else (item.patient_how,)
    return PictureCard(
        id=item.id,
        name=item.patient.name if item.patient else item.name,
        steps=tuple(_of_the_side(step) for step in said),
        sides=tuple(
            SideDrawing(
                side=f"{side.value.capitalize()} side",
                address=drawing_address(item.id, side),
                says=knowledge().drawings(side)[item.id].alt,
            )
            for side in (Side.RIGHT, Side.LEFT)
        ),
        mark=look_mark(standing),
        address=address_of("library.picture", name=item.id),
    )


def look_mark(standing: PictureStanding) -> Mark:
    """What is known, by whom and since when."""
    words = f"Drawing and steps: {standing.look.value}"
    if standing.at is not None:
        words += f" ({standing.by}, {short_day(standing.at.astimezone().date())})"
    if standing.look is Look.DIFFERS:
        words += f": {standing.note}"
    return Mark(is_verified=standing.look is Look.MATCHES, words=words)


def looks_line(items: Iterable[str]) -> str:
    """Of the drawings among ``items``, how many nobody vouches for; empty where none is drawn."""
    standings = picture_standings(db(), knowledge=knowledge())
    drawn = [standings[item] for item in items if item in standings]
    counted = Counter(one.look for one in drawn)
    parts = [f"{counted[look]} {look.value}" for look in Look if counted[look]]
    if not drawn or counted[Look.MATCHES] == len(drawn):
        return ""
    return f"{plural(len(drawn), 'drawing')} with steps: {'; '.join(parts)}."


def _of_the_side(step: str) -> str:
    return step.replace("{side}", "painful").replace("{other side}", "other")
