"""Small pages of the board: each edit is checked again at once, kept with who and why."""

import pytest

from planner.assembly.screening import screen
from planner.clinical.answers import Presence
from planner.clinical.contraindications import CellStatus
from planner.clinical.quantities import DoseRow
from planner.workflow.edited_plan import dose_on_file
from planner.workflow.factors import record_factors

BRIDGE = "sx-iso-bridge-sl"


def dosed(at) -> dict[str, DoseRow]:
    draft = at.draft()
    assert draft.plan is not None
    assert draft.plan.current is not None
    return {item.intervention.id: item.dose for item in draft.plan.current.items}


def test_an_item_is_taken_out_with_a_reason(signed_in, ready):
    address = ready.page(f"protocol/items/{BRIDGE}/remove")
    signed_in.get(address)

    refused = signed_in.post(address, {"reason": ""})
    assert refused.errors() == ["Say why it is taken out"]

    board = signed_in.post(address, {"reason": "Her wrist hurts <5 of 10"})
    assert board.address == ready.board
    assert board.select(f"#{BRIDGE}") == []
    assert "Her wrist hurts <5 of 10" in " ".join(board.words("#left-out dl"))
    assert "A. Example, 10:15" in " ".join(board.words("#edits li"))


def test_an_edit_is_taken_back_from_the_list_which_keeps_it(signed_in, ready):
    address = ready.page(f"protocol/items/{BRIDGE}/remove")
    signed_in.get(address)
    board = signed_in.post(address, {"reason": "Not now"})
    [form] = board.select("#edits form")

    after = signed_in.post(str(form.get("action")))

    assert after.select_one(f"#{BRIDGE}") is not None
    assert "Taken back:" in " ".join(after.words("#edits li"))
    assert after.select("#edits form") == []


def test_an_item_is_swapped_for_an_easier_one_and_moved(signed_in, ready):
    address = ready.page(f"protocol/items/{BRIDGE}/swap")
    page = signed_in.get(address)
    assert page.words(".swap__rung")[0] == "Easier, on its ladder"

    refused = signed_in.post(address, {"reason": "Too hard"})
    assert refused.errors() == ["Choose what takes its place"]

    board = signed_in.post(address, {"other": "sx-iso-bridge-dl", "reason": "Too hard for now"})
    assert board.select(f"#{BRIDGE}") == []
    assert "Swapped: " in " ".join(board.words("#edits li"))
    first = list(dosed(ready))
    board = signed_in.post(ready.page("protocol/items/sx-iso-bridge-dl/move/up"))
    after = list(dosed(ready))
    assert after.index("sx-iso-bridge-dl") == first.index("sx-iso-bridge-dl") - 1


def test_one_session_is_moved_in_the_week_from_its_day(signed_in, ready):
    board = signed_in.get(ready.board)
    moves = [str(link.get("href")) for link in board.select("#week .week__session a")]
    address, first = moves[0], moves[0].rsplit("/", 1)[1]
    page = signed_in.get(address)
    name = page.words("h1")[0].removeprefix(f"Move {first.capitalize()}: ")
    assert signed_in.post(address, {"reason": ""}).errors() == ["Choose the day it goes to"]

    choices = page.select(".swap__choice")
    near = next(p for p in choices if "Close together" in "".join(p.itertext()))
    to = str(near[0].get("value"))
    assert signed_in.post(address, {"to": to, "reason": ""}).errors() == [
        "That is closer than is asked: say why, or take another day."
    ]
    moved = signed_in.post(address, {"to": to, "reason": "The club runs then"})
    assert moved.address == ready.board
    said = f"Moved in the week: {name}, {first.capitalize()} to {to.capitalize()}"
    assert said in " ".join(moved.words("#edits li"))
    assert "Close together:" in " ".join(moved.words("#week .caution"))
    assert signed_in.get(address).status == 404


def test_a_dose_is_changed_in_numbers_or_ranges(signed_in, ready):
    address = ready.page(f"protocol/items/{BRIDGE}/dose")
    page = signed_in.get(address)
    assert page.select_one("#hold_seconds").get("value") == "30-45"
    assert page.select("input[name=often][checked]") == []

    board = signed_in.post(
        address,
        {
            "sets": "3",
            "reps": "1",
            "hold_seconds": "20-30",
            "rest_seconds": "60",
            "load": "60-70 % effort",
            "often": "every_days",
            "every_days": "2",
            "reason": "She tires quickly",
        },
    )

    words = " ".join(board.words(f"#{BRIDGE}"))
    assert "3 × 20–30 s" in words.replace("\u2009", " ")
    assert "every second day" in words
    assert "Dose changed by A. Example: She tires quickly" in words
    assert "dose chosen by A. Example" in words
    said = " ".join(board.words("#edits li"))
    assert "sets 5 to 3; hold 30–45 s to 20–30 s" in said
    dose = dosed(ready)[BRIDGE]
    assert dose.load is not None
    assert dose.load.patient == "about two thirds as hard as you could"


