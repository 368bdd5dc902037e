"""The signed results of investigations in a case file."""

from collections.abc import Mapping
from typing import Any

from planner.clinical.case import InvestigationOutcome
from planner.clinical.pack import Pack
from planner.knowledge import fields
from planner.knowledge.fields import CaseError


def investigations(raw: Mapping[str, Any], pack: Pack) -> tuple[InvestigationOutcome, ...]:
    """Each with its day and who signed it. Raises CaseError for one that nobody signed."""
    known = pack.library.investigations
    outcomes = []
    for index, entry in enumerate(fields.listed(raw, "investigations"), start=1):
        where = f"investigations: number {index}: "
        if not isinstance(entry, dict):
            raise CaseError(f"{where}{fields.show(entry)} is not usable; expected keys with values")
        fields.known_keys(
            entry, ("investigation", "result", "date", "signed-by"), where.rstrip(": ")
        )
        name = entry.get("investigation")
        fields.known_id(name, f"{where}investigation", known, "an investigation")
        results = {result.id: result for result in known[str(name)].results}
        fields.known_id(entry.get("result"), f"{where}result", results, "a result")
        on, signed = fields.day(entry, "date", where), fields.text(entry, "signed-by", where)
        if on is None or signed is None:
            raise CaseError(
                f"{where}a result counts once it is signed; expected date and signed-by"
            )
        outcomes.append(
            InvestigationOutcome(
                investigation=str(name), result=str(entry["result"]), on=on, signed_by=signed
            )
        )
    return tuple(outcomes)
