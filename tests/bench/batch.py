"""The papers of a whole clinic as one batch: how quick, and how the pages answer meanwhile."""

import time

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from planner.documents.values import Edition
from planner.records.engine import WRITES, StorePlace, open_store, session_maker
from planner.records.printing import PrintJob
from planner.workflow.actor import Actor
from planner.workflow.batches import ask_for_papers, plans_to_print
from planner.workflow.clock import SystemClock
from planner.workflow.papers import PATIENT, WEEK
from planner.workflow.print_queue import DONE, FAILED, NONE
from tests.bench.callers import PAUSE, call, sign_in
from tests.bench.callers import server as serve
from tests.bench.clinic import PASSWORD, clinic_record
from tests.bench.timing import Line

WAITS_AT_MOST = 300
PATIENCE = 0.5


def batch() -> list[Line]:
    """Paced callers alone, the same while a batch is made, and the batch itself."""
    with clinic_record() as clinic:
        sessions = session_maker(open_store(StorePlace(folder=clinic.settings.data)))
        with serve(clinic.settings) as port, sessions() as db:
            _forget_papers(db)
            cookie = sign_in(port, PASSWORD)
            pages = ["/people", "/library", "/blank-sheets", "/print-several"]
            alone = call(port, cookie, pages, PAUSE)
            wanted = _ask(db)
            begun = time.monotonic()
            beside = call(port, cookie, pages, PAUSE)
            failed = _wait(db)
            each = (time.monotonic() - begun) / wanted
    return [
        Line("16 callers, no batch", alone.median, f"{alone.at_95:.0f} ms at 95 %"),
        Line(
            f"16 callers while {wanted} papers are made",
            beside.median,
            f"{beside.at_95:.0f} ms at 95 %",
        ),
        Line("one paper of the batch", each * 1000, f"{failed} not made"),
    ]


def _forget_papers(db: Session) -> None:
    """A throw-away record whose plans have no papers yet, so that each is really laid out."""
    db.connection(execution_options={WRITES: True})
    db.execute(text("DROP TRIGGER stored_document_no_delete"))
    db.execute(text("DELETE FROM stored_document WHERE kind IN ('patient', 'week')"))
    db.commit()


def _ask(db: Session) -> int:
    """Both papers in every edition for everybody with a plan in use; how many that are."""
    clock = SystemClock()
    plans = [each.plan_id for each in plans_to_print(db, clock=clock)]
    by = db.execute(text("SELECT id FROM account")).scalars().first()
    actor = Actor(account_id=str(by), name="", is_lead=True)
    db.rollback()
    for kind in (PATIENT, WEEK):
        for edition in Edition:
            ask_for_papers(db, actor, plans, kind, edition.value, clock=clock)
    return len(plans) * 2 * len(Edition)


def _wait(db: Session) -> int:
    """Until the last one is made; how many could not be."""
    ended = (DONE, FAILED, NONE)
    left = select(func.count()).select_from(PrintJob).where(PrintJob.state.not_in(ended))
    until = time.monotonic() + WAITS_AT_MOST
    while db.scalar(left):
        db.rollback()
        if time.monotonic() > until:
            raise SystemExit("the batch was never finished, so nothing can be measured")
        time.sleep(PATIENCE)
    failed = select(func.count()).select_from(PrintJob).where(PrintJob.state == FAILED)
    return db.scalar(failed) or 0
