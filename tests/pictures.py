"""Small pictures that tests make themselves."""

import io
from itertools import cycle, islice

from PIL import Image


def a_picture(across: int = 120, down: int = 40, kind: str = "PNG", mode: str = "RGB") -> bytes:
    """One colour all over."""
    made = io.BytesIO()
    colour = tuple(islice(cycle((13, 59, 79)), len(Image.new(mode, (1, 1)).getbands())))
    picture = Image.new(mode, (across, down), colour if len(colour) > 1 else 1)
    picture.save(made, kind)
    return made.getvalue()


def pixels_of(picture: bytes) -> tuple[int, int]:
    """Across and down, with every pixel read."""
    with Image.open(io.BytesIO(picture)) as opened:
        opened.load()
        return opened.size
