"""Every action leaves its audit entry in its own transaction, and no word of a patient's in it."""

import ast
import inspect
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyotp
import pytest
from sqlalchemy import Engine, event, text

from planner.assembly.ladders import alternatives
from planner.assembly.moves import RUN
from planner.assembly.week import planned_week
from planner.clinical.answers import Irritability, Presence, Sex
from planner.clinical.case import SportLoad
from planner.clinical.surgery import AfterSurgery
from planner.documents.drawn import finished_drawings
from planner.progression.diary import DiaryRow
from planner.progression.gate import Move
from planner.records.care import Encounter
from planner.records.plans import IssuedPlan
from planner.workflow import (
    answers,
    deciding,
    edits,
    factors,
    impression,
    measuring,
    merging,
    odd_facts,
    reviewing,
    situation,
    sport,
    visits,
    words,
)
from planner.workflow.accounts import (
    change_password,
    change_signature,
    disable_account,
    enable_account,
    end_other_sessions,
)
from planner.workflow.actions import ACTIONS, transaction
from planner.workflow.after_surgery import record_surgery
from planner.workflow.audit import audit
from planner.workflow.batches import ask_again, ask_for_papers, plans_to_print
from planner.workflow.bringing_in import bring_in
from planner.workflow.bundles import BundleItem, Fate, weigh
from planner.workflow.chosen_dose import ChosenDose
from planner.workflow.clinic import Clinic, save_clinic
from planner.workflow.deciding import Decision
from planner.workflow.emergencies import record_outcome
from planner.workflow.errors import NotAllowedError
from planner.workflow.exporting import export_record
from planner.workflow.in_use import plans_in_use
from planner.workflow.keeping_plans import keep_plan
from planner.workflow.one_time_links import (
    come_back,
    create_account,
    invite,
    let_in_again,
    open_links,
    withdraw_link,
)
from planner.workflow.onsets import GivenOnset, record_onsets
from planner.workflow.own_exercises import keep_exercise, retire_exercise
from planner.workflow.paper_need import record_paper_need
from planner.workflow.people import PersonDetails, change_person, note_misfiled
from planner.workflow.picture_looks import keep_look, shown_now
from planner.workflow.protocol import protocol
from planner.workflow.reads import note_read
from planner.workflow.referrals import record_step, write_referral
from planner.workflow.reprinting import (
    print_cover_sheet,
    read_issued,
)
from planner.workflow.restored import confirm_restored, note_restored
from planner.workflow.second_factor import new_factor, new_nonce, renew_codes
from planner.workflow.sessions import (
    prove,
    set_up_factor,
    sign_in,
    sign_out,
    take_second_step,
)
from planner.workflow.shared_week import print_shared_week
from planner.workflow.situation import GivenConsent
from planner.workflow.teaching import tick_teaching
from planner.workflow.template_file import written
from planner.workflow.templates import (
    import_template,
    keep_template,
    retire_template,
    templates,
)
from planner.workflow.trail import read_trail
from planner.workflow.week_edits import move_session
from planner.workflow.words import BodyMark, Complaint
from tests.house.files import ROOT
from tests.packs import PROTOCOLS
from tests.stores import LEAD, PASSWORD, WIDE_ON_POSTGRESQL
from tests.workflow.boards import items
from tests.workflow.desk import Desk, given, pressed
from tests.workflow.exercises import an_exercise
from tests.workflow.later_protocols import dosed_otherwise

CANARY = "Zyxwvutsrq"
"""A surname and a sentence no part of the program could hold by itself."""

BESIDE = {
    "create-account",
    "sign-in",
    "sign-out",
    "issue-plan",
    "write-referral",
    "make-demonstration",
    "read",
    "prove",
    "second-step",
    "set-up-factor",
    "come-back",
}
"""Actions that begin their transaction themselves."""


def walk(desk: Desk) -> None:
    """Once through everything a clinician can do."""
    db, actor, clock = desk.db, desk.actor, desk.clock
    person = desk.person(family_name=CANARY, telephone="01632 960000")
    details = PersonDetails(
        given_name="Example", family_name=CANARY, born=date(1992, 3, 1), sex=Sex.FEMALE
    )
    change_person(db, actor, person.id, 1, details, clock=clock)
    note_read(db, actor, "patients.person", person_id=person.id, clock=clock)
    note_misfiled(db, actor, person.id, None, clock=clock)
    clinic = Clinic(name="Example Clinic")
    save_clinic(db, actor, 0, clinic, knowledge=desk.knowledge, clock=clock)
    tell_records_apart(desk, person)
    record_a_visit(desk, person)
    decide_and_issue(desk)
    export_record(db, actor, person.id, clock=clock)
    note_restored(db, None, clock=clock)
    confirm_restored(db, actor, clock=clock)
    end_with_an_emergency(desk)
    manage_accounts(desk)


