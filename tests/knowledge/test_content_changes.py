"""What else changed with a seal is kept by the day, and told with the rules (HZ-038, HZ-061)."""

from datetime import date
from pathlib import Path

import pytest

from planner.knowledge.content_changes import (
    CONTENT,
    Change,
    content_since_seal,
    keep_content_changes,
    read_changes,
)
from planner.knowledge.manifest import MANIFEST, seal
from planner.knowledge.rule_changes import CHANGES

NAME = "buttock-pain"
ON, LATER = date(2026, 11, 27), date(2026, 11, 28)
SLUMP, CLOT = "library/findings/slump-test.yaml", f"{NAME}/rules/clot.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (SLUMP, CLOT, "library/units.yaml", "library/findings/old.yaml"):
        write(tmp_path, name, "id: one\n")
    seal(tmp_path, NAME)
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")


def test_every_entry_but_a_rule_is_named_with_its_folder(folder):
    assert content_since_seal(folder, NAME) == {}
    for name in (SLUMP, CLOT, "library/units.yaml", "library/interventions/bridge.yaml"):
        write(folder, name, "id: other\n")
    (folder / "library/findings/old.yaml").unlink()
    assert content_since_seal(folder, NAME) == {
        "findings": {"old": "gone", "slump-test": "changed"},
        "interventions": {"bridge": "new"},
        "single-files": {"units": "changed"},
    }

    (folder / MANIFEST).unlink()
    assert content_since_seal(folder, NAME) == {}


def test_a_day_has_one_line_for_each_folder_whatever_was_sealed_when(folder):
    keep_content_changes(folder, NAME, {"findings": {"b": "changed"}}, ON)
    keep_content_changes(folder, NAME, {"findings": {"a": "new"}, "stages": {"c": "gone"}}, ON)
    keep_content_changes(folder, NAME, {"findings": {"b": "changed"}}, LATER)
    assert (folder / NAME / CONTENT).read_text("utf-8").splitlines() == [
        "2026-11-27 findings: a new, b changed",
        "2026-11-27 stages: c gone",
        "2026-11-28 findings: b changed",
    ]


def test_all_of_it_is_read_the_newest_first_and_nothing_is_dropped(folder):
    write(folder, f"{NAME}/{CONTENT}", "2026-11-27 findings: a new\n2026-11-27 findings: b gone\n")
    write(folder, f"{NAME}/{CHANGES}", "2026-11-28 clot changed: read again: Wells\n28 Nov clot\n")

    found, odd = read_changes(folder, NAME)

    assert found == (
        Change(LATER, "rules", "clot", "changed", "read again: Wells"),
        Change(ON, "findings", "a", "new"),
        Change(ON, "findings", "b", "gone"),
    )
    assert odd == ("28 Nov clot",)
