"""The clinic's settings, for the lead: what is printed on papers, which devices are here."""

from flask import Blueprint, Response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, NotFound

from planner.web.access import clinician_required, lead_required
from planner.web.clinic import accounts_views, upkeep_views, warnings_views
from planner.web.clinic.cards import clinic_devices, dose_lines, doses_note, tier_cards
from planner.web.clinic.forms import LogoForm, PartForm, forms_of
from planner.web.components.forms import errors_of
from planner.web.forms import add_refusal
from planner.web.services import actor, clock, db, knowledge
from planner.workflow.clinic import Clinic, read_clinic, save_clinic
from planner.workflow.confirmed import confirmed_doses
from planner.workflow.errors import RefusedError, StaleWriteError

bp = Blueprint("clinic", __name__)
accounts_views.add_to(bp)
upkeep_views.add_to(bp)
warnings_views.add_to(bp)
SAVED = "settings-saved"
LOGO_IS_OLD = RefusedError(
    "Somebody saved the logo after this page was opened: look at the one below, then choose the "
    "file again if it should be replaced",
    "logo",
)


@bp.route("/settings", methods=["GET", "POST"])
@lead_required
def settings() -> ResponseReturnValue:
    """Three parts, each with a button of its own; a conflict shows both."""
    stored, pack = read_clinic(db()), knowledge().pack
    forms = forms_of(stored, clinic_devices(pack), request.form.get("part"))
    if request.method == "POST":
        form = forms.get(request.form.get("part", ""))
        if form is None:
            raise BadRequest
        if form.validate_on_submit() and _save(form, stored):
            session[SAVED] = form.is_of
            return redirect(url_for(".settings", _anchor=form.is_of), code=303)
    confirmed = confirmed_doses(db(), knowledge=knowledge())
    errors = errors_of(*forms.values())
    page = render_template(
        "clinic/settings.html",
        forms=forms,
        errors=errors,
        saved=session.pop(SAVED, ""),
        stored=stored,
        tiers=tier_cards(stored, pack),
        doses=dose_lines(confirmed, pack),
        doses_note=doses_note(confirmed),
    )
    return page, 400 if errors else 200


@bp.route("/settings/logo")
@clinician_required
def logo() -> ResponseReturnValue:
    """The picture itself."""
    stored = read_clinic(db())
    if not stored.logo:
        raise NotFound
    return Response(stored.logo, mimetype=stored.logo_type)


def _save(form: PartForm, stored: Clinic) -> bool:
    try:
        save_clinic(
            db(),
            actor(),
            form.version.data,
            form.to_clinic(stored),
            knowledge=knowledge(),
            clock=clock(),
        )
        return True
    except StaleWriteError:
        if not isinstance(form, LogoForm):
            raise
        add_refusal(form, LOGO_IS_OLD)
    except RefusedError as refusal:
        add_refusal(form, refusal)
    form.version.data = stored.version
    return False