@pytest.mark.parametrize(("held", "is_far"), [("400", True), ("91", True), ("90", False)])
def test_a_dose_far_above_the_one_on_file_says_so_beside_the_item(signed_in, ready, held, is_far):
    """A nought too many went by with a reason: 30-45 seconds are on file."""
    address = ready.page(f"protocol/items/{BRIDGE}/dose")
    signed_in.get(address)

    typed = {"sets": "5", "hold_seconds": held, "often": "as-now", "reason": "She is strong"}
    board = signed_in.post(address, typed)

    told = f"More than twice the dose on file: hold {held} s, 30–45 s there."
    assert (told in " ".join(board.words(f"#{BRIDGE} .caution"))) is is_far


def test_how_often_may_stay_as_it_is(signed_in, ready):
    address = ready.page(f"protocol/items/{BRIDGE}/dose")
    standing = dosed(ready)[BRIDGE].frequency
    signed_in.get(address)

    signed_in.post(
        address,
        {"sets": "2", "hold_seconds": "20", "often": "as-now", "reason": "Fewer at first"},
    )

    assert dosed(ready)[BRIDGE].frequency == standing


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"sets": "3,5"}, "Enter a number such as 8 or 2.5, or a range such as 30-45"),
        ({"sets": "400"}, "Enter a number from 1 to 10"),
        ({"hold_seconds": "45-30"}, "Enter a number such as 8 or 2.5, or a range such as 30-45"),
        ({"often": ""}, "Choose how often"),
        ({"times_per_day": ""}, "Enter how often as a whole number"),
        ({"sets": "", "hold_seconds": ""}, "Say how much: sets, repetitions, seconds or minutes."),
        ({"reason": ""}, "Say why this dose"),
    ],
)
def test_a_dose_that_cannot_be_is_refused_in_one_sentence(signed_in, ready, fields, error):
    """HZ-022-C1: nothing is guessed, and what was typed stays in the fields."""
    address = ready.page(f"protocol/items/{BRIDGE}/dose")
    signed_in.get(address)
    good = {
        "sets": "3",
        "reps": "",
        "hold_seconds": "30",
        "often": "times_per_day",
        "times_per_day": "1",
        "reason": "Less at first",
    }

    page = signed_in.post(address, {**good, **fields})

    assert page.status == 400
    assert page.errors() == [error]
    for name, value in fields.items():
        if name not in ("often",):
            assert page.select_one(f"#{name}").get("value") == value
    assert ready.draft().edits == ()


def test_one_dose_is_confirmed_on_its_card(signed_in, planned):
    page = signed_in.get(planned.board)
    address = planned.page(f"protocol/items/{BRIDGE}/confirm")
    assert [f for f in page.select(f"#{BRIDGE} form") if f.get("action") == address]

    after = signed_in.post(address)

    assert "dose confirmed here 23 Nov 2026" in " ".join(after.words(f"#{BRIDGE}"))


def test_all_doses_are_listed_by_name_and_confirmed_in_one_deliberate_action(signed_in, planned):
    address = planned.page("protocol/doses")
    page = signed_in.get(address)
    waiting = [w.id for w in planned.draft().waiting if w.kind == "unsourced-dose"]
    assert len(page.select(".doses > li")) == len(waiting)
    assert page.select("input[checked]") == []

    refused = signed_in.post(address)
    assert refused.errors() == ["Tick that you have read each dose, or change it first"]
    assert [w for w in planned.draft().waiting if w.kind == "unsourced-dose"]

    board = signed_in.post(address, {"read": "yes"})
    assert board.address == planned.board
    assert [w for w in planned.draft().waiting if w.kind == "unsourced-dose"] == []


def test_a_note_is_put_on_the_plan_as_typed(signed_in, ready):
    address = ready.page("protocol/note")
    signed_in.get(address)

    board = signed_in.post(address, {"text": "Hold the chair. مرحبا"})

    assert "Hold the chair. مرحبا" in " ".join(board.words("#edits li"))
    assert ready.draft().notes == ("Hold the chair. مرحبا",)


def test_a_note_that_is_too_long_is_refused_with_its_count_and_kept(signed_in, ready):
    """HZ-021-C2."""
    address = ready.page("protocol/note")
    signed_in.get(address)

    page = signed_in.post(address, {"text": "a" * 501})

    assert page.errors() == ["This is 1 characters too long: 501 of at most 500. Nothing was cut."]
    assert "a" * 501 in (page.select_one("#text").text or "")


