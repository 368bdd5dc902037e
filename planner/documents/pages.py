"""A document value becomes HTML: a strict, autoescaping template environment."""

import base64
import re
from functools import cache
from pathlib import Path

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from planner.documents.foot import foot_of, shorten
from planner.documents.values import (
    BlankSheet,
    ClinicianRecord,
    CoverSheet,
    DailyAdvice,
    DischargeSummary,
    Edition,
    ExerciseCard,
    PatientPlan,
    Printable,
    ReferralLetter,
    Station,
    WeekSheet,
    WorkNote,
)

TEMPLATES = Path(__file__).parents[2] / "templates"
FOLDERS: dict[type[Printable], str] = {
    PatientPlan: "patient-plan",
    WeekSheet: "patient-plan",
    ReferralLetter: "referral-letter",
    DischargeSummary: "referral-letter",
    WorkNote: "patient-plan",
    ClinicianRecord: "clinician-record",
    CoverSheet: "cover-sheet",
    BlankSheet: "blank-sheet",
}

PAGES: dict[type[Printable], str] = {
    WeekSheet: "week.html",
    WorkNote: "work-note.html",
    DischargeSummary: "discharge.html",
}
"""A document that shares its folder with another, and its own page there."""

BOLD = re.compile(r"\*\*(.+?)\*\*")
PAINT = re.compile(r"""((?:fill|stroke)\s*[=:]\s*["']?)#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b""")
LIGHTEST_KEPT = {"fill": 0x50, "stroke": 0xB0}
"""From this lightness on (0 to 255), plain print turns a fill or a line white."""
DRAWN_ON_A_PAGE = 2
"""How many exercise cards with drawings go on a page; without any, as many as fit."""
LETTERS_OF_A_LINE = 66
"""About as many letters stand on a line of a card in large print."""
WORDY_LINES = 10
"""Lines of text from which a card does not fit below the title of its pages (Letter paper)."""
FULL_OF_ADVICE = 660
"""Letters of advice from which a page is full: with fewer, each of 36 plans had room for more."""


def folder_of(document: Printable) -> str:
    """The folder in ``templates/documents`` that prints this kind of document."""
    return FOLDERS[type(document)]


def page_of(document: Printable, edition: Edition) -> str:
    """The whole HTML of one document in one edition."""
    page = PAGES.get(type(document), "page.html")
    template = _environment().get_template(f"documents/{folder_of(document)}/{page}")
    return template.render(
        doc=document,
        edition=edition.value,
        is_large=edition is Edition.LARGE,
        is_plain=edition is Edition.PLAIN,
        foot=None if isinstance(document, BlankSheet) else foot_of(document.identity, edition),
    )


def marked(text: str) -> Markup:
    """Escape a text, then turn ``**word**`` into bold."""
    return Markup(BOLD.sub(r"<strong>\1</strong>", str(escape(text))))  # noqa: S704


def with_blanks(text: str) -> Markup:
    """Like :func:`marked`, with each run of underscores as a line to write on."""
    blank = '<span class="blank"></span>'
    return Markup(re.sub(r"_{3,}", blank, str(marked(text))))  # noqa: S704


def with_capital(text: str) -> str:
    """A text whose first letter is a capital; the others stay as they are."""
    return text[:1].upper() + text[1:]


def svg_address(svg: str, is_plain: bool = False) -> str:
    """An SVG file as a data address; the plain edition keeps its lines and drops its greys."""
    text = PAINT.sub(_without_grey, svg) if is_plain else svg
    return "data:image/svg+xml;base64," + base64.b64encode(text.encode()).decode()


def qr_address(text: str) -> str:
    """A QR code as a data address, without a border: the margin of the page is its quiet zone."""
    code = segno.make(text, error="m", micro=False, boost_error=False)
    return code.svg_data_uri(border=0, dark="#1a1a1a")


def cards_by_page(cards: tuple[ExerciseCard, ...]) -> tuple[tuple[ExerciseCard, ...], ...]:
    """Two drawn cards to a page; cards without drawings follow one another and fill theirs."""
    if not any(card.drawing for card in cards):
        return (cards,)
    return tuple(cards[n : n + DRAWN_ON_A_PAGE] for n in range(0, len(cards), DRAWN_ON_A_PAGE))


def is_wordy(card: ExerciseCard) -> bool:
    """Whether a card fills most of a page in large print: its lines of text, long ones twice."""
    texts = [*card.steps, *(f"{line.label}: {line.text}" for line in card.lines)]
    return sum(1 + len(text) // LETTERS_OF_A_LINE for text in texts) >= WORDY_LINES


def has_room_below(advice: tuple[DailyAdvice, ...]) -> bool:
    """Whether a page of advice for every day has room left for where it comes from."""
    texts = [text for row in advice for text in (row.title, row.text, *row.points)]
    return sum(map(len, texts)) < FULL_OF_ADVICE


def station_letters(stations: tuple[Station, ...]) -> int:
    """How many letters wide a line of time is when its stations stand side by side."""
    return sum(max(len(station.when), len(station.what)) for station in stations)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        marked=marked,
        with_blanks=with_blanks,
        with_capital=with_capital,
        svg_address=svg_address,
        qr_address=qr_address,
        cards_by_page=cards_by_page,
        shorten=shorten,
        is_wordy=is_wordy,
        station_letters=station_letters,
        has_room_below=has_room_below,
    )
    return environment


def _without_grey(match: re.Match[str]) -> str:
    before, code = match.groups()
    code = code if len(code) == 6 else "".join(digit * 2 for digit in code)
    light = sum(int(code[i : i + 2], 16) for i in (0, 2, 4)) / 3
    kind = "fill" if before.startswith("fill") else "stroke"
    return before + ("#ffffff" if light >= LIGHTEST_KEPT[kind] else f"#{code}")
