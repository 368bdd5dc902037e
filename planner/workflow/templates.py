"""Templates of plans: kept from a draft with nothing of the patient, and brought into others."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from planner.clinical.pack import Pack
from planner.records.accounts import Account
from planner.records.own import PlanTemplate, RetiredTemplate
from planner.workflow.actions import action
from planner.workflow.actor import Actor
from planner.workflow.audit import audit
from planner.workflow.bundles import (
    Bundle,
    BundleItem,
    Place,
    own_doses,
    place_of,
    wordless,
)
from planner.workflow.chosen_dose import ChosenDose
from planner.workflow.clock import Clock
from planner.workflow.dose_rows import row_hash
from planner.workflow.edited_plan import dose_on_file
from planner.workflow.errors import NotFoundError, RefusedError
from planner.workflow.knowledge import Knowledge
from planner.workflow.names import folded
from planner.workflow.protocol import board_of
from planner.workflow.saving import Saving, saves
from planner.workflow.template_file import read_template
from planner.workflow.texts import checked_line

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template as it is offered. ``may_retire``: by its maker, and by the lead for the clinic."""

    id: str
    name: str
    is_clinics: bool
    by: str
    at: datetime
    may_retire: bool
    bundle: Bundle


def templates(db: Session, actor: Actor, pack: Pack) -> tuple[Template, ...]:
    """The clinic's templates and this clinician's own, by name; none of a colleague's own."""
    retired = select(RetiredTemplate.template_id)
    found = db.execute(
        select(PlanTemplate, Account.name)
        .join(Account, Account.id == PlanTemplate.recorded_by)
        .where(or_(PlanTemplate.is_clinics, PlanTemplate.recorded_by == actor.account_id))
        .where(PlanTemplate.id.not_in(retired))
        .order_by(PlanTemplate.is_clinics, PlanTemplate.name, PlanTemplate.id)
    )
    return tuple(_template(row, by, actor, pack) for row, by in found)


def template(db: Session, actor: Actor, template_id: str, pack: Pack) -> Template:
    """One that is offered to this clinician. Raises NotFoundError."""
    found = {each.id: each for each in templates(db, actor, pack)}
    if template_id not in found:
        raise NotFoundError(template_id)
    return found[template_id]


@saves("keep-template")
def keep_template(
    save: Saving, name: str, is_clinics: bool, *, knowledge: Knowledge, clock: Clock
) -> None:
    """Keep the items of the draft as a template: their ids, and doses of one's own in numbers.

    Notes, reasons, goals and whatever else was written about the person stay behind. Raises
    RefusedError for a name that holds the person's own, and where there is nothing to keep.
    """
    board = board_of(save.db, save.so_far, knowledge)
    place = place_of(board.plan) if board.plan else None
    if board.plan is None or board.plan.current is None or place is None:
        raise RefusedError("There is no plan to keep a template of.", "name")
    _refuse_persons_name(save, name)
    doses = own_doses(board.edits)
    kept = []
    for item in board.plan.current.items:
        thing = item.intervention
        own = doses.get(thing.id)
        on_file = dose_on_file(board.plan, thing)
        kept.append(
            BundleItem(
                item=thing.id,
                name=thing.name,
                dose=wordless(own, thing) if own else None,
                row=row_hash(thing.id, on_file) if on_file is not None else "",
            )
        )
    row = _row(save.db, save.actor, clock, checked_name(name), is_clinics, place, kept)
    save.subjects.append(f"template:{row.id}")


@action("import-template")
def import_template(
    db: Session, actor: Actor, content: bytes, *, knowledge: Knowledge, clock: Clock
) -> str:
    """Keep a template from a file as one's own. Nothing of it is checked less when it is used.

    Raises RefusedError with one sentence that names what is wrong in the file.
    """
    name, place, items = read_template(content, knowledge.pack)
    row = _row(db, actor, clock, checked_name(name, "file"), False, place, items)
    audit(db, actor, clock, "template", row.id)
    return row.id


@action("retire-template")
def retire_template(
    db: Session, actor: Actor, template_id: str, *, pack: Pack, clock: Clock
) -> None:
    """Offer it no more. Plans made with it stay. Raises NotFoundError, RefusedError."""
    if not template(db, actor, template_id, pack).may_retire:
        raise RefusedError("Its maker or the clinic's lead can retire it.")
    db.add(
        RetiredTemplate(
            template_id=template_id, recorded_at=clock.now(), recorded_by=actor.account_id
        )
    )
    audit(db, actor, clock, "template", template_id)


def checked_name(name: str, field: str = "name") -> str:
    """The name of a template. Raises RefusedError."""
    text = checked_line(name, field, "a name for the template")
    if len(text) > LONGEST_NAME:
        raise RefusedError(f"Keep the name to {LONGEST_NAME} characters.", field)
    return text


def _refuse_persons_name(save: Saving, name: str) -> None:
    words = set(folded(name).split())
    for part in (save.person.given_name, save.person.family_name):
        if words & {word for word in folded(part).split() if len(word) > 1}:
            raise RefusedError("Name it for what it treats: this holds the person's name.", "name")


def _row(
    db: Session,
    actor: Actor,
    clock: Clock,
    name: str,
    is_clinics: bool,
    place: Place,
    items: list[BundleItem],
) -> PlanTemplate:
    row = PlanTemplate(
        name=name,
        is_clinics=is_clinics,
        **asdict(place),
        items=[
            {
                "item": each.item,
                "dose": asdict(each.dose) if each.dose else None,
                "row": each.row,
            }
            for each in items
        ],
        recorded_at=clock.now(),
        recorded_by=actor.account_id,
    )
    db.add(row)
    db.flush()
    return row


def _template(row: PlanTemplate, by: str, actor: Actor, pack: Pack) -> Template:
    things = pack.library.interventions
    whose = "the clinic's template" if row.is_clinics else "the template"
    return Template(
        id=row.id,
        name=row.name,
        is_clinics=row.is_clinics,
        by=by,
        at=row.recorded_at,
        may_retire=row.recorded_by == actor.account_id or (row.is_clinics and actor.is_lead),
        bundle=Bundle(
            id=row.id,
            title=f"from {whose} “{row.name}”",
            place=Place(picture=row.picture, stage=row.stage, irritability=row.irritability),
            items=tuple(
                BundleItem(
                    item=each["item"],
                    name=things[each["item"]].name if each["item"] in things else each["item"],
                    dose=ChosenDose(**each["dose"]) if each["dose"] else None,
                    row=each.get("row", ""),
                )
                for each in row.items
            ),
        ),
    )
