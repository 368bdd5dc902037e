"""What every clinical value has in common."""

from typing import Any, ClassVar


class Value:
    """Base of every entry that a pack can hold.

    The marker is read by the loader at the edge: a key the entry does not know is an error and
    never ignored, because a misspelt ``avoid_wehn`` would silently drop a contraindication.
    """

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}
