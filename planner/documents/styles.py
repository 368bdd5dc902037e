"""Which style sheets make up a document in an edition, in the order they apply."""

from pathlib import Path

from planner.documents.pages import TEMPLATES
from planner.documents.values import Edition, PaperSize

SHARED = TEMPLATES / "components" / "paper"


def style_sheets(
    folder: str, edition: Edition, is_draft: bool, size: PaperSize = PaperSize.A4
) -> tuple[Path, ...]:
    """The files for one document: shared, its own, then the edition's; an absent one is skipped.

    Every document has ``print.css``; ``large.css`` and ``plain.css`` hold what the edition lays
    out differently, ``letter.css`` what shorter sheets do.
    """
    own = TEMPLATES / "documents" / folder
    wanted = [SHARED / "base.css", own / "print.css"]
    if edition is not Edition.STANDARD:
        wanted += [SHARED / f"{edition.value}.css", own / f"{edition.value}.css"]
    if size is PaperSize.LETTER:
        wanted += [SHARED / "letter.css", own / "letter.css"]
    if is_draft:
        wanted.append(SHARED / "draft.css")
    return tuple(sheet for sheet in wanted if sheet.is_file())


def served_folders(folder: str) -> tuple[Path, ...]:
    """The only folders a document may load a picture from."""
    return (TEMPLATES / "documents" / folder, SHARED)
