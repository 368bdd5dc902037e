"""The people page, adding a person, a person's record, starting a visit."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from planner.web.access import clinician_required
from planner.web.clinic.upkeep_views import notices_for_the_lead
from planner.web.components.forms import errors_of
from planner.web.days import read_day, typed_day
from planner.web.forms import ActionForm, add_refusal
from planner.web.library.replayed_cards import replayed_words
from planner.web.library.review_cards import local_words
from planner.web.menu import address_of
from planner.web.papers.changed_cards import changed_plans
from planner.web.papers.older_cards import older_cards
from planner.web.papers.otherwise_cards import otherwise_cards
from planner.web.papers.shared_week_cards import together_address
from planner.web.papers.trail_cards import paper_cards
from planner.web.patients import (
    done_views,
    export_views,
    history_views,
    looked_views,
    merging_views,
    typing_views,
    words_views,
)
from planner.web.patients.cards import (
    flagged_cards,
    found_card,
    open_card,
    referral_cards,
    today_cards,
    typed_cards,
    unsigned_card,
)
from planner.web.patients.done_views import DoneForm
from planner.web.patients.episode_cards import episode_cards
from planner.web.patients.forms import PersonForm, SearchForm, VisitForm, guess_person
from planner.web.patients.merging_cards import link_cards
from planner.web.services import actor, clock, db, knowledge
from planner.web.visit_frame import person_frame, steps_of
from planner.web.words import long_day, plural
from planner.workflow.actor import VisitRef
from planner.workflow.content_reviews import late_reviews
from planner.workflow.errors import RefusedError
from planner.workflow.in_use import plans_in_use
from planner.workflow.lists import (
    VisitLine,
    open_emergencies,
    open_referrals,
    open_visits,
    past_visits,
    todays_visits,
    unsigned_rulings,
)
from planner.workflow.merging import leading_id, merges_of
from planner.workflow.people import LooksAlikeError, add_person, read_person
from planner.workflow.reading import read_visit
from planner.workflow.search import search_people
from planner.workflow.today import reached
from planner.workflow.typed import list_typing
from planner.workflow.visits import open_encounter, open_episode

MOST_FOUND = 20
"""People on a page of results; it says when more fit (HZ-084)."""

bp = Blueprint("patients", __name__)
words_views.add_to(bp)
typing_views.add_to(bp)
merging_views.add_to(bp)
history_views.add_to(bp)
done_views.add_to(bp)
export_views.add_to(bp)
looked_views.add_to(bp)


@bp.route("/people")
@clinician_required
def people() -> ResponseReturnValue:
    """Who is here today, and everything that waits for a clinician."""
    today, here = clock().today(), todays_visits(db(), clock=clock())
    head = knowledge().pack.presentation.head
    how_far = reached(db(), [line.visit.encounter_id for line in here], head=head)
    drafts = list_typing(db(), actor())
    whose = {d.person_id: read_person(db(), d.person_id, clock=clock()) for d in drafts}
    lists = {
        "today": today_cards(
            here,
            open_emergencies(db(), clock=clock()),
            how_far,
            knowledge().pack.presentation.rules,
            today,
        ),
        "flagged": flagged_cards(today),
        "referrals": referral_cards(open_referrals(db(), clock=clock()), today, head.follow_up),
        "unsigned": [
            unsigned_card(line, today, head.follow_up)
            for line in unsigned_rulings(db(), clock=clock())
        ],
        "typed": typed_cards(drafts, whose, today),
        "open_visits": [open_card(line, today) for line in open_visits(db(), clock=clock())],
    }
    late = late_reviews(knowledge().pack, today)
    return render_template(
        "patients/people.html",
        day=long_day(today),
        form=SearchForm(),
        local=local_words(knowledge().pack),
        done_form=DoneForm(formdata=None),
        replayed=replayed_words(db(), knowledge()),
        late_reviews=plural(late, "statement") if late else "",
        notices=notices_for_the_lead(),
        **lists,
    )


@bp.route("/people/search", methods=["GET", "POST"])
@clinician_required
def search() -> ResponseReturnValue:
    """Results of the last search of this browser; the text is never in an address."""
    form = SearchForm()
    if form.validate_on_submit():
        session["search"] = form.text.data
        return redirect(url_for(".search"), code=303)
    text = form.text.data or session.get("search", "")
    form.text.data = text
    day = read_day(text)
    wanted = day.isoformat() if day else text
    people = search_people(db(), wanted, clock=clock(), limit=MOST_FOUND + 1) if text else ()
    found = [found_card(line) for line in people[:MOST_FOUND]]
    errors = errors_of(form)
    page = render_template(
        "patients/search.html",
        form=form,
        errors=errors,
        found=found,
        text=text,
        has_more=len(people) > MOST_FOUND,
    )
    return page, 400 if errors else 200


@bp.route("/people/new", methods=["GET", "POST"])
@clinician_required
def add() -> ResponseReturnValue:
    """Add a person in one step; likely matches are shown before anything is saved (HZ-004)."""
    form, alike = PersonForm(), []
    if not form.is_submitted():
        form = PersonForm(data=guess_person(session.get("search", "")))
    if form.validate_on_submit():
        try:
            person = add_person(
                db(),
                actor(),
                form.to_details(),
                is_new_person=bool(form.is_new_person.data),
                clock=clock(),
            )
            return redirect(url_for(".person", person_id=person.id), code=303)
        except LooksAlikeError as refusal:
            alike = [found_card(line) for line in refusal.people]
        except RefusedError as refusal:
            add_refusal(form, refusal)
    errors = errors_of(form)
    page = render_template("patients/add.html", form=form, errors=errors, alike=alike)
    return page, 400 if errors or alike else 200


@bp.route("/people/<uuid:person_id>", methods=["GET", "POST"])
@clinician_required
def person(person_id: UUID) -> ResponseReturnValue:
    """One person's record: episodes with their visits, and the way to start a visit."""
    card = read_person(db(), str(person_id), clock=clock())
    visits = past_visits(db(), card.id)
    form = VisitForm()
    if form.validate_on_submit():
        try:
            return redirect(_start(visits[0] if visits else None, card.id, form))
        except RefusedError as refusal:
            add_refusal(form, refusal)
    elif not form.is_submitted():
        form.visit_date.data = typed_day(clock().today())
    errors = errors_of(form)
    plans = plans_in_use(db(), card.id)
    page = render_template(
        "patients/person.html",
        person=card,
        episodes=episode_cards(visits, card.record_number),
        links=link_cards(merges_of(db(), card.id), card, knowledge().pack),
        papers=paper_cards(card.id),
        changed=changed_plans(card.id),
        otherwise=otherwise_cards(card.id),
        older=older_cards(plans),
        together=together_address(card.id, plans),
        form=form,
        errors=errors,
        action_form=ActionForm(formdata=None),
        **person_frame(card),
    )
    return page, 400 if errors else 200


