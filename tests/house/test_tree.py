"""What may stand in the repository, and what no file of it may say."""

import os
import re

from tests.house.files import ROOT, text_of, tracked_files

AT_THE_TOP = {
    ".ci",
    ".gitattributes",
    ".gitignore",
    "CHANGELOG.md",
    "DECISIONS.md",
    "LICENSE",
    "Makefile",
    "NOTICE",
    "README.md",
    "planner",
    "protocols",
    "pyproject.toml",
    "templates",
    "tests",
}
PINNED = re.compile(r"requirements(-[a-z]+)?\.(in|txt)")

# Spelt in two parts, so that this file does not find itself.
UNFINISHED = re.compile(
    "|".join(("TO" + "DO", "FIX" + "ME", "Lorem" + " ipsum", "NotImpl" + "emented"))
)
MACHINE_PATH = re.compile(r"(?<![\w./-])/(?:work|root|farm|tmp|home|Users)/\w")
REGISTRY = re.compile(
    "|".join(("pythonhost" + "ed", r"pypi\." + "org", r"npmjs\." + "org", r"deb\." + "debian"))
)


def lines_that_match(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path}:{number}: {line.strip()[:80]}"
        for path in tracked_files()
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if pattern.search(line)
    ]


def test_only_known_names_stand_at_the_top_of_the_repository():
    top = {path.parts[0] for path in tracked_files()}

    assert {name for name in top - AT_THE_TOP if not PINNED.fullmatch(name)} == set()


def test_the_documents_a_newcomer_looks_for_are_there():
    for name in ("README.md", "DECISIONS.md", "CHANGELOG.md", "LICENSE", "NOTICE"):
        assert len(text_of(ROOT / name)) > 200, name


def test_every_script_can_be_run():
    scripts = [path for path in tracked_files() if path.parts[0] == ".ci"]

    assert scripts
    assert [str(path) for path in scripts if not os.access(ROOT / path, os.X_OK)] == []


def test_nothing_in_the_repository_is_marked_as_unfinished():
    assert lines_that_match(UNFINISHED) == []


def test_no_file_names_a_folder_of_the_machine_it_was_written_on():
    assert lines_that_match(MACHINE_PATH) == []


def test_no_file_names_a_package_registry():
    assert lines_that_match(REGISTRY) == []


def test_no_drawer_without_a_subject():
    drawers = {"utils", "helpers", "common", "manager", "misc"}

    assert [str(path) for path in tracked_files() if drawers & {path.stem, *path.parts[:-1]}] == []
