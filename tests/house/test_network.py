"""The network is closed while tests run, and open to this machine alone."""

import contextlib
import socket
import urllib.request

import pytest

from tests.conftest import NetworkIsClosedError


def test_no_other_machine_can_be_looked_up():
    with pytest.raises(NetworkIsClosedError):
        urllib.request.urlopen("https://example.invalid/")


def test_no_other_machine_can_be_reached_by_number():
    with (
        contextlib.closing(socket.socket()) as outward,
        pytest.raises(NetworkIsClosedError),
    ):
        outward.connect(("192.0.2.1", 80))


def test_this_machine_can_be_reached():
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as server:
        socket.create_connection(server.getsockname(), timeout=2).close()
