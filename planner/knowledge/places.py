"""Where an entry stands: file and line, looked up only once something is wrong with it."""

from pathlib import Path
from typing import Any

from planner.clinical.citations import Source
from planner.clinical.conditions import Condition
from planner.clinical.contradictions import Contradiction
from planner.clinical.contraindications import Factor, Modality
from planner.clinical.findings import Construct, Finding
from planner.clinical.interventions import Equipment, Intervention, StopRule
from planner.clinical.outcomes import OutcomeMeasure, Recovery
from planner.clinical.redflags import Investigation, RedFlagRule
from planner.clinical.stages import FoundingConflict, Measure, TreatmentPicture
from planner.clinical.units import Unit
from planner.knowledge.problem import Problem
from planner.knowledge.reading import line_of, read

_ONE_A_FILE = {
    Intervention: "library/interventions/*",
    Factor: "library/contraindications",
    Condition: "{presentation}/conditions",
    RedFlagRule: "{presentation}/rules",
    TreatmentPicture: "{presentation}/stages",
}
_LISTED = {
    Source: ("library/sources/*.yaml", "sources"),
    Finding: ("library/findings/*.yaml", "findings"),
    Modality: ("library/modalities.yaml", "modalities"),
    StopRule: ("library/stop-rules.yaml", "stop_rules"),
    Equipment: ("library/equipment.yaml", "equipment"),
    Measure: ("library/measures.yaml", "measures"),
    OutcomeMeasure: ("library/outcome-measures.yaml", "outcome_measures"),
    Unit: ("library/units.yaml", "units"),
    Investigation: ("library/investigations.yaml", "investigations"),
    FoundingConflict: ("{presentation}/conflicts.yaml", "conflicts"),
    Contradiction: ("{presentation}/contradictions.yaml", "contradictions"),
    Recovery: ("{presentation}/recovery.yaml", "recoveries"),
}


class Places:
    """Finds the file and line of entries of one pack folder."""

    def __init__(self, protocols: Path, presentation: str) -> None:
        self.protocols = protocols
        self.presentation = presentation

    def problem(self, entry: Any, says: str, at: tuple[str | int, ...] = ()) -> Problem:
        """A problem with the place of ``entry`` before it; ``at`` leads to the key inside."""
        name = getattr(entry, "id", type(entry).__name__)
        path, prefix = self._place(entry)
        line = line_of(path, (*prefix, *at)) if path.is_file() else None
        where = f"{path}:{line}" if line else str(path)
        return Problem(f"{where}: {name}: {says}")

    def _place(self, entry: Any) -> tuple[Path, tuple[str | int, ...]]:
        kind = type(entry)
        if kind in _ONE_A_FILE:
            pattern = f"{_ONE_A_FILE[kind]}/{entry.id}.yaml"
            found = self._glob(pattern)
            return (found[0] if found else self.protocols / self._named(pattern)), ()
        if kind is Construct:
            return self.protocols / "library/findings" / f"{entry.id}.yaml", ("construct",)
        if kind in _LISTED:
            pattern, key = _LISTED[kind]
            for path in self._glob(pattern):
                for index, raw in enumerate(read(path).get(key) or []):
                    if isinstance(raw, dict) and raw.get("id") == entry.id:
                        return path, (key, index)
        return self.protocols / self.presentation / "presentation.yaml", ()

    def _glob(self, pattern: str) -> list[Path]:
        return sorted(self.protocols.glob(self._named(pattern)))

    def _named(self, pattern: str) -> str:
        return pattern.format(presentation=self.presentation)
