"""A real browser on a real server of this machine; no request may leave it."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from playwright.sync_api import Browser, Page, Request, sync_playwright
from waitress import wasyncore
from waitress.server import create_server

from planner.app import create_app
from planner.config import PRESENTATION, Settings
from planner.workflow.clock import Clock, SystemClock
from planner.workflow.knowledge import Knowledge, load_knowledge
from planner.workflow.one_time_links import create_account, first_link
from tests.packs import PROTOCOLS
from tests.sooner import share_pages
from tests.web.style.guide import guide

share_pages()

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
PASSWORD = "correct horse battery staple"
ONLY_HERE = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
"""No other name is found. (Asking about each request in Python would switch the cache off.)"""
OF_THE_BROWSER = ("data:", "blob:", "about:", "chrome:", "chrome-untrusted:", "chrome-extension:")
"""Asked of nobody: the page's own, and the browser's own viewer of PDFs."""
WIDTHS = {1440: 900, 768: 1024, 320: 640}
"""Widths of the window, and its height at each."""
WIDEST = max(WIDTHS)
READ_IN = Axe().axe_script
HAS_AXE = "() => 'axe' in window"
FIND = """options => axe.run(options).then(found => found.violations.flatMap(
  one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 160)}`)))"""
"""Each fault with the element it was found on; all else that axe tells takes long to hand over."""
EVERYTHING = {"resultTypes": ["violations"]}
BUT_COLOURS = {**EVERYTHING, "rules": {"color-contrast": {"enabled": False}}}
VISIT = "whole visit"
"""The property of a test that says what its visit took; printed at the end of the run."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Time and number of actions of each whole visit."""
    told = [
        str(value)
        for report in terminalreporter.getreports("passed")
        if report.when == "call"
        for name, value in report.user_properties
        if name == VISIT
    ]
    if told:
        terminalreporter.section("whole visits")
        for line in sorted(told):
            terminalreporter.write_line(line)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here starts a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.slow)


@dataclass
class Site:
    """The running site, and what the browser asked of anybody else."""

    address: str
    app: Flask
    strangers: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def pack() -> Knowledge:
    return load_knowledge(PROTOCOLS, PRESENTATION)


@contextmanager
def served(folder: Path, pack: Knowledge, clock: Clock | None = None) -> Iterator[Site]:
    """The site over an empty record in ``folder``, until the tests of it are done."""
    app = create_app(Settings(data=folder), clock=clock, knowledge=pack, second_step=False)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache()
    app.register_blueprint(guide)
    server = create_server(app, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield Site(address=f"http://127.0.0.1:{server.effective_port}", app=app)
    server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map))
    thread.join()
    server.task_dispatcher.shutdown()


@pytest.fixture(scope="module")
def site(tmp_path_factory, pack) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("site"), pack) as one:
        yield one


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", f"--host-resolver-rules={ONLY_HERE}"]
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, site) -> Iterator[Callable[..., Page]]:
    """Opens a window of a width; afterwards nothing may have left this machine or complained."""
    contexts = []

    def open_one(width: int = 1440, **more: object) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": WIDTHS.get(width, 900)}, **more
        )
        contexts.append(context)

        def note(request: Request) -> None:
            if not request.url.startswith((site.address, *OF_THE_BROWSER)):
                site.strangers.append(request.url)

        context.on("request", note)
        page = context.new_page()
        page.on("pageerror", lambda error: site.complaints.append(str(error)))
        page.on(
            "console",
            lambda message: (
                site.complaints.append(message.text)
                if "Content Security Policy" in message.text
                else None
            ),
        )
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert site.strangers == []
    assert site.complaints == []


@pytest.fixture(scope="module")
def account(site) -> str:
    """The first account, made through its link."""
    return first_account(site)


def first_account(site: Site) -> str:
    """Its sign-in name."""
    clock = SystemClock()
    with site.app.extensions["planner"].open_session() as db:
        link = first_link(db, clock=clock)
        assert link is not None
        create_account(
            db,
            link,
            sign_in_name="a.example",
            name="A. Example",
            password=PASSWORD,
            clock=clock,
        )
    return "a.example"


def sign_in(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/account/sign-in")
    page.fill("#sign_in_name", "a.example")
    page.fill("#password", PASSWORD)
    page.click("button:has-text('Sign in')")
    page.wait_for_url("**/people")


def find_faults(page: Page) -> list[str]:
    """What axe finds, each with the element it found it on; and whether the page is too wide.

    Colours, which take longest, are the same at every width: they are looked at in the widest.
    """
    page.wait_for_load_state("load")
    page.wait_for_function("document.documentElement !== null && document.body !== null")
    wide = page.viewport_size is None or page.viewport_size["width"] >= WIDEST
    if not page.evaluate(HAS_AXE):
        page.evaluate(READ_IN)
    faults: list[str] = page.evaluate(FIND, EVERYTHING if wide else BUT_COLOURS)
    return faults + too_wide(page)


def too_wide(page: Page) -> list[str]:
    """Whether a page needs more than its window."""
    needed, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return [f"{needed - window} px wider than the window"] if needed > window else []


def faults_at_every_width(page: Page) -> dict[int, list[str]]:
    """What is found on this page at each width that it is laid out in; back in the widest.

    Axe reads the narrowest and the widest, which differ most; between them the page must fit.
    """
    found = {}
    for width, height in sorted(WIDTHS.items()):
        page.set_viewport_size({"width": width, "height": height})
        looks = too_wide if width not in (min(WIDTHS), WIDEST) else find_faults
        if faults := looks(page):
            found[width] = faults
    return found
