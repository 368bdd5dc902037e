"""An operation or fracture and its limits: nothing is chosen beforehand, nothing is filled in."""

from decimal import Decimal

from wtforms import BooleanField, Field, RadioField, SelectChoice, StringField
from wtforms.validators import Length, Optional

from planner.clinical.answers import Side
from planner.clinical.pack import Pack
from planner.clinical.surgery import AfterSurgery, SetLimit, SurgeonsLimit
from planner.web.days import DayField, stripped, typed_day
from planner.web.forms import VersionedForm
from planner.web.numbers import NumberField

SHORT = Length(max=300, message="Keep it to 300 characters")
WEIGHT = "weight"
"""Stands for the limit of weight bearing that was chosen, in the names of its fields."""


def _day(label: str) -> DayField:
    return DayField(label, filters=[stripped], validators=[Optional()])


class SurgeryForm(VersionedForm):
    """The operation or fracture. Fields for the limits are made for the pack."""

    what = StringField("What was done or broken", validators=[SHORT])
    happened_on = _day("On which day")
    side = RadioField(
        "Side",
        choices=[SelectChoice(side.value, side.value.capitalize()) for side in Side],
        validators=[Optional()],
    )
    set_by = StringField("Who set the limits", validators=[SHORT])
    set_on = _day("Limits set on")

    def to_surgery(self, pack: Pack) -> AfterSurgery:
        """What was typed; what was left empty is not known."""
        limits = []
        for kind in pack.library.surgeons_limits.values():
            part = WEIGHT if kind.is_weight_bearing else kind.id
            chosen = self[WEIGHT].data if kind.is_weight_bearing else self[kind.id].data
            if chosen is True or chosen == kind.id:
                amount = self[f"amount-{kind.id}"].data if kind.unit else None
                limits.append(
                    SetLimit(
                        kind=kind.id,
                        amount=float(amount) if amount is not None else None,
                        until=self[f"until-{part}"].day,
                        is_lifted=bool(self[f"lifted-{part}"].data),
                    )
                )
        return AfterSurgery(
            what=self.what.data or "",
            on=self.happened_on.day,
            side=Side(self.side.data) if self.side.data else None,
            set_by=self.set_by.data or "",
            set_on=self.set_on.day,
            limits=tuple(limits),
        )


def limits_to_tick(pack: Pack) -> tuple[SurgeonsLimit, ...]:
    """Every limit but those of weight bearing, of which one is chosen."""
    return tuple(k for k in pack.library.surgeons_limits.values() if not k.is_weight_bearing)


def surgery_form(pack: Pack, stands: AfterSurgery | None, version: int) -> SurgeryForm:
    """The form with what the record holds; what was sent stands over it."""
    fields: dict[str, Field] = {
        WEIGHT: RadioField(
            "Weight on the leg",
            choices=[
                SelectChoice(kind.id, kind.label)
                for kind in pack.library.surgeons_limits.values()
                if kind.is_weight_bearing
            ],
            validators=[Optional()],
        )
    }
    for part in (WEIGHT, *(kind.id for kind in limits_to_tick(pack))):
        fields[f"until-{part}"] = _day("Until")
        fields[f"lifted-{part}"] = BooleanField("Lifted by the surgeon")
    for kind in limits_to_tick(pack):
        fields[kind.id] = BooleanField(kind.label)
        if kind.unit:
            fields[f"amount-{kind.id}"] = NumberField(
                f"Limit, {kind.unit}", lowest=kind.lowest, highest=kind.highest
            )
    form: SurgeryForm = type("LimitsForm", (SurgeryForm,), fields)(
        data={"version": version, **(_told(stands, pack) if stands else {})}
    )
    return form


def _told(stands: AfterSurgery, pack: Pack) -> dict[str, object]:
    told: dict[str, object] = {
        "what": stands.what,
        "happened_on": typed_day(stands.on),
        "side": stands.side.value if stands.side else None,
        "set_by": stands.set_by,
        "set_on": typed_day(stands.set_on),
    }
    for limit in stands.limits:
        kind = pack.library.surgeons_limits.get(limit.kind)
        if kind is None:
            continue
        part = WEIGHT if kind.is_weight_bearing else kind.id
        told[part] = kind.id if kind.is_weight_bearing else True
        told[f"until-{part}"] = typed_day(limit.until)
        told[f"lifted-{part}"] = limit.is_lifted
        if limit.amount is not None:
            told[f"amount-{kind.id}"] = Decimal(str(limit.amount))
    return told
