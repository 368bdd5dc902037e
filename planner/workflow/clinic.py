"""The clinic's own settings: name, address, the three telephone numbers, logo, devices."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.records.clinic import ClinicSettings
from planner.workflow.actions import action
from planner.workflow.actor import Actor, Saved
from planner.workflow.audit import audit
from planner.workflow.clock import Clock
from planner.workflow.errors import Conflict, RefusedError, StaleWriteError
from planner.workflow.knowledge import Knowledge
from planner.workflow.logos import checked_logo
from planner.workflow.saving import name_of
from planner.workflow.texts import checked, checked_day, checked_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinic:
    """The settings. ``devices`` ``None`` means every device; version 0 means never saved.

    ``clinic_checked_on`` and the other two are the days on which somebody rang the number and
    reached whom it should reach; ``None`` means nobody has said so.
    """

    version: int = 0
    saved_on: date | None = None
    name: str = ""
    address: str = ""
    clinic_telephone: str = ""
    urgent_telephone: str = ""
    emergency_telephone: str = ""
    clinic_checked_on: date | None = None
    urgent_checked_on: date | None = None
    emergency_checked_on: date | None = None
    logo: bytes | None = None
    logo_type: str = ""
    devices: tuple[str, ...] | None = None


TIERS = ("clinic", "urgent", "emergency")
"""The three numbers: the clinic's own, for today, for an emergency."""
FIELDS = (
    "name",
    "address",
    "clinic_telephone",
    "urgent_telephone",
    "emergency_telephone",
    "clinic_checked_on",
    "urgent_checked_on",
    "emergency_checked_on",
    "logo",
    "devices",
)


def read_clinic(db: Session, until: datetime | None = None) -> Clinic:
    """The settings as they stand, or as they stood at a moment."""
    row = _latest(db, until)
    if row is None:
        return Clinic()
    return Clinic(
        version=row.version,
        saved_on=row.recorded_at.astimezone().date(),
        name=row.name,
        address=row.address,
        clinic_telephone=row.clinic_telephone,
        urgent_telephone=row.urgent_telephone,
        emergency_telephone=row.emergency_telephone,
        clinic_checked_on=row.clinic_checked_on,
        urgent_checked_on=row.urgent_checked_on,
        emergency_checked_on=row.emergency_checked_on,
        logo=row.logo,
        logo_type=row.logo_type,
        devices=None if row.devices is None else tuple(row.devices),
    )


def devices_of(db: Session, until: datetime | None = None) -> tuple[str, ...] | None:
    """The clinic's devices by id; ``None`` means every one."""
    return read_clinic(db, until).devices


@action("save-clinic")
def save_clinic(
    db: Session,
    actor: Actor,
    version: int,
    clinic: Clinic,
    *,
    knowledge: Knowledge,
    clock: Clock,
) -> Saved:
    """Save all settings; earlier ones are kept. For the lead alone."""
    actor.must_lead()
    stored, latest = read_clinic(db), _latest(db)
    wanted = _checked(clinic, stored, knowledge)
    _refuse_unlikely_checks(wanted, stored, clock.today())
    changed = [name for name in FIELDS if getattr(wanted, name) != getattr(stored, name)]
    if changed and stored.version != version:
        raise StaleWriteError(
            stored.version,
            tuple(
                Conflict(
                    field=name,
                    mine=_said(getattr(wanted, name)),
                    theirs=_said(getattr(stored, name)),
                    by=name_of(db, latest.recorded_by) if latest else "",
                    at=latest.recorded_at if latest else None,
                )
                for name in changed
            ),
        )
    if changed:
        db.add(
            ClinicSettings(
                version=stored.version + 1,
                logo_type=wanted.logo_type,
                devices=None if wanted.devices is None else list(wanted.devices),
                recorded_at=clock.now(),
                recorded_by=actor.account_id,
                **{name: getattr(wanted, name) for name in FIELDS if name != "devices"},
            )
        )
    outcome = "done" if changed else "unchanged"
    audit(db, actor, clock, "clinic", subjects=changed, outcome=outcome)
    return Saved(version=stored.version + bool(changed), at=clock.now(), changed=bool(changed))


def _latest(db: Session, until: datetime | None = None) -> ClinicSettings | None:
    wanted = select(ClinicSettings).order_by(ClinicSettings.version.desc()).limit(1)
    if until is not None:
        wanted = wanted.where(ClinicSettings.recorded_at <= until)
    return db.scalar(wanted)


def _checked(clinic: Clinic, stored: Clinic, knowledge: Knowledge) -> Clinic:
    logo, logo_type = _kept_logo(clinic.logo, stored)
    devices = clinic.devices
    if devices is not None:
        known = knowledge.pack.library.equipment
        strange = [name for name in devices if name not in known]
        if strange:
            raise RefusedError(f"{strange[0]} is no device of the pack.", "devices")
        devices = tuple(sorted(set(devices)))
    return Clinic(
        name=checked_line(clinic.name, "name"),
        address=checked(clinic.address, "address", 1000),
        clinic_telephone=checked_line(clinic.clinic_telephone, "clinic_telephone"),
        urgent_telephone=checked_line(clinic.urgent_telephone, "urgent_telephone"),
        emergency_telephone=checked_line(clinic.emergency_telephone, "emergency_telephone"),
        clinic_checked_on=clinic.clinic_checked_on,
        urgent_checked_on=clinic.urgent_checked_on,
        emergency_checked_on=clinic.emergency_checked_on,
        logo=logo,
        logo_type=logo_type,
        devices=devices,
    )


def _refuse_unlikely_checks(wanted: Clinic, stored: Clinic, today: date) -> None:
    """A check belongs to a number, lies in the past, and is not of another number."""
    for tier in TIERS:
        number, field = f"{tier}_telephone", f"{tier}_checked_on"
        day: date | None = getattr(wanted, field)
        if day is None:
            continue
        checked_day(day, today, field)
        if not getattr(wanted, number):
            raise RefusedError("There is no number that could have been checked.", field)
        is_new = getattr(wanted, number) != getattr(stored, number)
        if is_new and getattr(stored, number) and day == getattr(stored, field) != today:
            raise RefusedError(
                f"The number is new, and {day:%-d %B %Y} is when the earlier one was checked: "
                "ring the new number and enter that day, or leave the day empty.",
                field,
            )


def _kept_logo(wanted: bytes | None, stored: Clinic) -> tuple[bytes | None, str]:
    """The picture and its type; one that is kept already is not decoded again."""
    if not wanted:
        return None, ""
    if wanted == stored.logo:
        return stored.logo, stored.logo_type
    logo = checked_logo(wanted)
    return logo.content, logo.type


def _said(value: object) -> str:
    if isinstance(value, bytes):
        return f"a picture of {len(value)} bytes"
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    return "" if value is None else str(value)