def tell_records_apart(desk: Desk, person) -> None:
    db, actor, clock = desk.db, desk.actor, desk.clock
    twin = desk.person(family_name=CANARY)
    merging.merge_records(
        db, actor, person.id, twin.id, {}, CANARY, knowledge=desk.knowledge, clock=clock
    )
    [link] = merging.merges_of(db, person.id)
    merging.undo_merge(db, actor, link.id, CANARY, clock=clock)
    merging.tell_apart(db, actor, person.id, twin.id, CANARY, clock=clock)


def record_a_visit(desk: Desk, person) -> None:
    desk.open(person)
    desk.record_case()
    desk.save(words.record_words, {"wrong": CANARY, "fears": CANARY})
    desk.save(words.mark_body, [BodyMark(view="back", x=50, y=50, note=CANARY)])
    desk.know(words.record_complaint, Complaint(side=None, onset_on=date(2026, 9, 1)))
    desk.record_case()
    desk.know(measuring.record_measures, {"nprs": 4})
    desk.know(measuring.record_score, "lefs", [3] * 20)
    desk.know(answers.record_answers, given({"hop-test": "present"}))
    desk.know(answers.undo_answer, "hop-test")
    desk.know(factors.undo_factor, "nsaid-risk")
    desk.know(factors.record_factors, {"nsaid-risk": Presence.ABSENT})
    desk.save(situation.rate_irritability, Irritability.MODERATE, CANARY)
    desk.know(situation.record_sport, SportLoad(name="running", longest_tolerated_km=12))
    desk.know(situation.record_equipment, ["resistance-band"])
    desk.save(situation.record_goals, [CANARY])
    desk.know(situation.choose_stage, 1, CANARY)
    desk.save(situation.record_next_visit, "Monday 7 December, 10:00")
    desk.save(record_paper_need, "large", "course")
    consent = GivenConsent(answer="given", note=CANARY)
    desk.save(situation.record_consent, {"examination": consent})
    desk.know(visits.change_visit_date, date(2026, 11, 21))


def decide_and_issue(desk: Desk) -> None:
    desk.know(impression.record_impression, "not-sure-yet", CANARY)
    desk.save(impression.skip_impression)
    desk.know(answers.record_answers, given({"mechanism-none": "present"}))
    desk.know(answers.record_answers, given({"mechanism-lift": "present"}))
    desk.know(odd_facts.explain_facts, "mechanism-and-none", CANARY)
    desk.know(answers.record_answers, given({"mechanism-none": "not-assessed"}))
    desk.know(answers.record_answers, given({"mechanism-lift": "not-assessed"}))
    desk.know(deciding.ask_for_investigation, "mri-pelvis", CANARY)
    desk.know(deciding.sign_result, "mri-pelvis", result_of(desk), date(2026, 11, 20), CANARY)
    desk.know(deciding.withdraw_result, "mri-pelvis", CANARY)
    decision = Decision(condition="ischial-bursitis", decision="set-aside", reason=CANARY)
    desk.know(deciding.sign_rulings, [decision])
    desk.know(answers.record_answers, given({"rash-or-burning-skin": "not-assessed"}))
    desk.know(deciding.override_screen, f"Answered by telephone, {CANARY}")
    desk.know(answers.record_answers, given({"rash-or-burning-skin": "absent"}))
    dose = ChosenDose(sets=3, hold_seconds=30, every_days=2)
    desk.know(edits.change_dose, items(desk)[-1], dose, CANARY)
    swap_and_move(desk, "sx-iso-bridge-sl")
    desk.save(edits.add_note, CANARY)
    board_edit = desk.db.execute(text("SELECT id FROM plan_edit WHERE kind = 'note'")).scalar_one()
    desk.save(edits.undo_edit, board_edit)
    first = items(desk)[0]
    desk.know(edits.remove_item, first, CANARY)
    desk.know(edits.add_item, first, CANARY)
    keep_and_bring_in(desk)
    write_an_exercise(desk)
    desk.confirm()
    issued = desk.issue(check_of(desk))
    desk.know(edits.choose_together, issued.plan_id, CANARY)
    keep_as_it_is(desk, issued.plan_id)
    person, db, clock = desk.visit.person_id, desk.db, desk.clock
    plan = read_issued(db, person, issued.plan_id)
    desk.read_paper(plan.documents[0].id)
    ticks = {first: frozenset({"shown"})}
    tick_teaching(db, desk.actor, person, plan.id, ticks, clock=clock)
    desk.issue(check_of(desk))
    print_cover_sheet(
        db,
        desk.actor,
        person,
        plan.documents[0].id,
        knowledge=desk.knowledge,
        clock=clock,
        press=pressed,
    )
    print_several(desk)
    use_two_plans(desk)
    desk.clock.move(days=14)
    desk.open_next()
    desk.know(factors.confirm_carried, ["nsaid-risk"])
    review(desk)


