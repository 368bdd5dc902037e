"""Starting the pages: the record is made, the link is printed, nothing else is listened to."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from tests.house.files import ROOT


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(folder, port, *command, program=("-m", "planner")):
    environ = {**os.environ, "PLANNER_DATA": str(folder), "PLANNER_PORT": str(port)}
    return subprocess.Popen(
        [sys.executable, *program, *(command or ("serve",))],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def answer_of(address):
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  # this machine
                return answer.read().decode()
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server never answered")


@pytest.mark.slow
def test_the_pages_start_with_a_link_for_the_first_account(tmp_path):
    port = free_port()
    server = start(tmp_path / "record", port)
    try:
        lines = [server.stdout.readline() for _ in range(3)]
        link = re.search(rf"http://127\.0\.0\.1:{port}/account/first/\S{{20,}}", lines[2])
        assert link
        assert "Create your account" in answer_of(link[0])
        assert (tmp_path / "record" / "database.key").stat().st_mode & 0o077 == 0
    finally:
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=20)


@pytest.mark.slow
def test_a_port_that_is_taken_is_one_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        server = start(tmp_path, taken.getsockname()[1])
        _, says = server.communicate(timeout=30)

    assert server.returncode == 2
    assert "PLANNER_PORT" in says
    assert len(says.splitlines()) == 1


def test_a_port_that_is_none_is_one_sentence(tmp_path):
    server = start(tmp_path, "65536")
    _, says = server.communicate(timeout=30)

    assert server.returncode == 2
    assert "PLANNER_PORT" in says


def test_a_store_that_cannot_be_reached_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("no folder")
    server = start(tmp_path / "file" / "record", free_port())
    _, says = server.communicate(timeout=30)

    assert server.returncode == 2
    assert "PLANNER_DATA" in says
    assert len(says.splitlines()) == 1


SLOW_TO_LISTEN = """
import sys, time
from pathlib import Path
from flask import Flask
from planner.cli import server
from planner.config import Settings

begin = server._Worker.init_process

def late(worker):
    print("a new worker", flush=True)
    time.sleep(1)
    begin(worker)

server._Worker.init_process = late
sys.exit(server.serve_pages(Flask("empty"), Settings(data=Path(), port=int(sys.argv[1])), lines=[]))
"""


@pytest.mark.slow
def test_a_stop_that_comes_while_workers_start_is_not_lost():
    server = subprocess.Popen(
        [sys.executable, "-c", SLOW_TO_LISTEN, str(free_port())],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    assert server.stdout.readline() == "a new worker\n"

    server.send_signal(signal.SIGINT)

    out, err = server.communicate(timeout=30)
    assert (out.splitlines()[-1], err) == ("Stopped.", "")


PRESSED_WHILE_SOMETHING_IS_READ = """
import os, signal, sys
from pathlib import Path
from flask import Flask
from planner.cli.server import serve_pages
from planner.config import Settings

def lines():
    yield "Ctrl-C stops it."
    try:
        os.kill(os.getpid(), signal.SIGINT)
    except BaseException:
        pass

settings = Settings(data=Path(), port=int(sys.argv[1]))
sys.exit(serve_pages(Flask("empty"), settings, lines=lines()))
"""
"""What is raised in the clean-up of an import ends there: Python prints it and goes on."""


@pytest.mark.slow
def test_a_stop_while_the_lines_are_printed_is_neither_lost_nor_untidy():
    server = subprocess.run(
        [sys.executable, "-c", PRESSED_WHILE_SOMETHING_IS_READ, str(free_port())],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert server.stdout.splitlines() == ["Ctrl-C stops it.", "Stopped."]
    assert (server.returncode, server.stderr) == (0, "")
