"""How wide the gaps of a paper can be, so that what belongs on one side stays on it.

Type is never made smaller and nothing is dropped: if even the closest layout runs over, it runs on.

A layout takes most of the time of a print. So a part that its number of letters says will run over
starts closer, a page of cards is first laid out alone where letters cannot tell (the same cards
once in a process), and the whole is laid out a second time only where that was wrong.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from typing import Any

from planner.documents.values import Edition

FIRST_SIDES_END = "first-sides-end"
"""The anchor at the end of what should stay on the first side (in large print, the first two)."""
LATER_SIDES = "<!-- later sides -->"
"""What follows it in a page cannot change the first sides."""
FIRST_SIDES = {Edition.STANDARD: 1, Edition.PLAIN: 1, Edition.LARGE: 2}
WIDE = "fit-0"
CLOSER = ("fit-1", "fit-2", "fit-2 fit-3")
"""Classes that bring the parts of the first sides closer together, in the order they are tried."""
ONE_SIDE = re.compile(r'id="([\w-]+)" class="(?:card-)?page')
"""What should stay on one side: a part that runs over is named on two pages."""
WRITTEN_IN = "week"
"""The part that is brought back; in large print the others may run on."""

FULL = {FIRST_SIDES_END: 1300, "running": 950, "what-next": 1290}
"""Letters from which a part runs over with wide gaps: measured on a plan of every picture, stage
and irritability. A wrong guess costs a millimetre here and there, or a second layout."""
FULL_OF_CARDS = 900
"""Letters from which two drawn cards may run over; their drawings are of many heights. Of 20 pages
of cards with 740 letters or more in eleven worked cases two ran over, with 934 and 986."""

_START = re.compile(r'(?=<section (?:id="[\w-]+" )?class="page|<div id="cards-(?!1")\d)')
_TAG = re.compile(r"<[^<>]+>")

Layout = Callable[[str], Any]
"""Lays out a page."""
Known = dict[bytes, bool]
"""Which parts ran over, by what they hold: the worker keeps it for papers of one look."""


def settled(html: str, edition: Edition, lay_out: Layout, known: Known) -> Any:
    """The document laid out with the widest gaps that keep its parts on their sides."""
    expected = _expected(html, edition, lay_out, known) if LATER_SIDES in html else html
    laid_out = lay_out(expected)
    closer = expected
    if not _fits(laid_out, edition):
        closer = _first_sides_closer(expected, edition, lay_out)
    for name in _running_over(laid_out, edition, closer):
        closer = _part_closer(closer, name)
    return laid_out if closer == expected else lay_out(closer)


def _expected(html: str, edition: Edition, lay_out: Layout, known: Known) -> str:
    """The page with the gaps closed that will have to be."""
    if edition is Edition.LARGE:
        return html
    head, _, body = html.partition("<main>")
    first, *later = _START.split(body)
    closer = html
    if _letters(first) >= FULL[FIRST_SIDES_END]:
        closer = _sides_closer(html, CLOSER[0])
    for part in later:
        for name in ONE_SIDE.findall(part)[:1]:
            is_over = name in FULL and _letters(part) >= FULL[name]
            if name.startswith("cards-") and _letters(part) >= FULL_OF_CARDS:
                key = hashlib.sha256(part.encode()).digest()
                if key not in known:
                    known[key] = len(lay_out(f"{head}<main>{part}").pages) > 1
                is_over = known[key]
            closer = _part_closer(closer, name) if is_over else closer
    return closer


def _letters(part: str) -> int:
    return len(" ".join(_TAG.sub(" ", part).split()))


def _first_sides_closer(html: str, edition: Edition, lay_out: Layout) -> str:
    """Find the widest gaps with which the first sides hold what belongs on them.

    Only the first sides are laid out to find out, which is quick.
    """
    closer = html
    for closeness in CLOSER:
        closer = _sides_closer(html, closeness)
        first_sides = closer.partition(LATER_SIDES)[0]
        if closeness == CLOSER[-1] or _fits(lay_out(first_sides), edition):
            break
    return closer


def _sides_closer(html: str, closeness: str) -> str:
    """The whole page with one class instead of the one its body has."""
    head, _, rest = html.partition('<body class="')
    return f'{head}<body class="{closeness} {rest.partition(" ")[2]}'


def _running_over(laid_out: Any, edition: Edition, html: str) -> Iterator[str]:
    """The parts that run over onto a second side and are not closer yet."""
    for name in ONE_SIDE.findall(html):
        if edition is Edition.LARGE and name != WRITTEN_IN:
            continue
        if sum(name in page.anchors for page in laid_out.pages) > 1:
            yield name


def _part_closer(html: str, name: str) -> str:
    return html.replace(f'id="{name}" class="', f'id="{name}" class="closer ', 1)


def _fits(laid_out: Any, edition: Edition) -> bool:
    later = laid_out.pages[FIRST_SIDES[edition] :]
    return all(FIRST_SIDES_END not in side.anchors for side in later)
