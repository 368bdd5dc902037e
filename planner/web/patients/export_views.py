"""A person's whole record as one file, for the lead, after the password once more."""

from uuid import UUID

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from planner.web.access import lead_required
from planner.web.account.proof import freshly_proved
from planner.web.services import actor, clock, db
from planner.workflow.exporting import export_record
from planner.workflow.people import read_person


def add_to(bp: Blueprint) -> None:
    """Put it among the pages of the people."""
    bp.add_url_rule("/people/<uuid:person_id>/export", view_func=export, methods=["POST"])


@freshly_proved
@lead_required
def export(person_id: UUID) -> ResponseReturnValue:
    """The file; its name holds the number of the record and no name."""
    person = read_person(db(), str(person_id), clock=clock())
    answer = Response(
        export_record(db(), actor(), person.id, clock=clock()), mimetype="application/zip"
    )
    name = f"record-{person.record_number}.zip"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
