"""The clinic's settings in words: what patients read, how many doses were confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.clinical.pack import Pack
from planner.documents.filling.dose_line import dose_words
from planner.web.library.kinds import entry_address
from planner.web.words import plural, short_day
from planner.workflow.clinic import Clinic
from planner.workflow.confirmed import ConfirmedDose, ConfirmedDoses


@dataclass(frozen=True, slots=True, kw_only=True)
class TierCard:
    """One number: what is printed beside the signs, and how sure we are of it.

    ``tier`` names the two fields; ``is_missing`` where patients read the pack's own words.
    """

    tier: str
    title: str
    hint: str
    reads: str
    state: str
    is_missing: bool
    is_unchecked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseLine:
    """One dose somebody confirmed for the clinic."""

    name: str
    dose: str
    by: str
    on: str
    address: str | None
    is_standing: bool


def clinic_devices(pack: Pack) -> Mapping[str, str]:
    """What a clinic may have, by id, in the pack's words."""
    return {
        thing.id: thing.name[:1].upper() + thing.name[1:]
        for thing in pack.library.equipment.values()
        if thing.owner in ("clinic", "either")
    }


def tier_cards(stored: Clinic, pack: Pack) -> tuple[TierCard, ...]:
    """The three tiers, worst first, with what stands on the patient's first page today."""
    words = pack.presentation.words.help
    today = stored.urgent_telephone or stored.clinic_telephone
    return (
        _tier(
            stored,
            "emergency",
            "Beside the signs that cannot wait. Leave it empty to print the pack's words.",
            _reads(stored.emergency_telephone or words.emergency.who, words.emergency.then),
        ),
        _tier(
            stored,
            "urgent",
            "Beside the signs to ring about the same day.",
            _reads(today or words.today.who, words.today.then),
        ),
        _tier(
            stored,
            "clinic",
            "In the head of every paper, and for what can wait.",
            stored.clinic_telephone or words.today.who,
        ),
    )


def _tier(stored: Clinic, tier: str, hint: str, reads: str) -> TierCard:
    number = getattr(stored, f"{tier}_telephone")
    day = getattr(stored, f"{tier}_checked_on")
    title = {"emergency": "Emergency", "urgent": "Today", "clinic": "The clinic"}[tier]
    if not number:
        state = "No number is saved"
    elif day:
        state = f"Checked {short_day(day)}"
    else:
        state = "Saved, but nobody has said it was checked"
    return TierCard(
        tier=tier,
        title=title,
        hint=hint,
        reads=reads,
        state=state,
        is_missing=not number,
        is_unchecked=bool(number) and day is None,
    )


def _reads(who: str, then: str) -> str:
    return f"{who}, {then}" if then and not then.startswith("or ") else f"{who} {then}".strip()


def dose_lines(confirmed: ConfirmedDoses, pack: Pack) -> tuple[DoseLine, ...]:
    """Confirmed doses, the newest first."""
    return tuple(_dose_line(one, pack) for one in confirmed.doses)


def doses_note(confirmed: ConfirmedDoses) -> str:
    """How many of the doses without a source are confirmed."""
    return (
        f"{confirmed.standing} of {plural(confirmed.unsourced, 'dose')} without a source confirmed"
    )


def _dose_line(one: ConfirmedDose, pack: Pack) -> DoseLine:
    item = pack.library.interventions.get(one.item)
    return DoseLine(
        name=item.name if item else one.item,
        dose=dose_words(one.row) if one.row else "The pack gives another dose now: it asks",
        by=one.by,
        on=short_day(one.at.astimezone().date()),
        address=entry_address("treatments", one.item) if item else None,
        is_standing=one.row is not None,
    )
