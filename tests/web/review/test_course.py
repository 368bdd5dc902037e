"""A whole course of care on the pages: first visit, three reviews with a setback, discharge."""

from datetime import timedelta
from typing import Any

from planner.clinical.answers import Irritability, Presence
from planner.workflow.factors import record_factors
from planner.workflow.measuring import record_measures
from planner.workflow.reprinting import read_issued
from planner.workflow.situation import rate_irritability, record_goals
from planner.workflow.snapshot import inputs_of, made_from
from tests.web.conftest import sign_in
from tests.web.review.conftest import screen_again


def next_review(at, browser) -> None:
    """A fortnight on: screened, rated, every factor asked again."""
    desk = at.desk
    desk.clock.pass_by(days=14)
    desk.open_next()
    screen_again(at)
    desk.save(rate_irritability, Irritability.MODERATE)
    sign_in(browser)


def diary(at, **rows: Any) -> dict[str, str]:
    """The last days before the visit, the last number for the day before."""
    today = at.desk.page().date
    return {
        f"{row.replace('_', '-')}_{today - timedelta(days=len(numbers) - place)}": str(number)
        for row, numbers in rows.items()
        for place, number in enumerate(numbers)
    }


def decide(at, browser, move: str, reason: str = "") -> None:
    browser.get(at.page("review"))
    browser.post(at.page("review/decision"), {"move": move, "reason": reason})


def issue(at) -> tuple[str, ...]:
    """Answer what the plan asks, issue it, and read what is new on the patient's page."""
    desk = at.now() and at.desk
    desk.version = at.now().version
    asked = [w.id for w in desk.waiting() if w.kind == "factor"]
    desk.know(record_factors, dict.fromkeys(asked, Presence.ABSENT))
    desk.confirm()
    issued = desk.issue()
    plan = read_issued(desk.db, desk.visit.person_id, issued.plan_id)
    patient, _record = made_from(inputs_of(plan.snapshot), desk.knowledge)
    return patient.changes


def stage(at) -> int:
    return int(at.draft().plan.current.stage.id)


def heading(browser, at) -> str:
    [words] = browser.get(at.page("review")).words("#gate-head")
    return str(words)


def test_a_runner_from_the_first_visit_to_discharge_with_a_setback(signed_in, ready):
    at, desk = ready, ready.desk
    desk.save(record_goals, ["Run my 10 km race in spring."])
    desk.know(record_measures, {"nprs": 6, "daily-test-pain": 2})
    assert issue(at) == ()

    next_review(at, signed_in)
    signed_in.get(at.page("review"))
    calm = {"exercise_pain": [2, 2, 3], "morning_test": [2, 2, 2]}
    signed_in.post(at.page("review/week-1"), diary(at, **calm))
    assert heading(signed_in, at) == "Hold: 4 criteria not measured"
    decide(at, signed_in, "hold")
    assert stage(at) == 1
    issue(at)

    next_review(at, signed_in)
    signed_in.get(at.page("review"))
    setback = {"exercise_pain": [3, 5, 5], "morning_test": [2, 5, 5]}
    signed_in.post(at.page("review/week-1"), diary(at, **setback))
    assert heading(signed_in, at).startswith("Step back: pain during is above the plan's own limit")
    decide(at, signed_in, "step-back")
    assert stage(at) == 0
    assert issue(at)[0] == "You go back to step 1: Settle. That is part of getting well."

    next_review(at, signed_in)
    signed_in.get(at.page("review"))
    signed_in.post(at.page("review/week-1"), diary(at, **calm))
    numbers = {"double-leg-bridge-hold": 45, "sit-time": 30, "night-pain": 0, "new-nerve-signs": 0}
    signed_in.post(
        at.page("review/numbers"), {name: str(n) for name, n in {**numbers, "nprs": 3}.items()}
    )
    words = " ".join(signed_in.get(at.page("review")).words("#gate"))
    assert "nothing before it to compare with" in words
    decide(at, signed_in, "advance", "Sitting was not measured before")
    assert stage(at) == 1
    assert issue(at)[0] == "You move on to step 2: Hold."

    page = signed_in.get(at.page("review/finish"))
    history = " ".join(page.words(".history"))
    assert "Stage 1: step back, to stage 0" in history
    assert "Suggested: hold" in history
    signed_in.get(at.page("review/finish"))
    signed_in.post(at.page("review/finish"), {"why": "Goals reached"})
    assert not at.now().is_episode_open
    page = signed_in.get(at.page("review/finish"))
    assert page.heading == "The treatment is finished"
