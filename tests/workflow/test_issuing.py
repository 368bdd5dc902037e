"""Issue: the right person, nothing waiting, frozen for ever (HZ-001, HZ-014, HZ-024)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import Engine, text

from planner.documents.errors import RenderFailedError
from planner.documents.render import print_document
from planner.documents.values import CoverSheet, Document, Edition, Printable
from planner.documents.worker import Printed
from planner.progression.gate import Move
from planner.records.engine import session_maker
from planner.workflow.answers import GivenAnswer, record_answers
from planner.workflow.clinic import Clinic, save_clinic
from planner.workflow.deciding import choose_diagnosis, override_screen
from planner.workflow.edits import add_note
from planner.workflow.errors import NotFoundError, RefusedError, StaleWriteError
from planner.workflow.factors import confirm_carried
from planner.workflow.issuing import (
    IdentityCheck,
    IdentityMismatchError,
    WaitingError,
    issue_plan,
    preview,
)
from planner.workflow.reprinting import print_cover_sheet, read_issued
from planner.workflow.reviewing import decide_stage
from planner.workflow.situation import GivenConsent, record_consent
from planner.workflow.snapshot import inputs_of, made_from
from planner.workflow.teaching import tick_teaching
from tests.workflow.desk import RIGHT_CHECK, Desk, given, pressed


def audited_as(desk: Desk, action: str, outcome: str) -> int:
    counted = desk.db.execute(
        text("SELECT count(*) FROM audit WHERE action = :action AND outcome = :outcome"),
        {"action": action, "outcome": outcome},
    ).scalar_one()
    desk.db.rollback()
    return int(counted)


WRONG = (("", ""), ("ER", ""), ("", "1992"), ("RE", "1992"), ("ER", "1991"), ("EX", "1992"))


def test_a_plan_is_issued_only_for_the_person_whose_initials_and_year_are_typed(desk):
    """HZ-001-T3"""
    desk.make_ready()

    for initials, year in WRONG:
        with pytest.raises(IdentityMismatchError):
            desk.issue(IdentityCheck(initials=initials, birth_year=year))

    assert desk.rows_in("issued_plan") == 0
    assert audited_as(desk, "issue-plan", "refused") == len(WRONG)


def test_initials_may_be_typed_as_people_do(desk):
    desk.make_ready()

    for number, initials in enumerate(("ER", "er", " e. r. "), start=1):
        issued = desk.issue(IdentityCheck(initials=initials, birth_year=" 1992 "))
        assert issued.version == number


def test_each_question_of_the_screen_that_is_not_asked_stops_the_issue_by_name(desk):
    """HZ-014-T4"""
    desk.make_ready()
    pack = desk.knowledge.pack
    for name in pack.presentation.head.always_screen:
        desk.know(record_answers, [GivenAnswer(finding=name, presence="not-assessed")])
        with pytest.raises(WaitingError) as caught:
            desk.issue()
        assert name in {waiting.id for waiting in caught.value.waiting}, name
        desk.know(record_answers, [GivenAnswer(finding=name, presence="absent")])
    assert desk.rows_in("issued_plan") == 0


def test_an_incomplete_screen_is_overridden_only_with_a_signed_reason(desk):
    desk.make_ready()
    desk.know(record_answers, given({"rash-or-burning-skin": "not-assessed"}))
    with pytest.raises(RefusedError, match="sentence"):
        desk.know(override_screen, "busy")
    with pytest.raises(WaitingError):
        desk.issue()

    desk.know(override_screen, "Answered by telephone on Friday, see letter")

    issued = desk.issue()
    snapshot = read_issued(desk.db, desk.visit.person_id, issued.plan_id).snapshot
    assert snapshot["inputs"]["case"]["screen_override"] == {
        "reason": "Answered by telephone on Friday, see letter",
        "signed_by": "A. Example",
    }


def test_a_complete_screen_needs_no_override(desk):
    desk.make_ready()

    with pytest.raises(RefusedError, match="complete"):
        desk.know(override_screen, "To be on the safe side")


def test_nothing_is_issued_without_a_working_diagnosis(desk):
    desk.make_ready()
    desk.know(choose_diagnosis, None)

    with pytest.raises(RefusedError, match="working diagnosis"):
        desk.issue()


def issue_at_once(desk):
    return issue_plan(
        desk.db,
        desk.actor,
        desk.visit,
        desk.version,
        RIGHT_CHECK,
        knowledge=desk.knowledge,
        clock=desk.clock,
        press=pressed,
    )


def test_nothing_is_issued_before_consent_to_the_treatment_is_asked(desk):
    """HZ-078-T2: a visit begins without it, the first of an episode and every later one."""
    desk.make_ready()
    desk.issue()
    desk.clock.move(hours=24 * 7)
    desk.open_next()
    desk.record_case()
    assert "treatment" not in desk.page().consent
    assert "consent" in {waiting.kind for waiting in desk.waiting()}

    with pytest.raises(WaitingError) as caught:
        issue_at_once(desk)
    assert "treatment" in {waiting.id for waiting in caught.value.waiting}

    desk.open(desk.person(given_name="Sample"))
    assert desk.page().consent == {}


def test_consent_withdrawn_after_the_issue_stops_the_next_print(desk):
    """HZ-078-T1: and once it is given again, the paper is handed out again."""
    desk.make_ready()
    issued = desk.issue()
    plan = read_issued(desk.db, desk.visit.person_id, issued.plan_id)
    [paper] = [d.id for d in plan.documents if (d.kind, d.edition) == ("patient", "standard")]
    [record] = [d.id for d in plan.documents if d.kind == "clinician"]

    def handed_out(document):
        return desk.read_paper(document).content

    assert handed_out(paper)
    desk.clock.move(hours=1)
    desk.save(record_consent, {"treatment": GivenConsent(answer="declined")})
    with pytest.raises(RefusedError, match="declined"):
        handed_out(paper)
    assert handed_out(record)
    desk.clock.move(hours=1)
    desk.save(record_consent, {"treatment": GivenConsent(answer="given")})
    assert handed_out(paper)


def test_nothing_is_issued_to_somebody_who_declined(desk):
    desk.make_ready()
    desk.save(record_consent, {"treatment": GivenConsent(answer="declined")})

    with pytest.raises(WaitingError, match="declined"):
        desk.issue()


def test_an_issued_plan_keeps_every_paper_of_the_person_and_the_clinicians_record(desk):
    desk.make_ready()
    issued = desk.issue()

    plan = read_issued(desk.db, desk.visit.person_id, issued.plan_id)
    assert {(d.kind, d.edition) for d in plan.documents} == {
        ("patient", "standard"),
        ("patient", "large"),
        ("patient", "plain"),
        ("week", "standard"),
        ("work", "standard"),
        ("clinician", "standard"),
    }
    assert plan.content_hash == desk.knowledge.content_hash
    assert plan.program_version
    assert plan.issued_by == "A. Example"


def test_a_file_name_says_nothing_about_anybody(desk):
    """HZ-003-T2"""
    desk.make_ready()
    plan = read_issued(desk.db, desk.visit.person_id, desk.issue().plan_id)

    for document in plan.documents:
        assert document.file_name == (
            f"{document.kind}-{plan.code}-v1-{document.edition}-2026-11-22.pdf"
        )
        assert "runner" not in document.file_name.casefold()


def test_a_stored_document_comes_back_byte_for_byte_and_leaves_a_trace(desk):
    """HZ-050-T2, HZ-062-T2"""
    desk.make_ready()
    plan = read_issued(desk.db, desk.visit.person_id, desk.issue().plan_id)
    desk.answer(sitting_pain="absent")
    [standard] = [d for d in plan.documents if (d.kind, d.edition) == ("patient", "standard")]

    first = desk.read_paper(standard.id)
    again = desk.read_paper(standard.id)

    assert first.content == again.content
    assert first.line.sha256 == standard.sha256
    assert not first.is_superseded
    assert audited_as(desk, "read-document", "done") == 2


def test_a_document_of_somebody_else_is_not_there(desk):
    desk.make_ready()
    plan = read_issued(desk.db, desk.visit.person_id, desk.issue().plan_id)
    other = desk.person(given_name="Sample")

    with pytest.raises(NotFoundError):
        read_issued(desk.db, other.id, plan.id)
    with pytest.raises(NotFoundError):
        desk.read_paper(plan.documents[0].id, person_id=other.id)


def test_what_was_replaced_twice_sends_to_the_version_that_stands_now(desk):
    """HZ-050: a cover sheet that names a replaced version would hand out old doses."""
    desk.make_ready()
    first = desk.issue()
    desk.save(add_note, "Now with a note.")
    second = desk.issue()
    desk.save(add_note, "And with another.")
    third = desk.issue()
    covers: list[CoverSheet] = []

    def keep(sheet: Printable, _edition: Edition) -> Printed:
        assert isinstance(sheet, CoverSheet)
        covers.append(sheet)
        return Printed(pdf=b"%PDF", pages=1)

    for issued in (first, second):
        plan = read_issued(desk.db, desk.visit.person_id, issued.plan_id)
        assert plan.superseded_by == third.plan_id
        print_cover_sheet(
            desk.db,
            desk.actor,
            desk.visit.person_id,
            plan.documents[0].id,
            knowledge=desk.knowledge,
            clock=desk.clock,
            press=keep,
        )

    assert [cover.instead for cover in covers] == [
        "Do not use the pages behind this sheet. Use version 3."
    ] * 2


def test_a_second_plan_supersedes_the_first_and_keeps_its_code(desk):
    desk.make_ready()
    first = desk.issue()
    desk.save(add_note, "Now with a note.")
    second = desk.issue()

    before = read_issued(desk.db, desk.visit.person_id, first.plan_id)
    after = read_issued(desk.db, desk.visit.person_id, second.plan_id)
    assert (after.version, after.supersedes, after.superseded_by) == (2, before.id, None)
    assert before.superseded_by == after.id
    assert before.code == after.code
    old = desk.read_paper(before.documents[0].id, "for-the-record")
    assert old.is_superseded


def test_fifty_issues_at_once_make_one_plan(desk, engine: Engine):
    desk.make_ready()
    visit, version, actor = desk.visit, desk.version, desk.actor
    desk.db.rollback()

    def issue(_: int) -> str:
        with session_maker(engine)() as db:
            try:
                issue_plan(
                    db,
                    actor,
                    visit,
                    version,
                    RIGHT_CHECK,
                    knowledge=desk.knowledge,
                    clock=desk.clock,
                    press=pressed,
                )
            except StaleWriteError:
                return "stale"
            return "issued"

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(issue, range(16)))

    assert told.count("issued") == 1
    assert desk.rows_in("issued_plan") == 1
    assert desk.rows_in("stored_document") == 6


def test_a_plan_is_made_again_from_what_was_stored_with_it(desk):
    """HZ-024-T2"""
    pages: list[Document] = []

    def keep(document, edition):
        pages.append(document)
        return pressed(document, edition)

    desk.make_ready()
    desk.save(add_note, "Ring me on Friday.")
    issued = issue_plan(
        desk.db,
        desk.actor,
        desk.visit,
        desk.version,
        RIGHT_CHECK,
        knowledge=desk.knowledge,
        clock=desk.clock,
        press=keep,
    )
    snapshot = read_issued(desk.db, desk.visit.person_id, issued.plan_id).snapshot

    patient, record = made_from(inputs_of(snapshot), desk.knowledge)

    assert patient == pages[0]
    assert record == pages[-1]
    assert any("Ring me on Friday." in row.text for row in patient.every_day)


def test_a_page_that_cannot_be_printed_leaves_nothing(desk):
    desk.make_ready()
    before = desk.version

    def jam(document, edition):
        raise RenderFailedError("The PDF could not be made.")

    with pytest.raises(RenderFailedError):
        issue_plan(
            desk.db,
            desk.actor,
            desk.visit,
            desk.version,
            RIGHT_CHECK,
            knowledge=desk.knowledge,
            clock=desk.clock,
            press=jam,
        )

    assert desk.rows_in("issued_plan") == 0
    assert desk.page().version == before


def test_a_review_asks_the_safety_screen_and_the_factors_again(desk):
    """HZ-015-T4: nothing of the first visit can be issued as if it had been asked today."""
    desk.make_ready()
    desk.issue()
    desk.clock.move(days=14)
    desk.open_next()

    with pytest.raises(RefusedError):
        desk.issue()
    desk.record_case()
    desk.confirm()
    with pytest.raises(WaitingError, match="gate"):
        desk.issue()
    desk.know(decide_stage, Move.HOLD, "")
    assert desk.issue().version == 2


def test_carried_factors_wait_until_they_are_confirmed(desk):
    desk.make_ready()
    desk.clock.move(days=14)
    desk.open_next()
    desk.record_case()
    stale = [w.id for w in desk.waiting() if w.kind == "factor"]
    assert stale == []
    desk.clock.move(days=14)
    desk.open_next()
    page = desk.page()

    carried = [name for name, entry in page.factors.items() if not entry.counts]
    assert carried
    desk.know(confirm_carried, carried)
    assert all(entry.counts for entry in desk.page().factors.values())


def test_the_clinics_numbers_stand_on_the_plan(desk):
    clinic = Clinic(
        name="Example Clinic",
        address="1 Example Street\nExampletown",
        clinic_telephone="01632 960000",
        urgent_telephone="01632 960001",
        emergency_telephone="112",
    )
    save_clinic(desk.db, desk.actor, 0, clinic, knowledge=desk.knowledge, clock=desk.clock)
    desk.make_ready()
    issued = desk.issue()

    snapshot = read_issued(desk.db, desk.visit.person_id, issued.plan_id).snapshot
    patient, _ = made_from(inputs_of(snapshot), desk.knowledge)
    assert [tier.who for tier in patient.help][:2] == ["112", "01632 960001"]
    assert patient.identity.clinic == "Example Clinic"


def test_what_was_taught_is_ticked_by_item(desk):
    desk.make_ready()
    plan_id, person = desk.issue().plan_id, desk.visit.person_id
    ticks = {"sx-iso-bridge-dl": frozenset({"shown", "taught-back"})}

    tick_teaching(desk.db, desk.actor, person, plan_id, ticks, clock=desk.clock)

    assert read_issued(desk.db, person, plan_id).ticks == ticks
    strange = {"no-such-item": frozenset({"shown"})}
    with pytest.raises(RefusedError):
        tick_teaching(desk.db, desk.actor, person, plan_id, strange, clock=desk.clock)


@pytest.mark.slow
@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_an_issued_plan_is_printed_the_same_again(desk):
    desk.make_ready()
    issued = issue_plan(
        desk.db,
        desk.actor,
        desk.visit,
        desk.version,
        RIGHT_CHECK,
        knowledge=desk.knowledge,
        clock=desk.clock,
        press=print_document,
    )
    plan = read_issued(desk.db, desk.visit.person_id, issued.plan_id)
    [standard] = [d for d in plan.documents if (d.kind, d.edition) == ("patient", "standard")]
    stored = desk.read_paper(standard.id)
    patient, _ = made_from(inputs_of(plan.snapshot), desk.knowledge)

    assert stored.content.startswith(b"%PDF")
    assert print_document(patient, Edition.STANDARD).pdf == stored.content


def test_a_preview_is_a_draft_and_stored_nowhere(desk):
    desk.make_ready()
    seen = []

    def keep(document, edition):
        seen.append(document)
        return pressed(document, edition)

    for kind in ("patient", "clinician"):
        preview(
            desk.db,
            desk.actor,
            desk.visit,
            document=kind,
            edition=Edition.STANDARD,
            knowledge=desk.knowledge,
            clock=desk.clock,
            press=keep,
        )

    assert all(document.draft for document in seen)
    assert desk.rows_in("stored_document") == 0
    assert replace(seen[0], draft=False) != seen[0]
