"""What all pages of signing in share: a form with its errors, the second step, the way on."""

from flask import make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from planner.web.account.forms import CodeForm
from planner.web.components.forms import errors_of
from planner.web.forms import Form
from planner.web.kept import Kept
from planner.web.services import clock, db
from planner.web.session import current
from planner.workflow.sessions import CODE, read_session


def form_page(template: str, form: Form, *, wait: int = 0, **more: object) -> ResponseReturnValue:
    """A page with one form; 429 with the time to wait where there were too many attempts."""
    errors = errors_of(form)
    page = make_response(render_template(template, form=form, errors=errors, **more))
    page.status_code = 429 if wait else 400 if errors else 200
    if wait:
        page.headers["Retry-After"] = str(wait)
    return page


def second_step_page(kept: Kept | None, next_page: str) -> ResponseReturnValue:
    """After the right password: the code, or the first set-up; what was typed rides along."""
    state = read_session(db(), current().token or "", clock=clock())
    if state is not None and state.waits_for == CODE:
        form = CodeForm(formdata=None)
        return form_page("account/second-step.html", form, kept=kept, next_page=next_page)
    return redirect(url_for("account.set_up"), code=303)


def go_on(kept: Kept | None, next_page: str) -> ResponseReturnValue:
    """To what was typed before, to where one was going, or to the people."""
    if kept is not None:
        return render_template("account/kept.html", kept=kept, words=None, errors=())
    return redirect(next_page or url_for("patients.people"), code=303)