@bp.route("/people/<uuid:person_id>/visits/<uuid:encounter_id>")
@clinician_required
def visit(person_id: UUID, encounter_id: UUID) -> ResponseReturnValue:
    """Go on with a visit at the first step that is not done."""
    at = VisitRef(person_id, encounter_id)
    page = read_visit(db(), at, knowledge=knowledge(), clock=clock())
    done = {step.id for step in page.progress if step.is_done}
    if any(alert.is_open for alert in page.alerts) and (
        alarm := address_of("assessment.emergency", person_id=person_id, encounter_id=encounter_id)
    ):
        return redirect(alarm)
    steps = [
        address
        for step, _, endpoint in steps_of(page, "")
        if step not in done
        and (address := address_of(endpoint, person_id=person_id, encounter_id=encounter_id))
    ]
    here = url_for(".words", person_id=person_id, encounter_id=encounter_id)
    return redirect(steps[0] if steps else here)


def _start(last: VisitLine | None, person_id: str, form: VisitForm) -> str:
    """Open the visit, in the episode of the last one or in a new one, and give its first page.

    An episode goes on in the record it was begun in; a new one begins in the leading record.
    """
    if form.visit_date.day is None:
        raise ValueError("the form was not validated")
    day, pack = form.visit_date.day, knowledge()
    if last is None or form.new_episode.data:
        started = open_episode(
            db(),
            actor(),
            leading_id(db(), person_id),
            presentation=pack.pack.presentation.head.id,
            visit_date=day,
            knowledge=pack,
            clock=clock(),
        )
    else:
        started = open_encounter(
            db(),
            actor(),
            last.visit.person_id,
            last.episode_id,
            visit_date=day,
            clock=clock(),
        )
    return url_for(".visit", person_id=started.person_id, encounter_id=started.encounter_id)