def use_two_plans(desk: Desk) -> None:
    """The plan once more in another course of care, and one sheet for both weeks."""
    first, db, clock = desk.visit, desk.db, desk.clock
    [plan] = plans_in_use(db, first.person_id)
    same = ("content_hash", "program_version", "snapshot", "issued_by", "issued_at", "person_id")
    copied = {name: getattr(plan, name) for name in same}
    desk.open(desk.page().person)
    with transaction(db, "issue-plan"):
        visit = db.get_one(Encounter, desk.visit.encounter_id)
        copied |= {"episode_id": visit.episode_id, "encounter_id": visit.id}
        db.add(IssuedPlan(**copied, code="SECOND", number=1, supersedes=None))
        audit(db, desk.actor, clock, "plan", visit.id, person_id=first.person_id)
    print_shared_week(
        db, desk.actor, first.person_id, knowledge=desk.knowledge, clock=clock, press=pressed
    )
    desk.visit = first
    desk.version = desk.page().version


def keep_and_bring_in(desk: Desk) -> None:
    """A template of this draft, and one from a file that brings another item in."""
    desk.know(keep_template, "First weeks", True)
    pack, db, clock = desk.knowledge.pack, desk.db, desk.clock
    [kept] = templates(db, desk.actor, pack)
    things = pack.library.interventions.values()
    every = replace(kept.bundle, items=tuple(BundleItem(item=t.id, name=t.name) for t in things))
    plan = protocol(db, desk.visit, knowledge=desk.knowledge, clock=clock).plan
    assert plan is not None
    free = next(e.item for e in weigh(plan, every, pack) if e.fate is Fate.COMES)
    one = replace(every, items=(BundleItem(item=free, name=free),))
    content = written(kept.name, one).encode()
    key = import_template(db, desk.actor, content, knowledge=desk.knowledge, clock=clock)
    desk.know(bring_in, "template", key)
    retire_template(db, desk.actor, kept.id, pack=pack, clock=clock)


def keep_as_it_is(desk: Desk, plan_id: str) -> None:
    """The protocols of a later day would give another dose; the plan stands."""
    later = dosed_otherwise(desk.knowledge, items(desk)[0])
    person = desk.visit.person_id
    keep_plan(
        desk.db, desk.actor, person, plan_id, "later", CANARY, knowledge=later, clock=desk.clock
    )


def print_several(desk: Desk) -> None:
    db, actor, clock = desk.db, desk.actor, desk.clock
    [plan] = plans_to_print(db, clock=clock)
    batch = ask_for_papers(db, actor, [plan.plan_id], "week", "large", clock=clock)
    db.execute(text("UPDATE print_job SET state = 'failed'"))
    db.commit()
    ask_again(db, actor, batch, clock=clock)


def write_an_exercise(desk: Desk) -> None:
    db, actor, clock = desk.db, desk.actor, desk.clock
    content = an_exercise()
    key = keep_exercise(db, actor, "", 0, content, knowledge=desk.knowledge, clock=clock)
    retire_exercise(db, actor, key, clock=clock)
    look_at_a_drawing(desk)


def look_at_a_drawing(desk: Desk) -> None:
    drawn = replace(desk.knowledge, drawings=finished_drawings(PROTOCOLS))
    shown = shown_now(drawn)["sx-iso-bridge-sl"]
    seen = (shown.drawing_hash, shown.words_hash)
    db, actor, item = desk.db, desk.actor, shown.item.id
    keep_look(db, actor, item, seen, False, CANARY, knowledge=drawn, clock=desk.clock)


