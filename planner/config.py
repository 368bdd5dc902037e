"""Settings, read once."""

import os
from pathlib import Path

PROTOCOLS = Path(
    os.environ.get("PLANNER_PROTOCOLS") or Path(__file__).resolve().parent.parent / "protocols"
)
"""The folder of the packs; ``PLANNER_PROTOCOLS`` names another one."""

PRESENTATION = "buttock-pain"
"""The presentation this version knows."""
