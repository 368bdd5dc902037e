"""Reading a finished PDF back: its text, its tags, its type sizes and where its words stand."""

import io
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from xml.etree import ElementTree

import pikepdf

BBOX_NAMESPACE = "{http://www.w3.org/1999/xhtml}"


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page in the order it was written, white space as single spaces."""
    text = _poppler("pdftotext", "-raw", pdf)
    return [" ".join(page.split()) for page in text.split("\f")[:-1]]


@dataclass(frozen=True)
class Word:
    """A word with its place in points from the upper left corner of its page."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


def words_of(pdf: bytes) -> list[Word]:
    """Every word of the PDF with its place."""
    tree = ElementTree.fromstring(_poppler("pdftotext", "-bbox", pdf))  # noqa: S314  # our own
    return [
        Word(
            number,
            word.text or "",
            *(float(word.get(edge, "0")) for edge in ("xMin", "yMin", "xMax", "yMax")),
        )
        for number, page in enumerate(tree.iter(f"{BBOX_NAMESPACE}page"), start=1)
        for word in page.iter(f"{BBOX_NAMESPACE}word")
    ]


def type_sizes(pdf: bytes) -> set[float]:
    """The sizes in points in which the PDF really sets its text."""
    sizes: set[float] = set()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            scales, size = [1.0], 0.0
            for instruction in pikepdf.parse_content_stream(page):
                operands = instruction.operands
                match str(instruction.operator):
                    case "q":
                        scales.append(scales[-1])
                    case "Q":
                        scales.pop()
                    case "cm":
                        a, b = float(operands[0]), float(operands[1])
                        scales[-1] *= (a * a + b * b) ** 0.5
                    case "Tf":
                        size = float(operands[1])
                    case "TJ" | "Tj":
                        sizes.add(round(size * scales[-1], 1))
    return sizes


def glyphs_of(pdf: bytes) -> set[int]:
    """The glyph ids that the PDF sets, of all its fonts: two bytes each (Identity-H)."""
    glyphs: set[int] = set()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            for font in page.Resources.Font.values():
                if font.Encoding != "/Identity-H":
                    raise ValueError(f"{font.BaseFont} numbers its glyphs in another way")
            for instruction in pikepdf.parse_content_stream(page):
                if str(instruction.operator) in ("TJ", "Tj"):
                    glyphs.update(_glyphs_in(instruction.operands[0]))
    return glyphs


def _glyphs_in(shown: pikepdf.Object) -> Iterator[int]:
    for part in shown if isinstance(shown, pikepdf.Array) else [shown]:
        if isinstance(part, pikepdf.String):
            codes = bytes(part)
            yield from (int.from_bytes(codes[n : n + 2]) for n in range(0, len(codes), 2))


@dataclass(frozen=True)
class Tag:
    """One element of the tag tree: its kind, what it holds and the tags above it."""

    kind: str
    above: tuple[str, ...]
    scope: str
    alt: str


def tags_of(pdf: bytes) -> list[Tag]:
    """The tag tree, flattened in reading order."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return list(_walk(document.Root.StructTreeRoot, ()))


def _walk(element: pikepdf.Object, above: tuple[str, ...]) -> Iterator[Tag]:
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if not isinstance(kid, pikepdf.Dictionary) or "/S" not in kid:
            continue
        kind = str(kid.S).lstrip("/")
        attributes = kid.get("/A", pikepdf.Dictionary())
        scope = str(attributes.get("/Scope", "")) if kind == "TH" else ""
        yield Tag(kind, above, scope.lstrip("/"), str(kid.get("/Alt", "")))
        yield from _walk(kid, (*above, kind))


def every_text(value: object) -> Iterator[str]:
    """Every text a document value holds, drawings left out."""
    if isinstance(value, str):
        if value.strip() and not value.lstrip().startswith("<svg"):
            yield value
    elif isinstance(value, Enum):
        return
    elif isinstance(value, tuple):
        for item in value:
            yield from every_text(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from every_text(getattr(value, field.name))


def as_printed(text: str) -> str:
    """A text without its marks for bold, white space as single spaces."""
    return " ".join(text.replace("**", "").split())


def _poppler(program: str, option: str, pdf: bytes) -> str:
    done = subprocess.run([program, option, "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()
