"""Does the finished PDF say what the page says? Read back from its glyphs before it is offered.

Every text of the page must stand on the paper, letter by letter and number by number; the foot on
every page of it. What is drawn is read from the PDF itself: the glyphs of each page, turned into
letters by the map that a screen reader uses. A missing glyph, a wrong map or a part that was not
laid out is a refused document, not a shorter one (HZ-051).
"""

import re
from collections import Counter
from collections.abc import Iterable
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

FOOT = "foot"
"""The class of what stands on every page."""
NOT_DEMANDED = "data-alternate"
"""The mark of a part that the layout may show in another form instead."""
UNSEEN = frozenset({"head", "style", "script", "title"})
WITHOUT_END = frozenset({"meta", "link", "img", "br", "hr", "input"})

_SHOWN = re.compile(rb"/(\w+) [-\d.]+ Tf|\[([^\]]*)\] ?TJ")
_HEX = re.compile(rb"<([0-9a-fA-F]+)>")
_MAPPED = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]*)>")
_SPACE = re.compile("[\\s\u00ad\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\ufeff]+")
"""White space, and what joins, parts or varies letters without a mark of its own."""
_RIGHT_TO_LEFT = re.compile("[֐-ࣿיִ-﷿ﹰ-﻿]")


def lost_texts(html: str, pages: list[str]) -> list[str]:
    """The texts of a page that its PDF does not hold, none when all is there.

    ``pages`` is what :func:`drawn_pages` read. White space is left out of account, since lines end
    where the layout says. Letters of a text that runs from right to left are counted, not ordered.
    """
    texts = _Texts()
    texts.feed(html)
    texts.close()
    letters = Counter("".join(pages))
    lost = [text for text in texts.body if not _stands(text, pages, letters)]
    return lost + [text for text in texts.foot if not _on_every(text, pages, letters)]


def drawn_pages(pdf: Any) -> list[str]:
    """The letters each page draws, in the order in which they are drawn, without white space."""
    by_reference = {item.reference: item for item in pdf.objects}
    maps: dict[bytes, dict[str, str]] = {}

    def letters_of(font: bytes) -> dict[str, str]:
        if font not in maps:
            found = by_reference[font]
            maps[font] = _glyph_map(by_reference[found["ToUnicode"]])
        return maps[font]

    return [
        _drawn(page, by_reference, letters_of)
        for page in pdf.objects
        if isinstance(page, dict) and page.get("Type") == "/Page"
    ]


def _drawn(page: Any, by_reference: dict[bytes, Any], letters_of: Any) -> str:
    resources = _resolved(page["Resources"], by_reference)
    fonts = _resolved(resources.get("Font", {}), by_reference)
    known: dict[str, str] = {}
    drawn: list[str] = []
    for font, shown in _SHOWN.findall(_content(by_reference[page["Contents"]])):
        if font:
            known = letters_of(fonts[font.decode()])
            continue
        for group in _HEX.findall(shown):
            glyphs = group.decode().lower()
            drawn += [known.get(glyphs[n : n + 4], "") for n in range(0, len(glyphs), 4)]
    return _SPACE.sub("", "".join(drawn))


def _glyph_map(stream: Any) -> dict[str, str]:
    return {
        glyph.decode().lower(): bytes.fromhex(text.decode()).decode("utf-16-be")
        for glyph, text in _MAPPED.findall(_content(stream))
    }


def _resolved(value: Any, by_reference: dict[bytes, Any]) -> Any:
    return by_reference[value] if isinstance(value, bytes) else value


def _content(stream: Any) -> bytes:
    return b"\n".join(part if isinstance(part, bytes) else _bytes(part) for part in stream.stream)


def _bytes(part: Any) -> bytes:
    return part.encode() if isinstance(part, str) else bytes(part.data)


def _stands(text: str, pages: list[str], letters: Counter[str]) -> bool:
    if any(text in page for page in pages):
        return True
    if _RIGHT_TO_LEFT.search(text):
        return _all_letters(text, letters)
    return any(_continues(text, *pair) for pair in pairwise(pages))


def _on_every(text: str, pages: list[str], letters: Counter[str]) -> bool:
    if _RIGHT_TO_LEFT.search(text):
        return _all_letters(text, letters)
    return all(text in page for page in pages)


def _continues(text: str, page: str, following: str) -> bool:
    """Whether a text begins on one page and ends on the next."""
    return any(text[:n] in page and text[n:] in following for n in range(1, len(text)))


def _all_letters(text: str, letters: Counter[str]) -> bool:
    return not Counter(text) - letters


class _Texts(HTMLParser):
    """The texts of a page without white space: those of the body, and those of its foot."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.body: list[str] = []
        self.foot: list[str] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        if tag in WITHOUT_END:
            return
        given = dict(attrs)
        classes = (given.get("class") or "").split()
        kind = self._open[-1][1] if self._open else ""
        if tag in UNSEEN or NOT_DEMANDED in given:
            kind = "unseen"
        elif FOOT in classes and not kind:
            kind = FOOT
        self._open.append((tag, kind))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        text, kind = _SPACE.sub("", data), self._open[-1][1] if self._open else ""
        if text and kind != "unseen":
            (self.foot if kind == FOOT else self.body).append(text)
