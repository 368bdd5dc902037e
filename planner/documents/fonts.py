"""The fonts on the paper: one family, and a second one for the letters it lacks.

Source Sans Pro comes from the package ``font-source-sans-pro`` and has every sign the documents
use. DejaVu Sans, a system font, lends Greek, Cyrillic, Hebrew, Arabic and more when it is there.
A letter that neither has is printed as a visible substitute, never as an empty box of the font.
"""

import importlib.util
import unicodedata
from functools import cache
from pathlib import Path

from planner.documents.errors import FONT_IS_MISSING, PdfEngineMissingError

FAMILY = "Paper Sans"
SECOND_FAMILY = "Paper Sans Second"
WEIGHTS = {400: "Regular", 600: "Semibold", 700: "Bold", 900: "Black"}
SECOND_WEIGHTS = {400: "DejaVuSans.ttf", 700: "DejaVuSans-Bold.ttf"}
SECOND_FONT_FOLDERS = (
    Path("/usr/share/fonts/truetype/dejavu"),
    Path("/usr/share/fonts/dejavu-sans-fonts"),
    Path("/usr/share/fonts/TTF"),
    Path("/usr/local/share/fonts/dejavu"),
)

SUBSTITUTE = "�"
SUBSTITUTE_WITHOUT_SECOND_FONT = "?"

# Marks that steer the direction of text. They could turn a foot line round, so they are dropped:
# each name is laid out in a box of its own and finds its direction from its letters.
DIRECTION_MARKS = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C}


def family_files() -> dict[int, Path]:
    """The font files by weight; an absent package is one clear sentence."""
    package = importlib.util.find_spec("font_source_sans_pro")
    if package is None or not package.submodule_search_locations:
        raise PdfEngineMissingError(FONT_IS_MISSING)
    folder = Path(package.submodule_search_locations[0]) / "files"
    files = {weight: folder / f"SourceSansPro-{name}.ttf" for weight, name in WEIGHTS.items()}
    if not all(file.is_file() for file in files.values()):
        raise PdfEngineMissingError(FONT_IS_MISSING)
    return files


def second_family_files() -> dict[int, Path]:
    """The system's DejaVu Sans by weight, or nothing when it is not installed."""
    for folder in SECOND_FONT_FOLDERS:
        files = {weight: folder / name for weight, name in SECOND_WEIGHTS.items()}
        if all(file.is_file() for file in files.values()):
            return files
    return {}


def font_face_css() -> str:
    """The ``@font-face`` rules of both families."""
    faces = [
        (family, weight, file)
        for family, files in (
            (FAMILY, family_files()),
            (SECOND_FAMILY, second_family_files()),
        )
        for weight, file in files.items()
    ]
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
        f'src: url("{file.as_uri()}") }}'
        for family, weight, file in faces
    )


@cache
def printable_letters() -> frozenset[int]:
    """The code points that both the light and the bold form of one of the families have."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    def in_every_weight(files: dict[int, Path]) -> frozenset[int]:
        sets = []
        for file in files.values():
            with TTFont(file, lazy=True) as font:
                sets.append(frozenset(font.getBestCmap()))
        return frozenset.intersection(*sets) if sets else frozenset()

    return in_every_weight(family_files()) | in_every_weight(second_family_files())


def only_printable(text: str) -> tuple[str, tuple[str, ...]]:
    """Replace every letter no font has by a visible sign, and say which ones were replaced.

    Control and direction marks are dropped without a sign, since they print nothing.
    """
    letters = printable_letters()
    substitute = SUBSTITUTE if ord(SUBSTITUTE) in letters else SUBSTITUTE_WITHOUT_SECOND_FONT
    table: dict[int, str | None] = {}
    missing: list[str] = []
    for letter in sorted(set(text)):
        code = ord(letter)
        if code in DIRECTION_MARKS:
            table[code] = None
        elif letter in "\n\t" or code in letters:
            continue
        elif unicodedata.category(letter) in {"Cc", "Cf", "Mn", "Me"}:
            table[code] = None
        else:
            table[code] = substitute
            missing.append(letter)
    return text.translate(table), tuple(missing)