def candidates(at, wanted):
    """Items outside the plan that screen as ``wanted`` says."""
    draft, pack = at.draft(), at.desk.knowledge.pack
    assert draft.plan is not None
    for thing in pack.library.interventions.values():
        if thing.id not in dosed(at):
            screened = screen(thing, pack.library, draft.plan.assessment.picture)
            if wanted(thing, screened, draft.plan):
                yield thing


def test_the_library_is_listed_by_strand_and_searched_without_an_address(signed_in, ready):
    address = ready.page("protocol/add")
    page = signed_in.get(address)
    assert len(page.select(".add__strand")) == 12

    found = signed_in.post(address, {"text": "nordic"})

    assert found.address == address
    assert found.words(".add__line b")
    assert all("nordic" in name.lower() for name in found.words(".add__line p > b:first-child")[:1])

    nothing = signed_in.post(address, {"text": "trampoline"})
    assert "No treatment has these words" in nothing.text


def test_an_item_is_added_with_the_dose_on_file(signed_in, ready):
    thing = next(candidates(ready, lambda t, s, p: s.allowed and dose_on_file(p, t) is not None))
    address = ready.page(f"protocol/items/{thing.id}/add")
    page = signed_in.get(address)
    assert page.select("input[checked]") == []

    board = signed_in.post(address, {"dose": "on-file", "reason": "He did it well last year"})

    assert "Added by A. Example: He did it well last year" in " ".join(board.words(f"#{thing.id}"))
    assert thing.id in dosed(ready)


def test_an_item_without_a_dose_on_file_needs_ones_own(signed_in, ready):
    thing = next(candidates(ready, lambda t, s, p: s.allowed and dose_on_file(p, t) is None))
    address = ready.page(f"protocol/items/{thing.id}/add")
    page = signed_in.get(address)
    assert "None is on file" in page.text
    for field in page.select(".dose-fields input"):
        assert not field.get("value"), "no placeholder number"
        assert field.get("placeholder") is None

    refused = signed_in.post(address, {"reason": "He did it well last year"})
    assert refused.errors() == ["Choose how often"]

    signed_in.post(
        address,
        {
            "sets": "2",
            "reps": "8",
            "often": "times_per_week",
            "times_per_week": "3",
            "reason": "He did it well last year",
        },
    )
    assert thing.id in dosed(ready)


def test_an_open_question_stops_an_item_and_names_its_factor(signed_in, ready):
    """Not asked is never no: no form, no reason lifts it."""
    ready.desk.know(record_factors, {"implanted-device": Presence.NOT_ASSESSED})
    thing = next(
        candidates(
            ready,
            lambda t, s, p: (
                not s.blocked_by and [c.factor for c in s.waiting_for] == ["implanted-device"]
            ),
        )
    )
    address = ready.page(f"protocol/items/{thing.id}/add")

    page = signed_in.get(address)

    label = ready.desk.knowledge.pack.library.factors["implanted-device"].label
    assert "It cannot be added" in page.text
    assert label in page.text
    assert page.select("form[method=post] #reason") == []


def test_a_contraindicated_item_is_added_only_with_a_recorded_reason(signed_in, ready):
    ready.desk.know(record_factors, {"implanted-device": Presence.PRESENT})
    thing = next(
        candidates(
            ready,
            lambda t, s, p: (
                s.blocked_by
                and not s.waiting_for
                and all(c.status is CellStatus.CONTRAINDICATED for c in s.blocked_by)
            ),
        )
    )
    address = ready.page(f"protocol/items/{thing.id}/add")
    page = signed_in.get(address)
    assert "It is contraindicated for this person" in page.text
    own = {"sets": "2", "reps": "8", "often": "times_per_week", "times_per_week": "3"}
    which = {"dose": "own"} if page.select("input[name=dose]") else {}

    refused = signed_in.post(address, {**own, **which, "reason": "She wants it"})
    assert refused.status == 400
    assert thing.id not in dosed(ready)

    board = signed_in.post(
        address,
        {
            **own,
            **which,
            "reason": "She wants it",
            "keep_reason": "The device was taken out in 2024",
        },
    )
    assert thing.id in dosed(ready)
    assert "contraindicated and kept on purpose" in " ".join(board.words(f"#{thing.id}"))


def test_an_unknown_item_is_no_page(signed_in, ready):
    for action in ("dose", "remove", "add"):
        assert signed_in.get(ready.page(f"protocol/items/no-such-item/{action}")).status == 404


def test_a_stale_edit_is_refused_and_nothing_is_lost(signed_in, ready):
    """HZ-016: the board moved on in another tab."""
    address = ready.page(f"protocol/items/{BRIDGE}/remove")
    signed_in.get(address)
    ready.desk.know(record_factors, {"raynaud": Presence.PRESENT})

    page = signed_in.post(address, {"reason": "Not now"})

    assert page.status == 409
    assert [e for e in page.select("input[type=hidden]") if e.get("value") == "Not now"]
    assert ready.draft().edits == ()
