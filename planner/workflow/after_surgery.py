"""An operation or fracture, and the limits a surgeon set after it, as they are told (HZ-042)."""

from dataclasses import asdict

from planner.clinical.pack import Pack
from planner.clinical.surgery import AfterSurgery, SetLimit
from planner.records.situation import SurgeryRecord
from planner.workflow.alerts import keep_alerts
from planner.workflow.clock import Clock
from planner.workflow.errors import RefusedError
from planner.workflow.knowledge import Knowledge
from planner.workflow.saving import Saving, saves
from planner.workflow.texts import checked_line

NOTHING = AfterSurgery(what="")


@saves("record-surgery", then=keep_alerts)
def record_surgery(
    save: Saving, surgery: AfterSurgery, *, knowledge: Knowledge, clock: Clock
) -> None:
    """Record it in whole; what is not known stays empty and holds the plan.

    Plans in use are checked again. An empty ``what`` takes the record back. Raises RefusedError.
    """
    what = checked_line(surgery.what, "what")
    kept = surgery if what else NOTHING
    for name, day in (("happened_on", kept.on), ("set_on", kept.set_on)):
        if day is not None and day > save.encounter.visit_date:
            raise RefusedError("This day lies after the visit.", name)
    for limit in kept.limits:
        _check(limit, knowledge.pack)
    row = SurgeryRecord(
        what=what,
        happened_on=kept.on,
        side=kept.side.value if kept.side else None,
        set_by=checked_line(kept.set_by, "set_by"),
        set_on=kept.set_on,
        limits=[_as_json(limit) for limit in kept.limits],
    )
    stored = save.so_far.latest(SurgeryRecord)
    if stored is None and not what:
        return
    save.put(row, "surgery", _said(row), stored, _said(stored) if stored else "")


def _check(limit: SetLimit, pack: Pack) -> None:
    kind = pack.library.surgeons_limits.get(limit.kind)
    if kind is None:
        raise RefusedError("This limit is not in the pack.", "limits")
    if kind.unit is None:
        return
    if limit.amount is None:
        raise RefusedError(f"{kind.label}: enter how many {kind.unit}.", f"amount-{kind.id}")
    if not kind.lowest <= limit.amount <= kind.highest:
        raise RefusedError(
            f"Enter a number from {kind.lowest:g} to {kind.highest:g}.", f"amount-{kind.id}"
        )


def _as_json(limit: SetLimit) -> dict[str, object]:
    return {**asdict(limit), "until": limit.until.isoformat() if limit.until else None}


def _said(row: SurgeryRecord) -> str:
    limits = ", ".join(
        f"{each['kind']} {each['amount'] or ''} {each['until'] or ''}"
        f"{' lifted' if each['is_lifted'] else ''}"
        for each in row.limits
    )
    return f"{row.what} {row.happened_on} {row.side} {row.set_by} {row.set_on}: {limits}"
