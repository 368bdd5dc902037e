"""The sport of a case file: which one, and what this person tolerates now."""

from collections.abc import Mapping
from typing import Any

from planner.clinical.case import SportLoad
from planner.clinical.pack import Pack
from planner.knowledge import fields


def sport(raw: Mapping[str, Any], pack: Pack) -> SportLoad:
    """Distances in km, times in minutes; nothing known without the key. Raises CaseError."""
    keys = (
        "name",
        "weekly-km",
        "longest-run-km",
        "longest-tolerated-km",
        "longest-tolerated-minutes",
        "easy-pace-minutes-per-km",
        "goal",
    )
    section = fields.section(raw, "sport", keys)
    name = fields.text(section, "name", "sport: ")
    if name is not None:
        fields.known_id(name, "sport: name", pack.presentation.head.sports, "a sport")
    return SportLoad(
        name=name,
        weekly_km=fields.number(section, "weekly-km", 0, 500, "sport: "),
        longest_run_km=fields.number(section, "longest-run-km", 0, 300, "sport: "),
        longest_tolerated_km=fields.number(section, "longest-tolerated-km", 0, 300, "sport: "),
        longest_tolerated_minutes=fields.number(
            section, "longest-tolerated-minutes", 0, 1500, "sport: "
        ),
        easy_pace_minutes_per_km=fields.number(
            section, "easy-pace-minutes-per-km", 3, 15, "sport: "
        ),
        goal=fields.text(section, "goal", "sport: "),
    )
