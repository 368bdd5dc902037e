"""The style sheets in the order they build on one another, and the version in their address."""

from hashlib import sha256
from pathlib import Path

from flask import Flask, Response

from planner.web.access import public

STATIC = Path(__file__).parent / "static"
STYLESHEETS = (
    "tokens.css",
    "base.css",
    "components/actions.css",
    "components/frame.css",
    "components/set-aside.css",
    "components/record.css",
    "components/fields.css",
    "components/answers.css",
    "components/cards.css",
    "components/question.css",
    "components/screen.css",
    "components/board.css",
    "components/urgency.css",
    "components/protocol.css",
    "components/protocol-pages.css",
    "components/edits.css",
    "components/respect.css",
    "components/week.css",
    "components/review.css",
    "components/people.css",
    "components/papers.css",
    "components/places.css",
    "components/library.css",
    "components/pictures.css",
    "components/examination.css",
    "layouts.css",
    "paper.css",
)


def static_address(folder: Path = STATIC) -> str:
    """``/static/<digest of everything in it>``: may be kept for ever, and is new when changed."""
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return f"/static/{digest.hexdigest()[:16]}"


def serve_style(app: Flask) -> None:
    """All style sheets as one file, beside the others: a page asks once, not twenty times."""
    style = "\n".join((STATIC / "css" / name).read_text(encoding="utf-8") for name in STYLESHEETS)

    @app.get(f"{app.static_url_path}/style.css")
    @public
    def style_sheet() -> Response:
        return Response(style, mimetype="text/css")
