"""Issue: what waits, what will be frozen, the person named again, and then the frozen plan."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from planner.documents.errors import PdfError
from planner.web.access import clinician_required
from planner.web.components.forms import FieldError, errors_of
from planner.web.forms import add_refusal
from planner.web.papers.changed_cards import changed_notice
from planner.web.papers.issue_cards import frozen_of, wait_groups
from planner.web.papers.issue_form import IssueForm, NeedForm, NextVisitForm
from planner.web.papers.previews import previews_of
from planner.web.services import actor, clock, db, knowledge, press
from planner.web.visit_frame import frame
from planner.web.visits import read_page, unless_emergency, visit_address
from planner.workflow.drafting import read_draft
from planner.workflow.entries import VisitPage
from planner.workflow.errors import RefusedError, StaleWriteError
from planner.workflow.issuing import Issued, WaitingError, issue_plan
from planner.workflow.paper_need import need_in, record_paper_need
from planner.workflow.situation import record_next_visit

CHANGED = (
    "This visit changed while the page was open. Nothing was issued: read again what will be "
    "frozen, then issue."
)


def add_to(bp: Blueprint) -> None:
    """Put the page among those of the protocol."""
    visit = "/people/<uuid:person_id>/visits/<uuid:encounter_id>"
    bp.add_url_rule(f"{visit}/issue", view_func=issue, methods=["GET", "POST"])
    bp.add_url_rule(f"{visit}/next-visit", view_func=next_visit, methods=["POST"])
    bp.add_url_rule(f"{visit}/paper-need", view_func=paper_need, methods=["POST"])


@clinician_required
@unless_emergency
def issue(page: VisitPage) -> ResponseReturnValue:
    """Freeze the plan of this visit, once the person was named again (HZ-001-C3)."""
    form = IssueForm()
    if not form.validate_on_submit():
        return _shown(page, form)
    version = form.version.data or 0
    try:
        issued = issue_plan(
            db(),
            actor(),
            page.visit,
            version,
            form.to_check(),
            knowledge=knowledge(),
            clock=clock(),
            press=press(),
        )
    except StaleWriteError:
        return _changed(page, version)
    except (RefusedError, PdfError) as problem:
        return _refused(page, form, problem)
    return _to_paper(page, issued)


@clinician_required
@unless_emergency
def next_visit(page: VisitPage) -> ResponseReturnValue:
    """The next appointment, as it is printed on page 1 of the plan."""
    form = NextVisitForm()
    if form.validate_on_submit():
        try:
            record_next_visit(
                db(),
                actor(),
                page.visit,
                form.version.data or 0,
                form.next_visit.data or "",
                clock=clock(),
            )
            return redirect(visit_address("protocol.issue", page) or "", code=303)
        except StaleWriteError:
            raise
        except RefusedError as refusal:
            add_refusal(form, refusal)
    return _shown(page, IssueForm(formdata=None), coming=form)


@clinician_required
@unless_emergency
def paper_need(page: VisitPage) -> ResponseReturnValue:
    """Which print they can read and how much of the course they get (HZ-054)."""
    form = NeedForm()
    if not form.validate_on_submit():
        return _shown(page, IssueForm(formdata=None), need=form)
    record_paper_need(
        db(),
        actor(),
        page.visit,
        form.version.data or 0,
        form.edition.data,
        form.extent.data,
        clock=clock(),
    )
    return redirect(visit_address("protocol.issue", page) or "", code=303)


def _to_paper(page: VisitPage, issued: Issued) -> ResponseReturnValue:
    address = url_for("papers.plan", person_id=page.visit.person_id, plan_id=issued.plan_id)
    return redirect(address, code=303)


def _changed(page: VisitPage, version: int) -> ResponseReturnValue:
    """Older than the record: a second press of the same button leads to the plan of the first."""
    page = read_page(page.visit)
    last = page.issued[-1] if page.issued else None
    if last and page.version == version + 1 and last.encounter_id == page.visit.encounter_id:
        address = url_for("papers.plan", person_id=page.visit.person_id, plan_id=last.id)
        return redirect(address, code=303)
    form = IssueForm(formdata=None)
    return _shown(page, form, also=(FieldError("frozen", CHANGED),), status=409)


def _refused(
    page: VisitPage, form: IssueForm, problem: RefusedError | PdfError
) -> ResponseReturnValue:
    """Nothing was issued, and one sentence says why. What was typed is typed again."""
    page = read_page(page.visit)
    if isinstance(problem, PdfError):
        sentence = f"Nothing was issued, for it could not be printed. {problem}"
        return _shown(page, form, also=(FieldError("initials", sentence),), status=503)
    if isinstance(problem, WaitingError):
        return _shown(page, form, also=(FieldError("waits", problem.sentence),))
    add_refusal(form, problem)
    return _shown(page, form)


def _shown(
    page: VisitPage,
    form: IssueForm,
    *,
    coming: NextVisitForm | None = None,
    need: NeedForm | None = None,
    also: tuple[FieldError, ...] = (),
    status: int = 400,
) -> ResponseReturnValue:
    draft = read_draft(db(), actor(), page.visit, knowledge=knowledge())
    form.version.data = page.version
    if coming is None:
        coming = NextVisitForm(formdata=None, next_visit=page.next_visit)
        coming.version.data = page.version
    if need is None:
        told = need_in({name: entry.value for name, entry in page.words.items()})
        need = NeedForm(
            formdata=None,
            edition=told.edition.value if told.edition else None,
            extent=told.extent.value if told.extent else None,
        )
        need.version.data = page.version
    errors = errors_of(form, coming, need, also=also)
    waits = wait_groups(draft, page)
    answer = render_template(
        "papers/issue.html",
        form=form,
        coming=coming,
        need=need,
        need_address=visit_address("protocol.paper_need", page),
        errors=errors,
        number=page.issued[-1].version + 1 if page.issued else 1,
        refusal=draft.board.refusal,
        waits=waits,
        waiting=sum(len(group.lines) for group in waits),
        frozen=frozen_of(draft, page),
        can_issue=draft.board.can_issue,
        previews=previews_of(page, draft.board, draft.patient),
        issued=page.issued[-1] if page.issued else None,
        changed=changed_notice(page.visit.person_id, page.issued[-1].id) if page.issued else None,
        letter_address=visit_address("papers.write_referral", page),
        next_visit_address=visit_address("protocol.next_visit", page),
        **frame(page, "issue"),
    )
    return answer, status if errors else 200