def swap_and_move(desk: Desk, item: str) -> None:
    pack = desk.knowledge.pack
    board = protocol(desk.db, desk.visit, knowledge=desk.knowledge, clock=desk.clock)
    assert board.plan is not None
    found = alternatives(board.plan, pack.library.interventions[item], pack)
    other = next(each.thing.id for each in found if each.is_free)
    desk.know(edits.swap_item, item, other, CANARY)
    desk.know(edits.move_item, other, "down")
    move_a_run(desk)


def move_a_run(desk: Desk) -> None:
    plan = protocol(desk.db, desk.visit, knowledge=desk.knowledge, clock=desk.clock).plan
    assert plan is not None
    week = planned_week(plan, desk.knowledge.pack)
    assert week is not None
    free = next(day for day in range(7) if day not in week.run_days)
    desk.know(move_session, RUN, week.run_days[0], free, CANARY)


def review(desk: Desk) -> None:
    mark = reviewing.GivenMark(on=desk.page().date, row=DiaryRow.MORNING, number=2)
    desk.save(reviewing.record_diary, [mark])
    desk.know(reviewing.record_retests, {"ep-tens": "same"})
    desk.know(reviewing.rate_goals, {CANARY: 4})
    desk.know(reviewing.report_event, CANARY, "mild", CANARY)
    desk.know(reviewing.decide_stage, Move.STEP_BACK, CANARY)
    film = sport.Analysis(seen={"gr-trunk": Presence.ABSENT}, cadence=168, note=CANARY)
    desk.know(sport.record_analysis, film)
    given_up = sport.GivenDecision(decision="not-yet", with_whom=CANARY, reason=CANARY)
    desk.know(sport.decide_sport, given_up)
    desk.know(record_surgery, AfterSurgery(what=CANARY, set_by=CANARY))


def end_with_an_emergency(desk: Desk) -> None:
    desk.know(answers.record_answers, given({"saddle-sensory-change": "present"}))
    desk.know(record_onsets, [GivenOnset(finding="saddle-sensory-change", began=CANARY)])
    referral = write_referral(
        desk.db,
        desk.actor,
        desk.visit,
        desk.version,
        rule="cauda-equina",
        to=CANARY,
        knowledge=desk.knowledge,
        clock=desk.clock,
        press=pressed,
    )
    desk.version = desk.page().version
    person = desk.visit.person_id
    record_step(
        desk.db,
        desk.actor,
        person,
        referral.id,
        1,
        "telephoned",
        whom=CANARY,
        note=CANARY,
        clock=desk.clock,
    )
    desk.know(record_outcome, "cauda-equina", "admitted", CANARY)
    desk.save(visits.finish_visit)
    desk.save(visits.reopen_visit, CANARY)
    desk.save(visits.close_episode, CANARY)


def manage_accounts(desk: Desk) -> None:
    db, clock = desk.db, desk.clock
    token = invite(db, desk.actor, is_lead=False, clock=clock)
    colleague = create_account(
        db, token, sign_in_name="b", name="B. Example", password=PASSWORD, clock=clock
    )
    disable_account(db, desk.actor, colleague.id, clock=clock)
    enable_account(db, desk.actor, colleague.id, clock=clock)
    withdraw_link(
        db, desk.actor, a_link(desk, invite(db, desk.actor, is_lead=True, clock=clock)), clock=clock
    )
    way_back = let_in_again(db, desk.actor, colleague.id, clock=clock)
    come_back(db, way_back, password="a longer new word", clock=clock)
    waiting = sign_in(db, None, sign_in_name=LEAD, password=PASSWORD, clock=clock)
    nonce = new_nonce()
    key = new_factor(db, LEAD, nonce).key
    session, [code, *_] = set_up_factor(
        db, waiting, nonce, pyotp.TOTP(key.replace(" ", "")).at(clock.now()), clock=clock
    )
    waiting = sign_in(db, None, sign_in_name=LEAD, password=PASSWORD, clock=clock)
    session = take_second_step(db, waiting, code, clock=clock)
    renew_codes(db, desk.actor, clock=clock)
    end_other_sessions(db, desk.actor, clock=clock)
    session = sign_in(
        db, None, sign_in_name=LEAD, password=PASSWORD, clock=clock, second_step=False
    )
    prove(db, desk.actor, session, PASSWORD, clock=clock)
    change_signature(
        db, desk.actor, profession="physiotherapist", registration="HCPC PH000000", clock=clock
    )
    change_password(db, desk.actor, old=PASSWORD, new="a new long password", clock=clock)
    sign_out(db, session, clock=clock)


