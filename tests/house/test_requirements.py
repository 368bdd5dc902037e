"""The pinned requirement files: every version exact, every file known by its hash."""

import re
from pathlib import Path

import pytest

from tests.house.files import ROOT

PINNED = sorted(path.name for path in ROOT.glob("requirements*.txt"))
REQUIREMENT = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^\s;]+)", re.IGNORECASE)


def entries(name: str) -> list[str]:
    """Each requirement of a pinned file, its continuation lines joined, comments left out."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    return [
        line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]


def versions(name: str) -> dict[str, str]:
    return {
        found["name"].lower(): found["version"]
        for entry in entries(name)
        if (found := REQUIREMENT.match(entry))
    }


def test_there_is_a_pinned_file_for_running_and_one_for_testing():
    assert {"requirements.txt", "requirements-dev.txt"} <= set(PINNED)


@pytest.mark.parametrize("name", PINNED)
def test_every_requirement_is_an_exact_version_with_its_hashes(name):
    loose = [
        entry[:60]
        for entry in entries(name)
        if not REQUIREMENT.match(entry) or "--hash=sha256:" not in entry
    ]

    assert loose == []


@pytest.mark.parametrize("name", PINNED)
def test_no_requirement_file_names_a_place_to_download_from(name):
    text = (ROOT / name).read_text(encoding="utf-8")

    assert re.findall(r"\w+://\S*|^-\S+.*|^--\S+.*", text, re.MULTILINE) == []


@pytest.mark.parametrize("name", PINNED)
def test_every_pinned_file_says_what_it_was_made_from(name):
    assert (ROOT / name).with_suffix(".in").is_file()


@pytest.mark.parametrize("name", [name for name in PINNED if name != "requirements.txt"])
def test_the_same_package_has_the_same_version_in_every_file(name):
    running = versions("requirements.txt")

    assert {
        package: (running[package], version)
        for package, version in versions(name).items()
        if running.get(package, version) != version
    } == {}


def test_the_packages_the_product_is_built_on_are_the_ones_agreed():
    running = versions("requirements.txt")

    assert running["flask"].startswith("3.1.")
    assert running["wtforms"].startswith("3.3.")
    assert running["weasyprint"].startswith("70.")
    assert Path(ROOT / "requirements-dev.txt").read_text(encoding="utf-8").count("pytest==") == 1


def test_the_notice_names_every_package_that_runs_with_its_licence():
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8").lower()

    assert [
        package
        for package in versions("requirements.txt")
        if not re.search(rf"^  {re.escape(package)} +\S", notice, re.MULTILINE)
    ] == []
