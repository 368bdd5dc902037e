"""Forms of the clinic's settings: each part is saved by itself, over what stands."""

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, RadioField, SelectChoice, StringField, TextAreaField
from wtforms.fields import SelectMultipleField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from planner.web.days import DayField, stripped, typed_day
from planner.web.forms import VersionedForm
from planner.workflow.clinic import TIERS, Clinic

ALL, SOME = "all", "some"
TOO_LONG = "Keep it to 300 characters"


def _line(label: str) -> StringField:
    return StringField(
        label, filters=[stripped], validators=[Optional(), Length(max=300, message=TOO_LONG)]
    )


def _checked_on() -> DayField:
    return DayField("Checked on", filters=[stripped], validators=[Optional()])


class PartForm(VersionedForm):
    """One part of the settings; ``part`` tells which one was sent."""

    is_of: ClassVar[str]
    part = HiddenField()

    def to_clinic(self, stored: Clinic) -> Clinic:
        """What stands, with this part as it was typed."""
        return stored


class ContactForm(PartForm):
    """Name, address and the three numbers, each with the day it was last rung."""

    is_of = "contact"
    name = _line("Name of the clinic")
    address = TextAreaField(
        "Address",
        validators=[Optional(), Length(max=1000, message="Keep the address to 1000 characters")],
    )
    emergency_telephone = _line("Emergency number")
    emergency_checked_on = _checked_on()
    urgent_telephone = _line("Number for today")
    urgent_checked_on = _checked_on()
    clinic_telephone = _line("The clinic's number")
    clinic_checked_on = _checked_on()

    def to_clinic(self, stored: Clinic) -> Clinic:
        """The same settings with these texts, numbers and days."""
        return replace(
            stored,
            name=self.name.data or "",
            address=self.address.data or "",
            emergency_telephone=self.emergency_telephone.data or "",
            emergency_checked_on=self.emergency_checked_on.day,
            urgent_telephone=self.urgent_telephone.data or "",
            urgent_checked_on=self.urgent_checked_on.day,
            clinic_telephone=self.clinic_telephone.data or "",
            clinic_checked_on=self.clinic_checked_on.day,
        )


class LogoForm(PartForm):
    """One picture, or none."""

    is_of = "logo"
    logo = FileField("A new logo")
    remove = BooleanField("Take the logo off the papers")

    def to_clinic(self, stored: Clinic) -> Clinic:
        """The same settings with the chosen picture; without one, with what stands."""
        chosen = self.logo.data.read() if self.logo.data else b""
        if self.remove.data:
            return replace(stored, logo=None)
        return replace(stored, logo=chosen) if chosen else stored


class DevicesForm(PartForm):
    """Every device of the pack, or those that are here."""

    is_of = "devices"
    which = RadioField(
        "Which devices does the clinic have?",
        choices=[
            SelectChoice(ALL, "Every device in the list"),
            SelectChoice(SOME, "Only those ticked below"),
        ],
        validators=[InputRequired("Choose whether the clinic has every device, or tick them")],
    )
    devices = SelectMultipleField(
        "Devices", widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )

    def to_clinic(self, stored: Clinic) -> Clinic:
        """The same settings with these devices."""
        chosen = None if self.which.data == ALL else tuple(self.devices.data or ())
        return replace(stored, devices=chosen)


FORMS: tuple[type[PartForm], ...] = (ContactForm, LogoForm, DevicesForm)


def forms_of(stored: Clinic, devices: Mapping[str, str], sent: str | None) -> dict[str, PartForm]:
    """Every part as it stands; over the one that was ``sent`` stands what was typed."""
    values: dict[str, dict[str, object]] = {
        "contact": {
            "name": stored.name,
            "address": stored.address,
            **{f"{tier}_telephone": getattr(stored, f"{tier}_telephone") for tier in TIERS},
            **{
                f"{tier}_checked_on": typed_day(getattr(stored, f"{tier}_checked_on"))
                for tier in TIERS
            },
        },
        "devices": {
            "which": _which(stored),
            "devices": list(stored.devices or ()),
        },
    }
    forms = {}
    for kind in FORMS:
        data = {"version": stored.version, "part": kind.is_of, **values.get(kind.is_of, {})}
        forms[kind.is_of] = (
            kind(data=data) if sent == kind.is_of else kind(formdata=None, data=data)
        )
    picked = forms["devices"]
    picked["devices"].choices = [SelectChoice(name, words) for name, words in devices.items()]
    return forms


def _which(stored: Clinic) -> str | None:
    """Nothing is chosen before anybody has answered."""
    if not stored.version:
        return None
    return ALL if stored.devices is None else SOME
