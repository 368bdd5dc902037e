"""Whatever is asked for, a folder of protocols that is not as it was sealed answers nothing."""

import shutil
from pathlib import Path

import pytest

from planner import config
from planner.app import create_app
from planner.cli.main import main
from planner.config import PRESENTATION, Settings
from planner.knowledge.reading import PackError
from tests.packs import PROTOCOLS

CASE = str(PROTOCOLS / PRESENTATION / "cases" / "readme-runner-with-tendinopathy.yaml")
WAYS_IN = (
    ("assess", CASE),
    ("plan", CASE),
    ("pdf", CASE, "--document", "patient", "-o", "plan.pdf"),
    ("blank", PRESENTATION),
    ("serve",),
)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The protocols with one rule that somebody loosened, and the seal as it came."""
    folder = tmp_path_factory.mktemp("changed") / "protocols"
    shutil.copytree(PROTOCOLS, folder)
    rule = sorted((folder / PRESENTATION / "rules").glob("*.yaml"))[0]
    rule.write_text(rule.read_text(encoding="utf-8") + "# loosened\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("command", WAYS_IN, ids=lambda command: command[0])
def test_no_command_works_from_a_folder_that_was_changed(
    changed, command, tmp_path, monkeypatch, capsys
):
    """HZ-065-T2"""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(config, "PROTOCOLS", changed)
    monkeypatch.setenv("PLANNER_PROTOCOLS", str(changed))
    monkeypatch.setenv("PLANNER_DATA", str(tmp_path / "record"))

    assert main([*command]) == 2

    said = capsys.readouterr()
    assert said.out == ""
    assert "has changed" in said.err
    assert not (tmp_path / "plan.pdf").exists()


def test_no_page_is_served_from_it_either(changed, tmp_path):
    """HZ-065-T2"""
    with pytest.raises(PackError, match="has changed"):
        create_app(Settings(data=tmp_path, protocols=changed))
