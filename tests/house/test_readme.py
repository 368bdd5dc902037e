"""What the README promises is there to be run."""

import re

from tests.house.files import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_file_the_readme_names_is_there():
    named = set(re.findall(r"(?:protocols|templates|planner|tests)/[\w./-]*\w\.\w+", README))

    assert named
    assert sorted(name for name in named if not (ROOT / name).is_file()) == []


def test_every_make_target_the_readme_names_is_in_the_makefile():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^    )make ([a-z-]+)", README, re.MULTILINE))

    assert {"run", "test"} <= named
    assert named - targets == set()


def test_the_system_packages_of_the_readme_are_the_ones_that_prepare_looks_for():
    [line] = re.findall(r"sudo apt-get install -y (.+)", README)
    preparing = (ROOT / ".ci" / "prepare").read_text(encoding="utf-8")

    assert [name for name in line.split() if f"echo {name}\n" not in preparing] == []
