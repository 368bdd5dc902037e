"""Templates of plans: those one may use, one more from a file, one as a file, one retired."""

from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from planner.web.access import clinician_required
from planner.web.components.forms import errors_of
from planner.web.forms import ActionForm, add_refusal
from planner.web.library.own_forms import TemplateFileForm
from planner.web.services import actor, clock, db, knowledge
from planner.web.words import day_with_name
from planner.workflow.errors import RefusedError
from planner.workflow.template_file import LARGEST, written
from planner.workflow.templates import import_template, retire_template, template, templates

DONE = "templates-done"


def add_to(bp: Blueprint) -> None:
    """Put the pages in the library, before the kinds of the packs."""
    bp.add_url_rule("/own/templates", view_func=own_templates, methods=["GET", "POST"])
    bp.add_url_rule("/own/templates/<uuid:template_id>/file", view_func=template_file)
    bp.add_url_rule("/own/templates/<uuid:template_id>/retire", view_func=retire, methods=["POST"])


@clinician_required
def own_templates() -> ResponseReturnValue:
    """The clinic's and one's own; a file becomes one's own."""
    form = TemplateFileForm()
    if form.validate_on_submit():
        try:
            content = form.file.data.read(LARGEST + 1)
            import_template(db(), actor(), content, knowledge=knowledge(), clock=clock())
            session[DONE] = "Kept as your own. Each use of it is checked against the person."
            return redirect(url_for(".own_templates"), code=303)
        except RefusedError as refusal:
            add_refusal(form, refusal)
    errors = errors_of(form)
    page = render_template(
        "library/own-templates.html",
        form=form,
        errors=errors,
        done=session.pop(DONE, ""),
        found=templates(db(), actor(), knowledge().pack),
        day=lambda at: day_with_name(at.astimezone().date()),
        action_form=ActionForm(formdata=None),
    )
    return page, 400 if errors else 200


@clinician_required
def template_file(template_id: UUID) -> ResponseReturnValue:
    """A template as the file that another clinic can read in."""
    found = template(db(), actor(), str(template_id), knowledge().pack)
    answer = Response(written(found.name, found.bundle), mimetype="application/json")
    answer.headers["Content-Disposition"] = 'attachment; filename="plan-template.json"'
    return answer


@clinician_required
def retire(template_id: UUID) -> ResponseReturnValue:
    """Offered no more; plans made with it stay as they are."""
    if ActionForm().validate_on_submit():
        retire_template(db(), actor(), str(template_id), pack=knowledge().pack, clock=clock())
        session[DONE] = "Retired. It is not offered any more."
    return redirect(url_for(".own_templates"), code=303)
