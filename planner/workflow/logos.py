"""The clinic's picture: decoded whole before it is kept, and again before it goes on a paper."""

import base64
import io
from dataclasses import dataclass
from typing import Any

from planner.workflow.errors import RefusedError

LARGEST_LOGO = 500_000
"""Bytes of the file that is chosen."""
MOST_PIXELS = 25_000_000
"""Refused before it is decoded: a small file can hold an enormous picture."""
FEWEST_PIXELS = 24
"""Across or down; less is a smear on paper."""
PRINTED = (600, 200)
"""Pixels kept at most across and down: 300 to the inch at the size it is printed."""
UNREADABLE = "This picture cannot be read: save it again as PNG or JPEG, then choose it here."

_OPENINGS = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that was decoded whole, in the size that is printed."""

    content: bytes
    type: str

    @property
    def address(self) -> str:
        """The picture as an address that holds all of it: a paper loads nothing from outside."""
        return f"data:{self.type};base64,{base64.b64encode(self.content).decode()}"


def checked_logo(picture: bytes) -> Logo:
    """The picture as it is kept: small, and without what a camera writes into a file.

    Raises RefusedError with the sentence for the page.
    """
    if len(picture) > LARGEST_LOGO:
        raise RefusedError(
            f"This picture has {len(picture) // 1000} kB, and at most {LARGEST_LOGO // 1000} kB "
            "are kept: save it smaller.",
            "logo",
        )
    kind = next((kind for sign, kind in _OPENINGS.items() if picture.startswith(sign)), None)
    if kind is None:
        raise RefusedError("The logo must be a PNG or JPEG picture.", "logo")
    try:
        return _reduced(picture, kind)
    except RefusedError:
        raise
    except Exception as error:  # a damaged file fails in as many ways as there are decoders
        raise RefusedError(UNREADABLE, "logo") from error


def printed_logo(picture: bytes | None) -> str:
    """The address a paper prints; empty without a picture, or with one that is damaged.

    No picture ever stops a paper: least of all the letter of an emergency.
    """
    if not picture:
        return ""
    try:
        return checked_logo(picture).address
    except RefusedError:
        return ""


def _reduced(picture: bytes, kind: str) -> Logo:
    from PIL import Image, ImageOps  # loaded only where a picture is: starting stays quick

    with Image.open(io.BytesIO(picture), formats=[kind]) as opened:
        _refuse_size(*opened.size)
        _load_whole(opened)
        whole = ImageOps.exif_transpose(opened)
    plain = whole.convert("RGBA" if kind == "PNG" and _is_see_through(whole) else "RGB")
    plain.thumbnail(PRINTED)
    kept = io.BytesIO()
    plain.info.clear()
    plain.save(kept, kind, **({"optimize": True} if kind == "PNG" else {"quality": 92}))
    return Logo(kept.getvalue(), _TYPES[kind])


def _load_whole(picture: Any) -> None:
    """Decode all of it. What lays papers out tells the decoder to accept half a picture."""
    from PIL import ImageFile

    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        picture.load()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _refuse_size(across: int, down: int) -> None:
    if across * down > MOST_PIXELS:
        raise RefusedError(
            f"This picture is {across} by {down} pixels, far more than a paper needs: "
            "save it smaller.",
            "logo",
        )
    if min(across, down) < FEWEST_PIXELS:
        raise RefusedError(
            f"This picture is only {across} by {down} pixels: it needs at least "
            f"{FEWEST_PIXELS} each way to print clearly.",
            "logo",
        )


def _is_see_through(picture: Any) -> bool:
    return "A" in picture.getbands() or "transparency" in picture.info
