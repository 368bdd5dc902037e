"""The finished drawings as the tests read them: index, files, limits."""

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
POSES = ROOT / "protocols" / "library" / "poses"
DRAWINGS = ROOT / "protocols" / "library" / "drawings"
INDEX: dict[str, Any] = json.loads((DRAWINGS / "index.json").read_text(encoding="utf-8"))
ENTRIES: dict[str, dict[str, Any]] = INDEX["drawings"]
OWN = {key: entry for key, entry in ENTRIES.items() if "same_as" not in entry}


def svg_of(key: str) -> str:
    return (DRAWINGS / ENTRIES[key]["file"]).read_text(encoding="utf-8")
