"""Pages that are there only in a state of their own, which is made here by the services alone."""

from dataclasses import replace

from planner.workflow.batches import THEIRS, ask_for_papers
from planner.workflow.edits import choose_together
from planner.workflow.merging import merge_records, merges_of
from planner.workflow.own_exercises import keep_exercise
from tests.workflow.desk import RIGHT_CHECK, Desk
from tests.workflow.exercises import an_exercise

Values = dict[str, str]
"""What the address of a page asks for."""


def pages_of_a_state(desk: Desk) -> dict[str, Values]:
    """The values of the address of each such page, by its name."""
    states = (_of_a_second_plan, _of_two_plans, _of_two_records, _of_odd_facts)
    own = {"exercise": _own_exercise(desk)}
    return {name: values for state in states for name, values in state(desk).items()} | {
        "library.change_exercise": own,
        "library.exercise_plans": own,
        "library.picture": {"name": "sx-iso-bridge-sl"},
    }


def _of_a_second_plan(desk: Desk) -> dict[str, Values]:
    """Of somebody with a plan in use, whose second episode is ready for another."""
    own = replace(desk)
    person = own.person(given_name="Sample", family_name="Second")
    own.open(person)
    own.record_case()
    own.confirm()
    plan = own.issue(replace(RIGHT_CHECK, initials="SS")).plan_id
    batch = ask_for_papers(own.db, own.actor, [plan], "patient", THEIRS, clock=own.clock)
    own.open(person)
    own.record_case()
    visit = _visit(own)
    return {
        "papers.batch": {"batch_id": batch},
        "patients.as_it_was": visit,
        "protocol.beside": {**visit, "plan_id": plan},
        "protocol.bring_one": {**visit, "source": "plan", "source_id": plan},
    }


def _of_two_plans(desk: Desk) -> dict[str, Values]:
    """Of somebody with two plans in use, both sides sore one after the other."""
    own = replace(desk)
    person = own.person(given_name="Sample", family_name="Twofold")
    for _ in range(2):
        own.open(person)
        own.record_case()
        own.confirm()
        for wait in own.waiting():
            own.know(choose_together, wait.id, "The other side")
        own.issue(replace(RIGHT_CHECK, initials="ST"))
    return {"papers.plans_together": {"person_id": person.id}}


def _of_two_records(desk: Desk) -> dict[str, Values]:
    one, other, third = (
        desk.person(given_name=name, family_name="Twice") for name in ("One", "Other", "Third")
    )
    merge_records(
        desk.db,
        desk.actor,
        one.id,
        other.id,
        {},
        "The same person",
        knowledge=desk.knowledge,
        clock=desk.clock,
    )
    [link] = merges_of(desk.db, one.id)
    return {
        "patients.merge": {"person_id": one.id, "other_id": third.id},
        "patients.undo": {"person_id": one.id, "link_id": link.id},
    }


def _of_odd_facts(desk: Desk) -> dict[str, Values]:
    own = replace(desk)
    own.open(own.person(given_name="Sample", family_name="Odd"))
    own.answer(mechanism_none="present", mechanism_lift="present")
    return {"assessment.odd_facts": _visit(own)}


def _own_exercise(desk: Desk) -> str:
    return keep_exercise(
        desk.db,
        desk.actor,
        "",
        0,
        an_exercise(),
        knowledge=desk.knowledge,
        clock=desk.clock,
    )


def _visit(desk: Desk) -> Values:
    return {"person_id": desk.visit.person_id, "encounter_id": desk.visit.encounter_id}
