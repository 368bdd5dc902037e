"""Sixteen people at their screens against the real server with its two workers."""

import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from planner.config import Settings

CALLERS = 16
PAUSE = 1.0
"""Seconds a person looks at a page before the next one: quicker than anybody works."""
ROUNDS = 12


@dataclass(frozen=True)
class Served:
    """How long pages took: milliseconds at the middle and at 95 %, and pages a second."""

    median: float
    at_95: float
    rate: float


@contextmanager
def server(settings: Settings) -> Iterator[int]:
    """The pages as ``make run`` serves them, on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {**os.environ, "PLANNER_DATA": str(settings.data), "PLANNER_PORT": str(port)}
    started = subprocess.Popen(
        [sys.executable, "-m", "planner", "serve"], env=environ, stdout=subprocess.DEVNULL
    )
    try:
        _wait_for(port)
        yield port
    finally:
        started.terminate()
        started.wait()


def start_ms(settings: Settings) -> float:
    """From the command to its first page."""
    begun = time.perf_counter()
    with server(settings):
        return (time.perf_counter() - begun) * 1000


def sign_in(port: int, password: str) -> str:
    """The cookie of a signed-in session."""
    page, cookie = _ask(port, "GET", "/account/sign-in")
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    fields = {"sign_in_name": "demo", "password": password, "csrf_token": found[1] if found else ""}
    _, signed = _ask(port, "POST", "/account/sign-in", cookie, urllib.parse.urlencode(fields))
    return signed or cookie


def call(
    port: int, cookie: str, addresses: Sequence[str], pause: float, *, rounds: int = ROUNDS
) -> Served:
    """Every caller asks for the addresses in turn, each begun at another one."""
    taken: list[float] = []
    lock = threading.Lock()

    def work(number: int) -> None:
        time.sleep(pause * number / CALLERS)
        for turn in range(rounds):
            address = addresses[(number + turn) % len(addresses)]
            begun = time.perf_counter()
            _ask(port, "GET", address, cookie)
            passed = time.perf_counter() - begun
            with lock:
                taken.append(passed * 1000)
            time.sleep(max(0.0, pause - passed))

    callers = [threading.Thread(target=work, args=(number,)) for number in range(CALLERS)]
    begun = time.perf_counter()
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    whole = time.perf_counter() - begun
    return Served(
        median=statistics.median(taken),
        at_95=statistics.quantiles(taken, n=20)[-1],
        rate=len(taken) / whole,
    )


def _ask(
    port: int, method: str, address: str, cookie: str = "", body: str | None = None
) -> tuple[str, str]:
    """The page and the cookie it sets. Anything but a page is a fault of the measurement."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": cookie} if cookie else {}
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, address, body, headers)
    answer = connection.getresponse()
    page = answer.read().decode("utf-8", "replace")
    if answer.status not in (200, 303):
        raise SystemExit(f"{address} answered {answer.status}, so nothing can be measured")
    connection.close()
    return page, (answer.getheader("Set-Cookie") or "").partition(";")[0]


def _wait_for(port: int) -> None:
    for _ in range(6000):
        try:
            _ask(port, "GET", "/account/sign-in")
        except OSError:
            time.sleep(0.01)
        else:
            return
    raise SystemExit("the server never answered")
