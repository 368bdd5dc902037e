"""Diary and gate: type in the paper diary, measure what is missing, decide on the stage."""

from flask import Blueprint, get_template_attribute, redirect, render_template, request
from flask.typing import ResponseReturnValue

from planner.progression.gate import Move
from planner.web.access import clinician_required
from planner.web.adding_up import adding_addresses
from planner.web.components.forms import errors_of
from planner.web.forms import add_refusal
from planner.web.kept import wants_json
from planner.web.review.decision_form import DecisionForm
from planner.web.review.diary_form import DiaryForm, diary_form, diary_says, grid_of, weeks_of
from planner.web.review.gate_cards import decision_errors, gate_card
from planner.web.review.numbers_form import NumbersForm, numbers_form, scores_asked
from planner.web.review.score_cards import chart_cards, score_lines, time_words
from planner.web.saving import refused_answer, saved_answer
from planner.web.services import actor, clock, db, knowledge
from planner.web.unusual import numbers_said_again
from planner.web.visit_frame import frame, frame_regions
from planner.web.visits import read_page, unless_emergency, visit_address
from planner.workflow.entries import VisitPage
from planner.workflow.errors import RefusedError
from planner.workflow.measuring import record_measures
from planner.workflow.review import Review, read_review
from planner.workflow.reviewing import decide_stage, record_diary

HERE = "review"
AT = "/people/<uuid:person_id>/visits/<uuid:encounter_id>/review"
NEXT = {
    Move.STOP: "assessment.examination",
    Move.FINISH: "review.finish",
}
"""Where a decision leads, besides the re-test."""


def add_to(bp: Blueprint) -> None:
    """Put the page and its three forms among those of the review."""
    bp.add_url_rule(AT, view_func=gate)
    bp.add_url_rule(f"{AT}/week-<int:week>", view_func=diary, methods=["GET", "POST"])
    bp.add_url_rule(f"{AT}/numbers", view_func=numbers, methods=["GET", "POST"])
    bp.add_url_rule(f"{AT}/decision", view_func=decision, methods=["GET", "POST"])


@clinician_required
@unless_emergency
def gate(page: VisitPage) -> ResponseReturnValue:
    """The last week of the diary, the gate, the scores."""
    return _shown(page)


@clinician_required
@unless_emergency
def diary(page: VisitPage, week: int) -> ResponseReturnValue:
    """One week of the diary; 1 is the last one. Each cell is saved when it is typed."""
    review = review_at(page)
    place = min(max(week, 1), len(weeks_of(review)))
    words = knowledge().pack.presentation.words.diary
    form = diary_form(review, weeks_of(review)[place - 1], page.version, words)
    if not form.is_submitted():
        return _shown(page, week=place)
    if form.validate_on_submit():
        try:
            marks = form.marks(request.form.get("changed"))
            saved = record_diary(db(), actor(), page.visit, form.version.data, marks, clock=clock())
            to = visit_address("review.gate", page) or request.path
            regions = _regions(page, place)
            return saved_answer(saved, to=f"{to}#gate", regions=regions)
        except RefusedError as refusal:
            add_refusal(form, refusal)
    if wants_json(request):
        return refused_answer(errors_of(form))
    return _shown(page, week=place, diary=form)


@clinician_required
@unless_emergency
def numbers(page: VisitPage) -> ResponseReturnValue:
    """What the gate and the scores still need."""
    review = review_at(page)
    form = numbers_form(page, review, knowledge().pack)
    if not form.is_submitted():
        return _shown(page)
    if form.validate_on_submit():
        try:
            saved = record_measures(
                db(),
                actor(),
                page.visit,
                form.version.data,
                form.numbers(),
                numbers_said_again(),
                knowledge=knowledge(),
                clock=clock(),
            )
            to = visit_address("review.gate", page) or request.path
            return saved_answer(saved, to=f"{to}#gate", regions=_regions(page))
        except RefusedError as refusal:
            add_refusal(form, refusal)
    if wants_json(request):
        return refused_answer(errors_of(form))
    return _shown(page, measured=form)


