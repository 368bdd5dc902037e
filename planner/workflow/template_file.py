"""A template as a file: JSON of one form, read strictly, with one sentence for what is wrong."""

import json
from dataclasses import asdict, fields
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from planner.clinical.answers import Irritability
from planner.clinical.pack import Pack
from planner.workflow.bundles import Bundle, BundleItem, Place, wordless
from planner.workflow.chosen_dose import ChosenDose, checked_dose
from planner.workflow.errors import RefusedError

FORM = "treatment-planner-template-1"
LARGEST = 64 * 1024
"""Bytes of a file; a template of sixty items is about a quarter of it."""
MOST_ITEMS = 60
_DOSES = TypeAdapter(ChosenDose)
_PARTS = {part.name for part in fields(ChosenDose)}


class _Item(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    item: str = Field(min_length=1, max_length=100)
    dose: dict[str, str | float | int | None] | None = None


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    form: str
    name: str
    picture: str = Field(max_length=100)
    stage: int = Field(ge=0, le=9)
    irritability: str
    items: list[_Item] = Field(min_length=1, max_length=MOST_ITEMS)


def written(name: str, bundle: Bundle) -> str:
    """The file of a template: what ``read_template`` reads back as it was."""
    place = bundle.place
    content = {
        "form": FORM,
        "name": name,
        **(asdict(place) if place else {}),
        "items": [
            {"item": each.item, "dose": _given(each.dose) if each.dose else None}
            for each in bundle.items
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def read_template(content: bytes, pack: Pack) -> tuple[str, Place, list[BundleItem]]:
    """Name, place and items of a file. Raises RefusedError with one sentence.

    An item that is not in the library stays by its id, and is told where the template is used.
    """
    read = _file(content)
    if read.form != FORM:
        raise RefusedError(f"“form” must say {FORM}: this is no template of this planner.", "file")
    if read.irritability not in {each.value for each in Irritability}:
        raise RefusedError("“irritability” must say low, moderate or high.", "file")
    things = pack.library.interventions
    items = []
    for place, each in enumerate(read.items, start=1):
        dose = _dose(each.dose, place) if each.dose is not None else None
        thing = things.get(each.item)
        items.append(
            BundleItem(
                item=each.item,
                name=thing.name if thing else each.item,
                dose=wordless(dose, thing) if dose and thing else None,
            )
        )
    where = Place(picture=read.picture, stage=read.stage, irritability=read.irritability)
    return read.name, where, items


def _file(content: bytes) -> _File:
    if len(content) > LARGEST:
        raise RefusedError(f"The file is larger than {LARGEST // 1024} kB.", "file")
    try:
        raw = json.loads(content.decode("utf-8"), object_pairs_hook=_once, parse_constant=_none)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise RefusedError("This is no JSON file that can be read.", "file") from error
    try:
        return _File.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise RefusedError(f"At “{where[:80]}”: {first['msg'].lower()}.", "file") from error


def _dose(raw: dict[str, Any], place: int) -> ChosenDose:
    if unknown := sorted(set(raw) - _PARTS):
        raise RefusedError(f"A dose has no “{unknown[0][:40]}” (item {place}).", "file")
    try:
        return checked_dose(_DOSES.validate_json(json.dumps(raw), strict=True))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise RefusedError(f"Item {place}, “{where}”: {first['msg'].lower()}.", "file") from error
    except RefusedError as refusal:
        raise RefusedError(f"Item {place}: {refusal.sentence}", "file") from refusal


def _given(dose: ChosenDose) -> dict[str, Any]:
    """The parts of a dose that say something."""
    return {name: value for name, value in asdict(dose).items() if value not in (None, "")}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _none(name: str) -> None:
    raise ValueError(f"{name} is no number")
