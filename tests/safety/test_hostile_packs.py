"""A pack from an untrusted place is data, and shows as text: nothing in it is run (HZ-065)."""

import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from planner.documents.filling import patient_plan
from planner.documents.pages import page_of
from planner.documents.values import Edition
from planner.knowledge.manifest import MANIFEST, refuse_broken_seal
from planner.knowledge.reading import PackError, read
from tests.builders import an_item
from tests.documents.filling.test_cards import a_card, a_plan_item, with_items
from tests.packs import the_pack

MARKUP = "<script>alert(1)</script>&lt;b&gt;"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;&amp;lt;b&amp;gt;"
REFUSED: dict[str, str | bytes] = {
    "a call": 'a: !!python/object/apply:os.system ["echo planted"]\n',
    "a new object": "a: !!python/object/new:subprocess.Popen [[echo, planted]]\n",
    "a name": "a: !!python/name:os.system\n",
    "a module": "a: !!python/module:socket\n",
    "a tag of its own": "a: !run echo\n",
    "laughs": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "huge nesting": "a: " + "[" * 100_000,
    "a pickle": pickle.dumps({"a": print}),
    "zeros": "a: 1\0\n",
}
TEXT: dict[str, str] = {
    "a template": "a: '{{ 7 * 7 }}{% raw %}'\n",
    "entities": 'a: <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>\n',
    "a path": "a: ../../../etc/hostname\n",
}
DEEDS = ("subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "socket.", "os.remove")


class Watch:
    """What the interpreter tells of deeds while it is on; a hook once added stays for good."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.is_on = False
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.is_on:
            return
        writes = event == "open" and any(mark in str(arguments[1]) for mark in "wax+")
        if writes or event.startswith(DEEDS):
            self.told.append(event)


WATCH = Watch()


@contextmanager
def watched() -> Iterator[list[str]]:
    WATCH.told.clear()
    WATCH.is_on = True
    try:
        yield WATCH.told
    finally:
        WATCH.is_on = False


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "entry.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("kind", REFUSED)
def test_what_could_be_run_is_refused_and_nothing_is_done(tmp_path, kind):
    """HZ-065-T1"""
    path = written(tmp_path, REFUSED[kind])
    with watched() as told, pytest.raises(PackError) as caught:
        read(path)
    assert told == []
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize("kind", TEXT)
def test_what_only_looks_like_code_is_read_as_the_text_it_is(tmp_path, kind):
    """HZ-065-T1"""
    path = written(tmp_path, TEXT[kind])
    with watched() as told:
        found = read(path)
    assert told == []
    assert found == {"a": TEXT[kind][3:].strip().strip("'")}


def test_the_watch_hears_what_it_is_there_for(tmp_path):
    with watched() as told:
        (tmp_path / "planted").write_text("x")
    assert told == ["open"]


def test_a_seal_that_leads_out_of_its_folder_reads_nothing_there(tmp_path):
    """HZ-065-T1: a name in the list is compared, never opened."""
    (tmp_path / MANIFEST).write_text(f"{'0' * 64}  ../../etc/hostname\n")
    with pytest.raises(PackError, match="is missing"):
        refuse_broken_seal(tmp_path, "buttock-pain")


def test_markup_of_a_pack_is_text_on_paper():
    """HZ-065-T3"""
    card = a_card(name=MARKUP, steps=(f"Lift {MARKUP}.",), why=MARKUP)
    plan = patient_plan(the_pack(), with_items(a_plan_item(an_item(patient=card))))
    page = page_of(plan, Edition.STANDARD)

    assert "<script" not in page
    assert page.count(ESCAPED) >= 3