def a_link(desk: Desk, token: str) -> str:
    [link] = open_links(desk.db, desk.actor, clock=desk.clock)
    assert token
    return link.id


def result_of(desk: Desk) -> str:
    return desk.knowledge.pack.library.investigations["mri-pelvis"].results[0].id


def check_of(desk: Desk):
    from planner.workflow.issuing import IdentityCheck

    return IdentityCheck(initials=f"E{CANARY[0]}", birth_year="1992")


def recorded_actions(desk: Desk) -> dict[str, set[str]]:
    rows = desk.db.execute(text("SELECT action, outcome FROM audit")).all()
    desk.db.rollback()
    told: dict[str, set[str]] = {}
    for action, outcome in rows:
        told.setdefault(action, set()).add(outcome)
    return told


@pytest.fixture
def walked(desk: Desk) -> Desk:
    walk(desk)
    return desk


def test_every_action_was_walked_and_left_its_entry(walked):
    told = recorded_actions(walked)

    wanted = (set(ACTIONS) - {"forgetful"}) | (BESIDE - {"make-demonstration"})
    assert wanted - set(told) == set()
    assert {name for name in wanted if "done" not in told[name]} == {"misfiled-form"}
    assert told["misfiled-form"] == {"refused"}


def test_the_entry_is_in_the_transaction_of_the_deed(desk, engine: Engine):
    """A commit without an audit entry before it would show a deed that nobody signed."""
    desk.open()
    told: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        words_of = statement.split()
        if words_of[0].upper() in ("INSERT", "UPDATE", "DELETE"):
            told.append(words_of[2] if words_of[0].upper() != "UPDATE" else words_of[1])

    event.listen(engine, "before_cursor_execute", note)
    event.listen(engine, "commit", lambda _connection: told.append("COMMIT"))
    desk.answer(pop_felt="absent")

    assert told.count("COMMIT") == 1
    assert told[-1] == "COMMIT"
    assert {"answer", "audit", "encounter"} <= set(told)


@WIDE_ON_POSTGRESQL
def test_no_word_of_a_patient_is_in_the_audit_trail(walked):
    walked.db.rollback()
    content = str(walked.db.execute(text("SELECT * FROM audit")).all())

    assert CANARY not in content
    assert "01632960000" not in content.replace(" ", ""), "its first five alone may be in a digest"
    assert "1992-03-01" not in content


@WIDE_ON_POSTGRESQL
def test_no_word_of_a_patient_is_in_any_log(desk, caplog):
    caplog.set_level(logging.DEBUG)

    walk(desk)

    assert CANARY not in caplog.text


@WIDE_ON_POSTGRESQL
def test_only_the_lead_reads_the_audit_trail(walked):
    lines = read_trail(walked.db, walked.actor, limit=500)
    about = [line for line in lines if line.person_id]
    assert {line.by for line in about} == {"A. Example"}
    assert {line.request_id for line in about} == {"request-1"}
    with pytest.raises(NotAllowedError):
        read_trail(walked.db, replace(walked.actor, is_lead=False))


def modules(*packages: str) -> list[Path]:
    return [
        path for package in packages for path in sorted((ROOT / "planner" / package).rglob("*.py"))
    ]


def test_nothing_but_the_clock_asks_the_system_for_the_time():
    """HZ-020-T2: in the whole program; the drawings are made long before anybody is treated."""
    asking = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules(".")
        if path.name != "clock.py" and "drawings" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("now", "today", "utcnow", "time")
        if isinstance(node.value, ast.Name) and node.value.id in ("datetime", "date", "time")
    ]

    assert asking == []


def test_nothing_commits_but_a_transaction_and_what_is_no_part_of_the_record():
    committing = {
        path.name
        for path in modules("workflow", "records")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "commit"
    }

    assert committing == {
        "actions.py",
        "attempts.py",
        "print_queue.py",
        "sessions.py",
        "typed.py",
    }


def test_every_action_takes_the_clock_by_name():
    for name, function in ACTIONS.items():
        if name == "forgetful":
            continue
        taken: Callable[..., object] = inspect.unwrap(function)
        assert inspect.signature(taken).parameters["clock"].kind.name == "KEYWORD_ONLY", name
