import builtins
import contextlib
import multiprocessing
import os
import re
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from planner.documents import fonts, worker
from planner.documents.errors import PdfEngineMissingError
from planner.documents.render import (
    MEMORY_LIMIT,
    PdfPress,
    RenderFailedError,
    RenderTimedOutError,
)
from planner.documents.values import Edition
from planner.documents.worker import Engine, Job, print_job
from tests.documents.conftest import Print
from tests.documents.example_plan import tendon_plan
from tests.documents.example_plan_kinds import bare_plan
from tests.documents.example_record import tendon_record
from tests.documents.reading import pages_of


@pytest.mark.slow
def test_the_same_value_gives_the_same_bytes_in_another_process(printed: Print):
    other = PdfPress()
    try:
        assert other.print(tendon_plan()).pdf == printed("tendon", Edition.STANDARD).pdf
        assert (
            other.print(tendon_record(), Edition.LARGE).pdf == printed("record", Edition.LARGE).pdf
        )
    finally:
        other.close()


@pytest.mark.slow
def test_a_layout_that_takes_too_long_is_stopped_and_the_next_one_prints():
    press = PdfPress(time_limit=8)
    try:
        with pytest.raises(RenderTimedOutError, match="longer than 8 seconds"):
            press.run(time.sleep, 60)
        assert press.print(tendon_plan()).pages == 6
    finally:
        press.close()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("end", "how"), [(os._exit, 3), (signal.raise_signal, signal.SIGSEGV)], ids=["exit", "crash"]
)
def test_a_process_that_dies_is_one_failed_document(end: Any, how: int, press: PdfPress):
    """HZ-052-T1"""
    with pytest.raises(RenderFailedError, match="stopped unexpectedly"):
        press.run(end, how)

    assert press.print(tendon_plan()).pages == 6


@pytest.mark.slow
def test_a_closed_press_prints_again():
    press = PdfPress()
    press.print(tendon_plan())
    press.close()

    assert press.print(tendon_plan()).pages == 6

    press.close()


@pytest.mark.slow
def test_a_picture_that_is_not_there_fails_the_document(press: PdfPress):
    page = '<html lang="en"><title>t</title><p style="background: url(icons/none.svg)">x</p></html>'

    with pytest.raises(RenderFailedError):
        press.run(print_job, Job("patient-plan", Edition.STANDARD, False, page))


def test_a_missing_pango_is_one_sentence_with_the_line_to_type(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    really_import = builtins.__import__

    def without_pango(name: str, *arguments: Any, **options: Any) -> Any:
        if name == "weasyprint":
            print("WeasyPrint could not import some external libraries ...")  # noqa: T201
            raise OSError("cannot load library 'libgobject-2.0-0'")
        return really_import(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", without_pango)

    with pytest.raises(PdfEngineMissingError) as refusal:
        Engine()

    assert "apt-get install libpango-1.0-0" in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert capfd.readouterr() == ("", "")


def test_a_missing_font_package_is_one_sentence(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

    with pytest.raises(PdfEngineMissingError, match="pip install font-source-sans-pro"):
        fonts.family_files()


@pytest.mark.slow
def test_an_engine_missing_in_the_worker_reaches_the_caller_as_itself(press: PdfPress):
    with pytest.raises(PdfEngineMissingError, match="one clear sentence"):
        press.run(raise_engine_missing, None)


def raise_engine_missing(_job: object) -> None:
    raise PdfEngineMissingError("one clear sentence")


def test_the_fetcher_serves_its_own_folders_and_nothing_beside_them():
    own = (Path("/srv/templates/documents/patient-plan"),)

    assert worker._lies_in("file:///srv/templates/documents/patient-plan/a.svg", own)
    assert not worker._lies_in("file:///srv/templates/documents/patient-plan/../x/a.svg", own)
    assert not worker._lies_in("file:///srv/templates/documents/patient-plan-2/a.svg", own)
    assert not worker._lies_in("file://host/srv/templates/documents/patient-plan/a.svg", own)
    assert not worker._lies_in("http:///srv/templates/documents/patient-plan/a.svg", own)


@pytest.mark.slow
@pytest.mark.parametrize("moment", [0.15, 0.4])
def test_a_process_killed_while_it_prints_gives_no_file(moment: float):
    """HZ-052-T1: two of two hundred moments; ``make safety`` takes the others."""
    killed_while_printing(moment)


@pytest.mark.slow
@pytest.mark.safety
@pytest.mark.parametrize("moment", [number / 100 for number in range(197)])
def test_a_process_killed_at_any_moment_gives_no_file(moment: float):
    """HZ-052-T1"""
    killed_while_printing(moment)


def killed_while_printing(moment: float) -> None:
    press = PdfPress()
    try:
        whole = press.print(tendon_plan()).pdf
        with ThreadPoolExecutor(1) as pool:
            going = pool.submit(press.print, tendon_plan())
            time.sleep(moment)
            for process in multiprocessing.active_children():
                process.kill()
            with contextlib.suppress(RenderFailedError):
                assert going.result().pdf == whole
        assert press.print(tendon_plan()).pdf == whole
    finally:
        press.close()


@pytest.mark.slow
def test_a_process_killed_while_it_waits_costs_nobody_a_paper():
    """HZ-052-T1: nothing was begun, so the next paper goes to a new process."""
    press = PdfPress()
    try:
        whole = press.print(bare_plan()).pdf
        for process in multiprocessing.active_children():
            process.kill()
            process.join()
        assert press.print(bare_plan()).pdf == whole
    finally:
        press.close()


@pytest.mark.slow
def test_a_layout_that_takes_too_much_memory_fails_alone():
    """HZ-052-T1"""
    press = PdfPress()
    try:
        with pytest.raises(RenderFailedError):
            press.run(bytearray, 2 * MEMORY_LIMIT)
        assert press.print(tendon_plan()).pages == 6
    finally:
        press.close()


@pytest.mark.slow
@pytest.mark.safety
def test_two_hundred_prints_leave_the_worker_as_large_as_it_was():
    press = PdfPress()
    try:
        sizes = []
        for number in range(200):
            press.print(bare_plan())
            if number % 10 == 9:
                sizes.append(press.run(resident, None))
    finally:
        press.close()

    warm = sizes[1]  # the first prints fill what is kept for good
    assert max(sizes) <= warm * 1.1, sizes


def resident(_job: object) -> int:
    """Bytes this process holds in memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.slow
def test_many_people_printed_at_once_get_their_own_paper_each():
    """HZ-056-T1: twelve people by four threads; ``make safety`` prints for two hundred."""
    for_their_own(12)


@pytest.mark.slow
@pytest.mark.safety
def test_two_hundred_people_printed_at_once_get_their_own_paper_each():
    """HZ-056-T1"""
    for_their_own(200)


def for_their_own(count: int) -> None:
    names = [f"Canary{number:03d} Example" for number in range(count)]
    plans = [
        replace(bare_plan(), identity=replace(bare_plan().identity, person=name)) for name in names
    ]
    press = PdfPress()
    try:
        with ThreadPoolExecutor(4) as pool:
            printed = list(pool.map(press.print, plans))
    finally:
        press.close()
    for name, done in zip(names, printed, strict=True):
        text = " ".join(pages_of(done.pdf))
        assert set(re.findall(r"Canary\d+", text)) == {name.split()[0]}
