"""Three-valued answers: present, absent, and the third that is never the second."""

from enum import StrEnum


class Presence(StrEnum):
    """What is known of one finding. *Not assessed* is never read as absent."""

    PRESENT = "present"
    ABSENT = "absent"
    NOT_ASSESSED = "not-assessed"


class Side(StrEnum):
    """The painful side. ``BOTH`` is scored side by side by the caller, apart."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def other(self) -> "Side":
        """Right of left and left of right; of both sides, there is no other."""
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(self, self)


class Sex(StrEnum):
    """Sex as it changes bone, hormone and pregnancy questions; ``None`` elsewhere is unknown."""

    FEMALE = "female"
    MALE = "male"


class Irritability(StrEnum):
    """How easily the pain is stirred and how slowly it settles; rated again at every visit."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


def all_of(presences: tuple[Presence, ...]) -> Presence:
    """Kleene *and*: one absent decides; otherwise one unknown keeps it unknown."""
    if Presence.ABSENT in presences:
        return Presence.ABSENT
    if Presence.NOT_ASSESSED in presences:
        return Presence.NOT_ASSESSED
    return Presence.PRESENT


def any_of(presences: tuple[Presence, ...]) -> Presence:
    """Kleene *or*: one present decides; otherwise one unknown keeps it unknown."""
    if Presence.PRESENT in presences:
        return Presence.PRESENT
    if Presence.NOT_ASSESSED in presences:
        return Presence.NOT_ASSESSED
    return Presence.ABSENT


def opposite(presence: Presence) -> Presence:
    """Kleene *not*: unknown stays unknown."""
    if presence is Presence.PRESENT:
        return Presence.ABSENT
    if presence is Presence.ABSENT:
        return Presence.PRESENT
    return Presence.NOT_ASSESSED
