"""Templates and earlier plans come into a draft through the gate, item by item (HZ-040)."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import text

from planner.clinical.answers import Presence
from planner.workflow.bringing_in import bring_in, bundle_of, earlier_plans
from planner.workflow.bundles import Fate, taken_out, weigh
from planner.workflow.chosen_dose import ChosenDose
from planner.workflow.edits import add_note, change_dose, remove_item, undo_edit
from planner.workflow.errors import NotFoundError, RefusedError
from planner.workflow.factors import record_factors
from planner.workflow.template_file import LARGEST, written
from planner.workflow.templates import (
    import_template,
    keep_template,
    retire_template,
    template,
    templates,
)
from tests.workflow.boards import items, the_board
from tests.workflow.desk import Desk
from tests.workflow.test_protocol import BRIDGE

CANARY = "Zyxwvutsrq"
pytestmark = pytest.mark.parametrize("place", ["sqlite"], indirect=True)


@pytest.fixture
def kept(desk: Desk) -> Desk:
    """A plan with a dose of the clinician's own, kept as a template; another person's draft."""
    desk.open()
    desk.record_case()
    dose = ChosenDose(sets=3, hold_seconds=20, every_days=2, load=CANARY, note=CANARY)
    desk.know(change_dose, BRIDGE, dose, CANARY)
    desk.save(add_note, CANARY)
    desk.know(keep_template, "Hamstring tendon, first weeks", True)
    desk.open(desk.person(given_name="Other"))
    desk.record_case()
    return desk


def the_template(desk: Desk):
    [found] = templates(desk.db, desk.actor, desk.knowledge.pack)
    return found


def weighed(desk: Desk) -> dict[str, Fate]:
    board = the_board(desk)
    assert board.plan is not None
    found = weigh(
        board.plan, the_template(desk).bundle, desk.knowledge.pack, taken_out(board.edits)
    )
    desk.db.rollback()
    return {each.item: each.fate for each in found}


def test_nothing_of_the_patient_is_in_a_template_or_its_file(kept):
    rows = str(kept.db.execute(text("SELECT * FROM plan_template")).all())
    assert CANARY not in rows
    assert "Runner" not in rows
    found = the_template(kept)
    assert CANARY not in written(found.name, found.bundle)
    [bridge] = [each for each in found.bundle.items if each.item == BRIDGE]
    assert bridge.dose is not None
    assert (bridge.dose.sets, bridge.dose.hold_seconds) == (3, 20)


def test_a_template_has_no_place_for_a_finding(kept):
    """HZ-015-T3: neither an answer nor a factor nor a score; a file that brings one is refused."""
    found = the_template(kept)
    library = kept.knowledge.pack.library
    told = [*library.findings, *library.factors, *library.measures, *library.outcome_measures]
    file = json.loads(written(found.name, found.bundle))
    for words in (str(file), str(kept.db.execute(text("SELECT * FROM plan_template")).all())):
        assert not [name for name in told if f"'{name}'" in words or f'"{name}"' in words]

    file["answers"] = {told[0]: "absent"}
    with pytest.raises(RefusedError, match="answers"):
        import_template(
            kept.db,
            kept.actor,
            json.dumps(file).encode(),
            knowledge=kept.knowledge,
            clock=kept.clock,
        )


def test_a_template_is_not_named_after_the_person(kept):
    with pytest.raises(RefusedError) as caught:
        kept.know(keep_template, "For O. Rúnner", False)
    assert caught.value.field == "name"


def test_what_a_factor_stops_and_what_was_taken_out_stays_out(kept):
    kept.know(remove_item, BRIDGE, "Not for her")
    fates = weighed(kept)
    assert fates[BRIDGE] is Fate.STOPPED
    with pytest.raises(RefusedError):
        kept.know(bring_in, "template", the_template(kept).id)

    for edit in the_board(kept).edits:
        kept.save(undo_edit, edit.id)
    assert weighed(kept)[BRIDGE] is Fate.PRESENT

    kept.know(record_factors, {"aortic-aneurysm": Presence.PRESENT})
    assert weighed(kept)[BRIDGE] is Fate.STOPPED


def test_a_clinics_template_brings_its_dose_where_it_was_chosen(kept):
    found = the_template(kept)
    pack = kept.knowledge.pack
    board = the_board(kept)
    assert board.plan is not None
    assert board.plan.current is not None
    stage = board.plan.current
    without = replace(
        board.plan,
        stages=tuple(replace(s, items=()) if s is stage else s for s in board.plan.stages),
    )
    kept.db.rollback()
    at_home = {each.item: each for each in weigh(without, found.bundle, pack)}
    assert at_home[BRIDGE].chosen is not None
    assert found.bundle.place is not None
    elsewhere = replace(found.bundle, place=replace(found.bundle.place, irritability="high"))
    [bridge] = [each for each in weigh(without, elsewhere, pack) if each.item == BRIDGE]
    assert bridge.chosen is None
    assert "on file" in bridge.says
    item = next(each for each in found.bundle.items if each.item == BRIDGE)
    assert item.row
    changed = replace(found.bundle, items=(replace(item, row="of another row"),))
    [bridge] = weigh(without, changed, pack)
    assert bridge.fate is Fate.COMES
    assert bridge.chosen is None
    assert "changed since" in bridge.says
    gone = replace(
        found.bundle, items=(replace(found.bundle.items[0], item="xx-withdrawn", name="Withdrawn"),)
    )
    [told] = weigh(without, gone, pack)
    assert (told.fate, told.name) == (Fate.GONE, "Withdrawn")


def test_an_earlier_plan_of_the_same_person_is_copied_and_nobody_elses(desk):
    desk.make_ready()
    dose = ChosenDose(sets=3, hold_seconds=20, every_days=2)
    desk.know(change_dose, BRIDGE, dose, "She tires quickly")
    plan = desk.issue()
    person, before = desk.visit.person_id, items(desk)
    own = [e.item for e in earlier_plans(desk.db, person)[0].bundle.items]
    assert own == before
    desk.db.rollback()

    other = desk.person(given_name="Other")
    with pytest.raises(NotFoundError):
        bundle_of(desk.db, desk.actor, other.id, "plan", plan.plan_id, desk.knowledge.pack)
    assert earlier_plans(desk.db, other.id) == ()
    desk.db.rollback()

    desk.open_next()
    desk.record_case()
    with pytest.raises(RefusedError):
        desk.know(bring_in, "plan", plan.plan_id)


def test_a_template_comes_in_as_edits_that_are_taken_back_one_by_one(kept):
    kept.know(keep_template, "Mine", False)
    pack = kept.knowledge.pack
    free = next(
        each.id
        for each in pack.library.interventions.values()
        if each.id not in items(kept) and is_free(kept, each.id)
    )
    bundle = the_template_named(kept, "Mine").bundle
    raw = json.loads(written("One more", bundle))
    raw["items"] = [{"item": free, "dose": None}]
    key = import_template(
        kept.db,
        kept.actor,
        json.dumps(raw).encode(),
        knowledge=kept.knowledge,
        clock=kept.clock,
    )
    kept.know(bring_in, "template", key)
    assert free in items(kept)
    [edit] = [e for e in the_board(kept).edits if e.item == free]
    assert "One more" in edit.reason
    kept.save(undo_edit, edit.id)
    assert free not in items(kept)


def is_free(desk: Desk, item: str) -> bool:
    found = the_template_named(desk, "Mine").bundle
    one = replace(found, items=(replace(found.items[0], item=item, dose=None),))
    plan = the_board(desk).plan
    assert plan is not None
    return weigh(plan, one, desk.knowledge.pack)[0].fate is Fate.COMES


def the_template_named(desk: Desk, name: str):
    found = {t.name: t for t in templates(desk.db, desk.actor, desk.knowledge.pack)}
    return found[name]


def test_ones_own_templates_are_seen_by_oneself_and_the_lead_may_retire_the_clinics(kept):
    kept.know(keep_template, "Mine", False)
    pack, clinics = kept.knowledge.pack, the_template_named(kept, "Hamstring tendon, first weeks")
    mine = the_template_named(kept, "Mine")
    colleague = replace(kept.actor, account_id="another", is_lead=False)
    assert [t.name for t in templates(kept.db, colleague, pack)] == [clinics.name]
    with pytest.raises(NotFoundError):
        template(kept.db, colleague, mine.id, pack)
    kept.db.rollback()
    with pytest.raises(RefusedError):
        retire_template(kept.db, colleague_of(kept), clinics.id, pack=pack, clock=kept.clock)
    retire_template(kept.db, kept.actor, clinics.id, pack=pack, clock=kept.clock)
    assert [t.name for t in templates(kept.db, kept.actor, pack)] == ["Mine"]


def colleague_of(desk: Desk):
    from planner.workflow.one_time_links import create_account, invite
    from tests.stores import PASSWORD

    token = invite(desk.db, desk.actor, is_lead=False, clock=desk.clock)
    made = create_account(
        desk.db, token, sign_in_name="b", name="B. Example", password=PASSWORD, clock=desk.clock
    )
    return replace(desk.actor, account_id=made.id, is_lead=False)


WRONG = {
    "no JSON": b"{",
    "a deep one": b"[" * 60_000,
    "a large one": b" " * (LARGEST + 1),
    "no object": b"[1]",
    "a name twice": b'{"form": "a", "form": "b"}',
    "not a number": b'{"stage": NaN}',
}
CHANGED: tuple[dict[str, object], ...] = (
    {"form": "another"},
    {"extra": 1},
    {"stage": "1"},
    {"irritability": "some"},
    {"items": []},
    {"items": [{"item": "x", "dose": {"sets": 3, "shell": "rm"}}]},
    {"items": [{"item": "x", "dose": {"sets": 300, "every_days": 2}}]},
    {"items": [{"item": "x", "dose": {"sets": "3", "every_days": 2}}]},
    {"items": [{"item": "x"}] * 61},
    {"name": ""},
)


def test_a_file_is_read_back_as_it_was_written_and_a_wrong_one_refused_in_one_sentence(kept):
    found = the_template(kept)
    good = json.loads(written(found.name, found.bundle))
    files = [*WRONG.values(), *(json.dumps({**good, **part}).encode() for part in CHANGED)]
    before = kept.rows_in("plan_template")
    for content in files:
        with pytest.raises(RefusedError) as caught:
            import_template(
                kept.db, kept.actor, content, knowledge=kept.knowledge, clock=kept.clock
            )
        assert 10 < len(caught.value.sentence) < 200
    assert kept.rows_in("plan_template") == before
    smuggled = json.loads(json.dumps(good))
    for each in smuggled["items"]:
        each["dose"] = {"sets": 3, "every_days": 2, "note": CANARY, "load": CANARY}
    key = import_template(
        kept.db,
        kept.actor,
        json.dumps(smuggled).encode(),
        knowledge=kept.knowledge,
        clock=kept.clock,
    )
    read = template(kept.db, kept.actor, key, kept.knowledge.pack)
    assert CANARY not in str(read)
    assert [e.item for e in read.bundle.items] == [e.item for e in found.bundle.items]
