"""``demo``: the pages with fictional people, in a folder of its own that never holds real ones."""

import argparse
from collections.abc import Callable, Iterator

from sqlalchemy.orm import Session

from planner.app import read_knowledge
from planner.cli.demo_folder import (
    DemonstrationFolder,
    demonstration_of,
    new_sign_in,
    sign_in_of,
)
from planner.cli.outcome import WRONG_INPUT, CommandError
from planner.cli.server import address_of, build_site, must_be_free, serve_pages
from planner.cli.starting import at_record, must_have_packs, one_sentence
from planner.clinical.case import Case
from planner.config import PRESENTATION, Settings, read_settings
from planner.documents.errors import PdfError
from planner.documents.render import PressRoom
from planner.knowledge.cases import read_case
from planner.knowledge.fields import CaseError
from planner.workflow.accounts import can_sign_in
from planner.workflow.clock import SystemClock
from planner.workflow.demonstration.making import SIGN_IN_NAMES, fill_demonstration
from planner.workflow.errors import RefusedError
from planner.workflow.knowledge import Knowledge
from planner.workflow.starting import is_demonstration

PRINTS_WITHIN = 180.0
"""Seconds for one document: no page waits behind it, and a busy computer may need them."""


def run(options: argparse.Namespace) -> int:
    """Make the demonstration at the first start, say how to sign in, and serve."""
    if options.remove:
        from planner.cli.demo_removal import remove

        return remove()
    with one_sentence():
        settings = demonstration_of(read_settings())
        must_be_free(settings.port)
        must_have_packs(settings)
        with DemonstrationFolder(settings.data) as folder:
            if not folder.is_made:
                _make(settings, read_knowledge(settings), folder)
            password = sign_in_of(settings.data)
            fits = at_record(settings, lambda db: _check(db, settings, password))
            site = build_site(settings)
            where = _where(settings, password if fits else "")
            return serve_pages(site, settings, lines=where)


def _make(settings: Settings, knowledge: Knowledge, folder: DemonstrationFolder) -> None:
    """Fill a folder beside, and put it in place only when it is whole."""
    print("Making the demonstration, once. Its plans are printed as PDFs, which takes a while:")
    making, press = folder.begin(), PressRoom(time_limit=PRINTS_WITHIN)
    password = new_sign_in(making.data)
    try:
        at_record(
            making,
            lambda db: fill_demonstration(
                db,
                password=password,
                knowledge=knowledge,
                read_case=_reader(settings, knowledge),
                press=press.print,
                clock=SystemClock(),
                say=lambda about: print(f"  {about}", flush=True),
            ),
        )
    except (CaseError, PdfError) as error:
        raise CommandError(WRONG_INPUT, f"The demonstration cannot be made: {error}") from error
    finally:
        press.close()
    folder.finish()


def _reader(settings: Settings, knowledge: Knowledge) -> Callable[[str], Case]:
    cases, today = settings.protocols / PRESENTATION / "cases", SystemClock().today()
    return lambda name: read_case(cases / f"{name}.yaml", knowledge.pack, today)


def _check(db: Session, settings: Settings, password: str) -> bool:
    """Whether the kept password still opens the demonstration. Raises RefusedError."""
    if not is_demonstration(db):
        raise RefusedError(
            f"The record in {settings.data} is in use for real people: no sample data is loaded "
            "into it. Choose another folder with PLANNER_DATA."
        )
    return can_sign_in(db, SIGN_IN_NAMES[0], password)


def _where(settings: Settings, password: str) -> Iterator[str]:
    yield f"Everybody in {settings.data} is made up."
    yield f"Open {address_of(settings)}"
    if password:
        lead, colleague = SIGN_IN_NAMES
        yield f'Sign in as "{lead}" or as "{colleague}" with the password: {password}'
    yield "Ctrl-C stops it. To remove all of it: .venv/bin/python -m planner demo --remove"
