"""A person's whole record leaves as a file and comes back the same (HZ-081)."""

import pytest
from sqlalchemy import text

from planner.exchange.bundle import Bundle, written
from planner.records.anchor import Anchor
from planner.records.belonging import personal_tables, rows_of
from planner.records.engine import StorePlace, open_store, secret_of, session_maker
from planner.records.tables import METADATA
from planner.records.upgrade import HEAD, upgrade
from planner.workflow.errors import NotAllowedError, RefusedError
from planner.workflow.exporting import PURPOSE, export_record, import_record, preview
from planner.workflow.trail import check_trail

CLINICS = {
    "account", "audit", "audit_listed", "clinic_settings", "counter", "demonstration",
    "failed_sign_in", "known_device", "one_time_link", "own_exercise", "picture_look",
    "plan_template", "recovery_code", "retired_template", "sign_in_session", "usual_dose",
}  # fmt: skip
"""Tables of the clinic, which no person's record holds."""


def test_every_table_is_a_persons_or_the_clinics():
    """A table added later must be followed to somebody, or be named here."""
    assert set(personal_tables()) | CLINICS == set(METADATA.tables)
    assert not set(personal_tables()) & CLINICS


def test_a_record_comes_back_equal_in_all_fields_in_another_store(desk, tmp_path):
    """HZ-081-T1: with its plan and papers; what is new there is sealed like everything else."""
    desk.make_ready()
    desk.issue()
    person = desk.visit.person_id
    content = export_record(desk.db, desk.actor, person, clock=desk.clock)
    wanted = rows_of(desk.db, [person])
    assert sum(map(len, wanted.values())) > 50

    engine = open_store(StorePlace(folder=tmp_path / "other"))
    upgrade(engine)
    with session_maker(engine)() as db:
        seen = preview(db, content, pack=desk.knowledge.pack, clock=desk.clock)
        assert not seen.is_ours
        assert db.execute(text("SELECT count(*) FROM person")).scalar_one() == 0
        import_record(db, content, pack=desk.knowledge.pack, clock=desk.clock)
        assert rows_of(db, [person]) == wanted
        anchor = Anchor(tmp_path / "other" / "trail.anchor").read()
        assert check_trail(db, anchor).is_whole
        shut = db.execute(text("SELECT is_active, password_hash FROM account")).one()
        assert tuple(shut) == (0, "!")
        with pytest.raises(RefusedError, match="here already"):
            import_record(db, content, pack=desk.knowledge.pack, clock=desk.clock)
    engine.dispose()


def test_nobody_who_is_here_is_written_over(desk):
    """HZ-081-C2: found before anything is written."""
    person = desk.person()
    content = export_record(desk.db, desk.actor, person.id, clock=desk.clock)

    with pytest.raises(RefusedError, match="here already"):
        preview(desk.db, content, pack=desk.knowledge.pack, clock=desk.clock)
    assert desk.db.execute(text("SELECT count(*) FROM person")).scalar_one() == 1


def test_a_copy_is_the_leads_alone_to_take(desk):
    from dataclasses import replace

    person = desk.person()
    with pytest.raises(NotAllowedError):
        export_record(desk.db, replace(desk.actor, is_lead=False), person.id, clock=desk.clock)


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_what_a_form_refuses_and_what_the_protocols_lack_is_not_put_in(desk, tmp_path):
    """HZ-081-T2: said at the first look where it can be; nothing is written."""
    desk.open()
    desk.answer(pop_felt="absent")
    desk.db.rollback()
    rows = rows_of(desk.db, [desk.visit.person_id])
    pack, clock = desk.knowledge.pack, desk.clock

    def file_with(table: str, **changes: str) -> bytes:
        first, *rest = rows[table]
        changed = {**rows, table: [{**first, **changes}, *rest]}
        bundle = Bundle(revision=HEAD, rows=changed, people={})
        return written(bundle, secret_of(desk.db).key_for(PURPOSE))

    engine = open_store(StorePlace(folder=tmp_path / "other"))
    upgrade(engine)
    with session_maker(engine)() as db:
        long = file_with("person", family_name="x" * 301)
        for deed in (preview, import_record):
            with pytest.raises(RefusedError, match="person, row 1: family_name: This is 1 char"):
                deed(db, long, pack=pack, clock=clock)
        strange = file_with("answer", finding="no-such-finding")
        with pytest.raises(RefusedError, match="names: finding no-such-finding"):
            import_record(db, strange, pack=pack, clock=clock)
        assert db.execute(text("SELECT count(*) FROM person")).scalar_one() == 0
    engine.dispose()
