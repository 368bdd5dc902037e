"""Builds and wires the site: the one place that knows everyone."""

from functools import partial
from pathlib import Path

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined
from sqlalchemy.orm import Session, sessionmaker
from werkzeug.middleware.proxy_fix import ProxyFix

from planner.config import PRESENTATION, Settings, read_settings
from planner.documents.drawn import finished_drawings
from planner.documents.render import print_document
from planner.documents.values import PaperSize
from planner.records.engine import StorePlace, open_store, session_maker
from planner.records.keys import read_or_make_key
from planner.records.upgrade import upgrade
from planner.web.access import check_access
from planner.web.areas import register_areas
from planner.web.assets import STATIC, serve_style, static_address
from planner.web.context import give_every_page
from planner.web.database import close_after_each_request
from planner.web.drafts import give_drafts
from planner.web.errors import handle_errors
from planner.web.events import log_events
from planner.web.security import protect
from planner.web.services import NAME, Services
from planner.web.session import ServerSessions
from planner.web.trail import leave_a_trail
from planner.web.whose import check_whose
from planner.workflow.clock import Clock, SystemClock
from planner.workflow.knowledge import Knowledge, load_knowledge
from planner.workflow.papers import Press
from planner.workflow.restored import restored
from planner.workflow.starting import is_demonstration

TEMPLATES = Path(__file__).parent.parent / "templates"
FORM_KEY_FILE = "forms.key"
LARGEST_REQUEST = 2_000_000
"""Bytes; a logo is at most 500 kB."""
MOST_FIELDS = 2_000


def create_app(
    settings: Settings | None = None,
    *,
    clock: Clock | None = None,
    knowledge: Knowledge | None = None,
    sessions: sessionmaker[Session] | None = None,
    press: Press | None = None,
    second_step: bool = True,
) -> Flask:
    """The site over the record of ``settings``.

    Tests hand in a clock, the packs, a store, and a press that need not lay anything out.
    """
    settings = settings or read_settings()
    app = Flask(
        "planner",
        template_folder=str(TEMPLATES),
        static_folder=str(STATIC),
        static_url_path=static_address(),
    )
    app.config.update(
        SECRET_KEY=_form_key(settings),
        WTF_CSRF_TIME_LIMIT=None,  # a token lives as long as its session
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST,
        MAX_FORM_PARTS=MOST_FIELDS,
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    open_session = sessions or _open_record(settings)
    with open_session() as session:
        demonstration, was_restored = is_demonstration(session), restored(session) is not None
    app.extensions[NAME] = Services(
        open_session=open_session,
        knowledge=knowledge or read_knowledge(settings),
        clock=clock or SystemClock(),
        is_demonstration=demonstration,
        was_restored=was_restored,
        second_step=second_step and not demonstration,
        press=press or partial(print_document, size=PaperSize(settings.paper)),
        paper=PaperSize(settings.paper),
    )
    app.session_interface = ServerSessions()
    if settings.is_behind_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app)  # type: ignore[method-assign]  # Flask's own advice
    log_events(app)
    protect(app)
    CSRFProtect(app)
    handle_errors(app)
    close_after_each_request(app)
    serve_style(app)
    give_every_page(app)
    give_drafts(app)
    register_areas(app)
    check_access(app)
    check_whose(app)
    leave_a_trail(app)
    return app


def read_knowledge(settings: Settings) -> Knowledge:
    """The packs of ``settings`` with their drawings, as pages and papers are handed them."""
    return load_knowledge(settings.protocols, PRESENTATION, finished_drawings(settings.protocols))


def _open_record(settings: Settings) -> sessionmaker[Session]:
    engine = open_store(
        StorePlace(
            folder=settings.data,
            database_url=settings.database_url,
            key_file=settings.key_file,
            anchor_file=settings.anchor_file,
        )
    )
    upgrade(engine)
    return session_maker(engine)


def _form_key(settings: Settings) -> bytes:
    """The key that signs form tokens: random, made at the first start, the same for all workers."""
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    return read_or_make_key(settings.data / FORM_KEY_FILE, store_exists=False)
