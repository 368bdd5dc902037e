"""In which order a person is moved from position to position."""

from planner.web.assessment.places import BY_ID, place_of
from planner.web.assessment.worklist import Task, Tier, Worklist
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
