"""The positions of the examination in the order a person takes them up, each with its address."""

from dataclasses import dataclass

from planner.clinical.findings import Finding, Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One position. ``still`` is how the rows that follow are headed."""

    id: str
    name: str
    positions: tuple[Position, ...]
    still: str


PLACES = (
    Place(id="talk", name="Talk", positions=(Position.TALKING,), still="Then ask"),
    Place(
        id="standing",
        name="Standing",
        positions=(Position.STANDING,),
        still="Then, still standing",
    ),
    Place(id="walking", name="Walking", positions=(Position.WALKING,), still="Then, still walking"),
    Place(id="running", name="Running", positions=(Position.RUNNING,), still="Then, still running"),
    Place(id="sitting", name="Sitting", positions=(Position.SITTING,), still="Then, still sitting"),
    Place(
        id="on-the-back",
        name="On the back",
        positions=(Position.SUPINE,),
        still="Then, still on the back",
    ),
    Place(
        id="on-the-front",
        name="On the front",
        positions=(Position.PRONE,),
        still="Then, still on the front",
    ),
    Place(
        id="on-the-side",
        name="On the side",
        positions=(Position.SIDE_LYING,),
        still="Then, still on the side",
    ),
)
BASELINE = "baseline"
BASELINE_NAME = "Baseline"
BY_ID = {place.id: place for place in PLACES}
_BY_POSITION = {position: place for place in PLACES for position in place.positions}


def place_of(finding: Finding) -> Place:
    """Where a finding is asked or tested."""
    return _BY_POSITION[finding.position]
