"""What is asked for, and in which order a person is moved from position to position."""

from planner.clinical.answers import Side
from planner.web.assessment.places import BY_ID, place_of
from planner.web.assessment.sides import assessed_sides
from planner.web.assessment.wanted import Tier
from planner.web.assessment.worklist import Task, Worklist, worklist
from planner.workflow.words import Complaint, record_complaint
from tests.workflow.desk import the_knowledge

TALK, STANDING, BACK, FRONT = (
    BY_ID[n] for n in ("talk", "standing", "on-the-back", "on-the-front")
)
AT = {
    TALK: "sitting-pain",
    STANDING: "lumbar-active-movement",
    BACK: "straight-leg-raise",
    FRONT: "palpate-ischial-tuberosity",
}


def to_do(*places, tier=Tier.CORE):
    findings = the_knowledge().pack.library.findings
    tasks = tuple(
        Task(finding=findings[AT[p]], place=p, tier=tier, sides=(None,), entries={}) for p in places
    )
    assert all(place_of(task.finding) is task.place for task in tasks)
    return tasks


def test_what_an_answer_opened_behind_waits_until_nothing_is_left_below():
    work = Worklist(tasks=to_do(STANDING, FRONT))

    assert work.place_after(BACK) is FRONT
    assert work.place_after(FRONT) is STANDING


def test_a_safety_question_leads_wherever_it_is_asked():
    work = Worklist(tasks=(*to_do(FRONT), *to_do(TALK, tier=Tier.SAFETY)))

    assert work.place_after(BACK) is TALK


def asked_for(visit) -> set[str]:
    page, knowledge = visit.read(), visit.knowledge
    with visit.app.test_request_context():
        work = worklist(page, assessed_sides(page), knowledge.pack)
    return {task.finding.id for task in work.tasks if task.is_to_do and task.is_asked_for}


def test_a_yes_that_alone_would_raise_an_urgent_rule_is_asked_for(at_examination):
    """HZ-030: nobody may read that more would change nothing before it was put."""
    at_examination.know(record_complaint, Complaint(side=Side.RIGHT, duration_weeks=8))
    at_examination.answer(walking_worse="present", sitting_pain="absent")
    assert "getting-worse" in asked_for(at_examination)

    at_examination.answer(sitting_pain="present")
    assert "getting-worse" not in asked_for(at_examination)


def test_it_is_asked_for_too_where_nobody_knows_since_when_it_hurts(at_examination):
    at_examination.know(record_complaint, Complaint(side=Side.RIGHT))
    at_examination.answer(walking_worse="present", sitting_pain="absent")

    assert "getting-worse" in asked_for(at_examination)


def test_a_rule_that_any_of_many_answers_would_hasten_does_not_make_them_all_a_duty(visit):
    """A lone fever asked for 28 questions before the first test of the core."""
    visit.answer(fever_unwell="present")

    found = asked_for(visit)

    assert {"severe-constant-pain", "severe-hip-restriction"} <= found
    assert "palpate-pubic-ramus" not in found