@clinician_required
@unless_emergency
def decision(page: VisitPage) -> ResponseReturnValue:
    """Decide at the gate; against the suggestion with a reason."""
    form = DecisionForm()
    if not form.is_submitted():
        return _shown(page)
    if form.validate_on_submit():
        try:
            move = Move(form.move.data)
            decide_stage(
                db(),
                actor(),
                page.visit,
                form.version.data,
                move,
                form.reason.data or "",
                knowledge=knowledge(),
                clock=clock(),
            )
            to = visit_address(NEXT.get(move, "review.retest"), page)
            return redirect(to or request.path, code=303)
        except RefusedError as refusal:
            add_refusal(form, refusal)
    return _shown(page, decided=form)


def review_at(page: VisitPage) -> Review:
    """The review of a visit as it stands."""
    return read_review(db(), page.visit, knowledge=knowledge(), clock=clock())


def _shown(
    page: VisitPage,
    *,
    week: int = 1,
    diary: DiaryForm | None = None,
    measured: NumbersForm | None = None,
    decided: DecisionForm | None = None,
) -> ResponseReturnValue:
    review, pack = review_at(page), knowledge().pack
    weeks, words = weeks_of(review), pack.presentation.words.diary
    week_form = diary or diary_form(review, weeks[week - 1], page.version, words)
    number_form = measured or numbers_form(page, review, pack, is_fresh=True)
    decision_form = decided or DecisionForm(formdata=None, data={"version": page.version})
    errors = decision_errors(errors_of(week_form, number_form, decision_form))
    shown = render_template(
        "review/gate.html",
        errors=errors,
        review=review,
        grid=grid_of(week_form, review, weeks[week - 1], _number_of(review, week), words),
        diary_form=week_form,
        says=diary_says(review, weeks[week - 1]),
        weeks=_week_links(page, weeks, week),
        numbers_form=number_form,
        decision_form=decision_form,
        **_parts(review, number_form),
        **_addresses(page, week),
        **frame(page, HERE),
    )
    return shown, 400 if errors else 200


def _parts(review: Review, form: NumbersForm) -> dict[str, object]:
    pack = knowledge().pack
    return {
        "gate": gate_card(review, pack, form),
        "lines": {line.id: line for line in score_lines(review, pack)},
        "asked": scores_asked(review, pack),
        "charts": chart_cards(review),
        "time": time_words(review.asks),
    }


def _addresses(page: VisitPage, week: int) -> dict[str, object]:
    return {
        "diary_address": visit_address("review.diary", page, week=week),
        "numbers_address": visit_address("review.numbers", page),
        "decision_address": visit_address("review.decision", page),
        "running_address": visit_address("review.running", page),
        "retest_address": visit_address("review.retest", page),
        "adding": adding_addresses(page, knowledge().pack),
        "examine_address": visit_address("assessment.examination", page),
    }


def _number_of(review: Review, week: int) -> int:
    """Which week of treatment the grid shows, counted from the first plan."""
    if review.started is None:
        return 1
    day = weeks_of(review)[week - 1][-1]
    return max(1, (day - review.started).days // 7 + 1)


def _week_links(
    page: VisitPage, weeks: tuple[tuple[object, ...], ...], week: int
) -> tuple[tuple[str, str | None], ...]:
    """The week before and after the one that is shown."""
    before = visit_address("review.diary", page, week=week + 1) if week < len(weeks) else None
    after = visit_address("review.diary", page, week=week - 1) if week > 1 else None
    return tuple(
        (words, address)
        for words, address in (("The week before", before), ("The week after", after))
        if address
    )


def _regions(before: VisitPage, week: int = 1) -> dict[str, str]:
    """The parts of the page that follow from what was typed."""
    if not wants_json(request):
        return {}
    page = read_page(before.visit)
    review = review_at(page)
    form = numbers_form(page, review, knowledge().pack, is_fresh=True)
    parts, addresses = _parts(review, form), _addresses(page, week)
    macros = {
        name: get_template_attribute("review/parts.html", name)
        for name in ("gate_part", "scores_part", "charts_part", "diary_notes")
    }
    decided = DecisionForm(formdata=None, data={"version": page.version})
    return {
        **frame_regions(page, HERE),
        "gate": str(
            macros["gate_part"](
                parts["gate"],
                form,
                decided,
                addresses["numbers_address"],
                addresses["decision_address"],
            )
        ),
        "scores": str(
            macros["scores_part"](
                parts["asked"],
                parts["lines"],
                form,
                addresses["numbers_address"],
                addresses["adding"],
            )
        ),
        "charts": str(macros["charts_part"](parts["charts"])),
        "diary-notes": str(macros["diary_notes"](diary_says(review, weeks_of(review)[week - 1]))),
    }
