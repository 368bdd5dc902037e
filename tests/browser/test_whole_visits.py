"""Three whole visits in a real browser, from an empty record to paper.

By mouse or finger, and by keyboard alone; on a desk, a tablet and a phone. Each run takes two ways
to each letter and one, the longest walk of all, to a plan; `make walks` takes all six. Time and
number of actions are printed at the end, and no visit may take more of them than is stated here
(HZ-073-T2).
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import expect

from planner.records.plans import StoredDocument
from tests.browser.conftest import VISIT, WIDTHS, first_account, served
from tests.browser.hands import Keyboard, Mouse
from tests.browser.visiting import Visit
from tests.packs import PROTOCOLS

CASES = PROTOCOLS / "buttock-pain" / "cases"
TO_A_PLAN, TO_A_LETTER, TO_AN_EMERGENCY = (
    "tendinopathy to printed plan",
    "a pop to X-ray request and letter",
    "saddle numbness to emergency letter",
)
MOST = {
    (TO_A_PLAN, Mouse): 140,
    (TO_A_LETTER, Mouse): 45,
    (TO_A_LETTER, Keyboard): 290,
    (TO_AN_EMERGENCY, Mouse): 20,
    (TO_AN_EMERGENCY, Keyboard): 155,
}
"""Clicks, keys and fields: about a tenth more than on 27 November 2026 (129, 39, 260, 17, 138)."""

NOT_ELSEWHERE = (
    "words, filled",
    "own impression",
    "rule-out, signed",
    "respect, answered",
    "protocol board",
    "doses to confirm",
)
"""What axe looks at on the usual walk to a plan: other tests look at the rest, in every width."""


def ways(*usual: tuple[type[Mouse] | type[Keyboard], int]) -> list[Any]:
    """Every hand at every width, named for the report; those not in ``usual`` are marked."""
    return [
        pytest.param(
            (hand, width),
            id=f"{hand.__name__.lower()}-{width}",
            marks=() if (hand, width) in usual else pytest.mark.every_way,
        )
        for hand in (Mouse, Keyboard)
        for width in WIDTHS
    ]


def a_case(name: str) -> dict[str, Any]:
    text = Path(CASES / f"readme-{name}.yaml").read_text(encoding="utf-8")
    case: dict[str, Any] = yaml.safe_load(text)
    return case


@pytest.fixture
def site(tmp_path, pack):
    """An empty record for each visit: what one clinic confirmed is not asked again."""
    with served(tmp_path / "record", pack) as one:
        yield one


@pytest.fixture
def account(site):
    return first_account(site)


@pytest.fixture
def visit(open_page, site, account, request):
    hand, width = request.param
    page = open_page(width)
    page.set_default_timeout(60_000)
    return Visit(page=page, site=site, hand=hand(page))


def start(visit: Visit, given: str, family: str, born: str, sex: str, side: str) -> None:
    """From sign-in to the safety screen."""
    visit.sign_in()
    visit.add_person(given, family, born, sex)
    visit.start()
    visit.hand.choose(visit.page.locator(f"input[name=side][value={side}]"))
    visit.settle()


@pytest.fixture
def tell(visit: Visit, record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Printed at the end of the run."""

    def say(what: str) -> None:
        width = visit.page.viewport_size["width"] if visit.page.viewport_size else 0
        way = type(visit.hand).__name__.lower()
        record_property(VISIT, f"{what}, {way}, {width} px: {visit.told()}")
        assert visit.hand.actions <= MOST.get((what, type(visit.hand)), visit.hand.actions)

    return say


def on_to_the_screen(visit: Visit) -> None:
    visit.hand.press(visit.button("safety screen"))


@pytest.mark.parametrize("visit", ways((Mouse, 1440)), indirect=True)
def test_a_runner_with_a_hamstring_tendon_problem_goes_home_with_a_printed_plan(
    visit, site, tell, request
):
    """HZ-073-T2"""
    if request.node.get_closest_marker("every_way") is None:
        visit.of_interest = NOT_ELSEWHERE
    case = a_case("runner-with-tendinopathy")
    page, hand = visit.page, visit.hand
    start(visit, "Example", "Runner", "1 3 1992", "female", "right")
    hand.write(page.locator("#wrong"), "It aches on the bone I sit on.")
    hand.write(page.locator("#weekly_km"), "30")
    hand.pick(page.locator("#sport"), "running")
    visit.look("words, filled")
    on_to_the_screen(visit)

    visit.screen(case["answers"])
    hand.press(visit.button("before testing"))
    visit.before_testing(case["answers"])
    hand.press(visit.button("examination"))
    visit.examine(case["answers"])

    visit.rule_out("proximal-hamstring-tendinopathy")
    visit.respect("moderate")
    visit.confirm_doses()
    visit.issue("ER", "1992")

    with page.expect_popup() as paper:
        hand.press(page.locator(".files a.button--main"))
    paper.value.close()
    visit.look("print screen")
    with site.app.extensions["planner"].open_session() as db:
        kinds = {row.kind for row in db.query(StoredDocument)}
    assert {"patient", "clinician"} <= kinds
    tell(TO_A_PLAN)
    assert visit.faults == {}


@pytest.mark.parametrize("visit", ways((Mouse, 320), (Keyboard, 1440)), indirect=True)
def test_a_teenager_with_a_pop_gets_an_x_ray_request_and_a_letter(visit, tell):
    """HZ-073-T2"""
    case = a_case("teenager-with-a-pop")
    page, hand = visit.page, visit.hand
    start(visit, "Example", "Sprinter", "14 5 2012", "male", "left")
    on_to_the_screen(visit)

    visit.screen(case["answers"])

    expect(page.get_by_role("heading", name=re.compile("avulsion", re.I)).first).to_be_visible()
    hand.press(page.locator(".urgency a.button").first)
    visit.write_letter()
    expect(page.locator("h1")).not_to_have_text("Emergency")
    hand.write(page.locator("#whom"), "On-call radiographer")
    hand.press(visit.button("Telephoned"))
    expect(page.locator("#happened + p")).to_have_text("1")
    visit.look("referral, telephoned")
    tell(TO_A_LETTER)
    assert visit.faults == {}


@pytest.mark.parametrize("visit", ways((Mouse, 768), (Keyboard, 320)), indirect=True)
def test_saddle_numbness_takes_the_page_over_and_gives_a_letter_and_no_plan(visit, tell):
    """HZ-073-T2"""
    page, hand = visit.page, visit.hand
    start(visit, "Example", "Patient", "9 7 1985", "female", "right")
    on_to_the_screen(visit)
    page.wait_for_url("**/safety-screen")

    visit.answer("saddle-sensory-change", "present")
    page.wait_for_url("**/emergency")
    visit.look("emergency")
    assert page.locator("a", has_text=re.compile("protocol|exercise plan", re.I)).count() == 0
    hand.press(page.locator(".emergency a.button--stop").first)
    visit.write_letter()
    visit.look("emergency referral")
    hand.press(visit.link("Back to the emergency"))
    page.wait_for_url("**/emergency")
    page.goto(page.url.replace("/emergency", "/protocol"))
    assert page.url.endswith("/emergency")
    visit.close_emergency()
    tell(TO_AN_EMERGENCY)
    assert visit.faults == {}
