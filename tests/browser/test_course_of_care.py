"""A whole course of care, and a first visit of every treatment picture, in a real browser.

Behind the marker of the whole visits: `make walks` runs them. Each screen is looked at in every
width; its picture and every paper lie in the folder of the test afterwards.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import yaml
from playwright.sync_api import expect

from planner.workflow.clock import SystemClock
from tests.browser.conftest import VISIT, first_account, served
from tests.browser.following import Course
from tests.browser.hands import Mouse
from tests.packs import PROTOCOLS

CASES = PROTOCOLS / "buttock-pain" / "cases"
PICTURES = {
    "adolescent-avulsion": "adolescent-avulsion-protected-weeks",
    "cluneal-nerve-entrapment": "cluneal-nerve-at-the-crest",
    "deep-gluteal-syndrome": "deep-gluteal-taxi-driver",
    "fai-labral-pathology": "fai-labral-footballer",
    "gluteal-tendinopathy": "gluteal-tendinopathy-side-of-the-hip",
    "hamstring-muscle-strain": "hamstring-strain-in-a-sprint",
    "hip-osteoarthritis": "hip-osteoarthritis-stiff-and-sixty-three",
    "ischial-bursitis": "bursitis-rower-low-load",
    "ischiofemoral-impingement": "ischiofemoral-long-stride-pain",
    "lumbar-referred-pain": "disc-pain-that-centralises",
    "lumbar-spinal-stenosis": "spinal-stenosis-leans-on-the-trolley",
    "non-specific-gluteal-pain": "non-specific-gluteal-pain",
    "not-sure-yet": "not-sure-yet-interim-plan",
    "partial-proximal-hamstring-tear": "partial-tear-scanned-and-surgeon-agrees",
    "sacroiliac-joint-pain": "sacroiliac-pain-after-a-misstep",
}
"""The worked case that is walked through for each picture; the course of care has the one left."""

OF_THE_PICTURE = ("respect, answered", "protocol board", "doses to confirm", "issued")
"""The screens that differ from picture to picture."""

pytestmark = pytest.mark.every_way


@dataclass
class Later:
    """The clock of this machine, moved on by the days between two visits."""

    ahead: timedelta = field(default_factory=timedelta)

    def now(self) -> datetime:
        return SystemClock().now() + self.ahead

    def today(self) -> date:
        return self.now().astimezone().date()


def a_case(name: str) -> dict[str, Any]:
    case: dict[str, Any] = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return case


@pytest.fixture
def clock() -> Later:
    return Later()


@pytest.fixture
def site(tmp_path, pack, clock):
    with served(tmp_path / "record", pack, clock) as one:
        yield one


@pytest.fixture
def course(open_page, site, tmp_path):
    first_account(site)
    page = open_page()
    page.set_default_timeout(60_000)
    (tmp_path / "seen").mkdir()
    return Course(page=page, site=site, hand=Mouse(page), folder=tmp_path / "seen")


def first_visit(course: Course, case: dict[str, Any], born: str, today: date) -> None:
    """From an empty record to paper, everything as the case says it."""
    page, hand = course.page, course.hand
    course.sign_in()
    course.add_person("Example", "Runner", born, case["patient"]["sex"])
    course.start()
    hand.choose(page.locator(f"input[name=side][value={case.get('side') or 'right'}]"))
    course.settle()
    sport = case.get("sport", {})
    hand.write(page.locator("#wrong"), str(case["case"]).strip())
    hand.write(page.locator("#weeks"), str(case.get("duration-weeks", 6)))
    hand.pick(page.locator("#sport"), sport.get("name", "none"))
    hand.write(page.locator("#goal"), sport.get("goal", "To sit without pain."))
    for field_name, key in (("weekly_km", "weekly-km"), ("longest_km", "longest-run-km")):
        if key in sport:
            hand.write(page.locator(f"#{field_name}"), str(sport[key]))
    hand.press(course.button("safety screen"))

    course.screen(case["answers"])
    for one in case.get("investigations", ()):
        on = today - timedelta(days=5)
        written = f"{on.day} {on.month} {on.year}"
        course.sign_result(one["investigation"], one["result"], written)
    course.go("before-testing")
    course.before_testing(case["answers"])
    course.go("examination")
    course.examine(case["answers"])
    course.rule_out(case["working-diagnosis"])
    begun = hand.actions
    course.set_goal(sport.get("goal", "To sit without pain."))
    course.respect(case["irritability"], case.get("factors"))
    if course.link("doses? .*source|Confirm").count():
        course.confirm_doses()
    course.issue("ER", born.split()[-1])
    course.count("working diagnosis to plan", begun)
    course.look("issued")
    course.keep_papers()


def born_in(age: int, today: date) -> str:
    return f"1 1 {today.year - age}"


def test_a_runner_from_the_first_visit_to_discharge_with_a_setback(course, clock, record_property):
    case = a_case("readme-runner-with-tendinopathy")
    first_visit(course, case, "1 3 1992", clock.today())
    person = course.person_address()
    calm = {
        "Pain in the morning": "2222222",
        "Exercises ticked": "3333333",
        "Pain in the exercises": "2232222",
        "Worst pain of the day": "3333332",
    }
    setback = {**calm, "Pain in the morning": "2225555", "Pain in the exercises": "3335555"}
    numbers = {"nprs": "4", "night-pain": "0", "new-nerve-signs": "0"}

    for diary, move, reason, rated in (
        (calm, "hold", "", "moderate"),
        (setback, "step-back", "", "high"),
        (calm, "advance", "The morning test is quiet again, and she sits for half an hour", "low"),
    ):
        clock.ahead += timedelta(days=14)
        course.come_back(person)
        course.go("safety-screen")
        course.screen({})
        course.type_diary(diary)
        course.measure(numbers)
        course.look("diary and gate")
        course.decide(move, reason)
        course.look("decided")
        course.retest(("6",))
        course.plan_again(rated, "ER", "1992")

    course.go("review/running")
    course.look("running and sport")
    course.go("review/finish")
    course.look("finish")
    course.hand.write(course.page.locator("#why"), "Goals reached")
    course.hand.press(course.button("Finish the treatment"))
    expect(course.page.get_by_role("heading", name="Start a visit")).to_be_visible()
    course.keep_papers()
    record_property(VISIT, f"a course of care: {course.told()}; {course.counts}")
    assert course.faults == {}


def test_every_picture_has_its_first_visit(pack):
    """No picture of the pack is without a walk."""
    walked = {*PICTURES, "proximal-hamstring-tendinopathy"}
    assert walked == set(pack.pack.presentation.pictures)


@pytest.mark.parametrize("picture", PICTURES)
def test_a_first_visit_goes_from_words_to_paper(course, clock, record_property, picture):
    case = a_case(PICTURES[picture])
    today = clock.today()
    course.of_interest = OF_THE_PICTURE
    first_visit(course, case, born_in(case["patient"]["age"], today), today)
    record_property(VISIT, f"{picture}: {course.told()}; {course.counts}")
    assert course.faults == {}
