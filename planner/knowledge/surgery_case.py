"""The section ``after-surgery`` of a case file: an operation or fracture, and its limits."""

from collections.abc import Mapping
from typing import Any

from planner.clinical.answers import Side
from planner.clinical.pack import Pack
from planner.clinical.surgery import AfterSurgery, SetLimit
from planner.knowledge import fields
from planner.knowledge.fields import CaseError

KEY = "after-surgery"
KEYS = ("what", "date", "side", "set-by", "set-on", "limits")


def after_surgery(raw: Mapping[str, Any], pack: Pack) -> AfterSurgery | None:
    """What the section says; none where there is none. Raises CaseError."""
    if raw.get(KEY) is None:
        return None
    section = fields.section(raw, KEY, KEYS)
    where = f"{KEY}: "
    return AfterSurgery(
        what=fields.text(section, "what", where) or "",
        on=fields.day(section, "date", where),
        side=fields.choice(section, "side", Side, where),
        set_by=fields.text(section, "set-by", where) or "",
        set_on=fields.day(section, "set-on", where),
        limits=tuple(
            _limit(entry, f"{where}limits: number {place}: ", pack)
            for place, entry in enumerate(fields.listed(section, "limits"), start=1)
        ),
    )


def _limit(entry: Any, where: str, pack: Pack) -> SetLimit:
    if not isinstance(entry, dict):
        raise CaseError(f"{where}{fields.show(entry)} is not usable; expected keys with values")
    fields.known_keys(entry, ("limit", "amount", "until", "lifted"), where.rstrip(": "))
    name = entry.get("limit")
    fields.known_id(name, f"{where}limit", pack.library.surgeons_limits, "a limit")
    kind = pack.library.surgeons_limits[str(name)]
    amount = fields.number(entry, "amount", kind.lowest, kind.highest, where)
    if (amount is None) != (kind.unit is None):
        wanted = f"expected an amount in {kind.unit}" if kind.unit else "expected no amount"
        raise CaseError(f"{where}amount: {fields.show(entry.get('amount'))} does not fit; {wanted}")
    lifted = entry.get("lifted", False)
    if not isinstance(lifted, bool):
        raise CaseError(f"{where}lifted: {fields.show(lifted)} is not a choice; expected true")
    return SetLimit(
        kind=kind.id,
        amount=amount,
        until=fields.day(entry, "until", where),
        is_lifted=lifted,
    )
