"""A red-flag rule that differs from the last seal is named, and sealed with a reason (HZ-038)."""

from datetime import date
from pathlib import Path

import pytest

from planner.knowledge.manifest import MANIFEST, seal
from planner.knowledge.rule_changes import CHANGES, keep_rule_changes, rules_since_seal

NAME = "buttock-pain"
ON = date(2026, 11, 27)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("library/a.yaml", f"{NAME}/rules/clot.yaml", f"{NAME}/rules/cancer.yaml"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"id: {file.stem}\n", "utf-8")
    seal(tmp_path, NAME)
    return tmp_path


def write(folder: Path, rule: str, text: str) -> None:
    (folder / NAME / "rules" / f"{rule}.yaml").write_text(text, "utf-8")


def test_nothing_is_asked_while_no_rule_differs(folder):
    """HZ-038-C1: whatever else of the folder was changed."""
    (folder / "library" / "a.yaml").write_text("id: other\n", "utf-8")
    assert rules_since_seal(folder, NAME) == {}


def test_a_rule_that_is_changed_new_or_gone_is_named(folder):
    """HZ-038-C1"""
    write(folder, "clot", "id: clot, silenced\n")
    write(folder, "fracture", "id: fracture\n")
    (folder / NAME / "rules" / "cancer.yaml").unlink()
    wanted = {"cancer": "gone", "clot": "changed", "fracture": "new"}
    assert rules_since_seal(folder, NAME) == wanted

    (folder / MANIFEST).unlink()
    assert set(rules_since_seal(folder, NAME).values()) == {"new"}


def test_of_two_seals_side_by_side_both_count(folder):
    """As a merge leaves them: a rule that neither of them sealed is still named."""
    mine = (folder / MANIFEST).read_text("utf-8")
    write(folder, "clot", "id: clot, theirs\n")
    seal(folder, NAME)
    theirs = (folder / MANIFEST).read_text("utf-8")
    both = f"<<<<<<< HEAD\n{mine}=======\n{theirs}>>>>>>> other\n"
    (folder / MANIFEST).write_text(both, "utf-8")
    assert rules_since_seal(folder, NAME) == {}
    write(folder, "clot", "id: clot, of both\n")
    assert rules_since_seal(folder, NAME) == {"clot": "changed"}


def test_each_change_is_kept_with_its_day_and_its_reason(folder):
    """HZ-038-C2"""
    with pytest.raises(ValueError, match="says why"):
        keep_rule_changes(folder, NAME, {"clot": "changed"}, " ", ON)
    keep_rule_changes(folder, NAME, {"clot": "changed"}, "Wells 2003,\nread again", ON)
    keep_rule_changes(folder, NAME, {"cancer": "gone"}, "merged with another", ON)
    assert (folder / NAME / CHANGES).read_text("utf-8").splitlines() == [
        "2026-11-27 clot changed: Wells 2003, read again",
        "2026-11-27 cancer gone: merged with another",
    ]
