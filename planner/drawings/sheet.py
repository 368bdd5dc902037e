"""A contact sheet for people: every drawing large and at print size, with its checks."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from planner.drawings import library

STYLE = """
@page { size: A4; margin: 10mm }
body { font: 8pt sans-serif; margin: 0 }
section { display: inline-block; width: 92mm; height: 86mm; vertical-align: top; overflow: hidden }
h2 { font-size: 9pt; margin: 2mm 0 1mm }
p { margin: 0 0 1mm; color: #444; height: 8mm; overflow: hidden }
img.large { width: 84mm; height: 58mm; object-fit: contain; object-position: left top }
img.print { width: 45mm; height: 48mm; object-fit: contain; object-position: left top }
"""


def write(folder: Path, size: str = "large") -> Path:
    """The sheet as one HTML file that any browser prints; pictures are read beside it."""
    index = library.read_json(library.DRAWINGS / "index.json")["drawings"]
    cells = "".join(_cell(key, entry, size) for key, entry in index.items())
    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Drawings</title>'
        f"<style>{STYLE}</style>{cells}</html>"
    )
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"drawings-{size}.html"
    target.write_text(page, encoding="utf-8")
    return target


def _cell(key: str, entry: dict[str, Any], size: str) -> str:
    source = (library.DRAWINGS / entry["file"]).resolve().as_uri()
    words = " · ".join(panel["word"] for panel in entry["panels"] if panel["word"])
    return (
        f"<section><h2>{escape(key)}</h2><p>{escape(entry['alt'])} <b>{escape(words)}</b></p>"
        f'<img class="{size}" alt="{escape(entry["alt"])}" src="{source}"></section>'
    )
