"""What holds for every test: no network, the same examples on every run, the longest first."""

import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

LOOPBACK = {"127.0.0.1", "::1", "localhost", "", None}


class NetworkIsClosedError(AssertionError):
    """A test, or the code it runs, tried to reach another machine."""


def refuse_the_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Stop a look-up of, or a connection to, any machine but this one.

    An audit hook sees every socket of the process, whichever library opened it,
    and cannot be taken off again by the code under test.
    """
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event in {"socket.connect", "socket.sendto"}:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    else:
        return
    if isinstance(host, bytes):
        host = host.decode()
    if host not in LOOPBACK:
        raise NetworkIsClosedError(f"{event} to {host!r}: tests run with the network closed")


sys.addaudithook(refuse_the_network)

settings.register_profile("same-every-run", derandomize=True, deadline=None)
settings.load_profile("same-every-run")

LONGEST_FIRST = (
    "browser",
    "cli",
    "attacks",
    "safety",
    "drawings",
    "knowledge",
    "documents",
    "workflow",
    "web",
)
"""Folders by the time one of their files takes: with the short files last, no core waits long."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the folders that take longest."""

    def place(item: pytest.Item) -> int:
        folder = item.path.relative_to(Path(__file__).parent).parts[0]
        return LONGEST_FIRST.index(folder) if folder in LONGEST_FIRST else len(LONGEST_FIRST)

    items.sort(key=place)
