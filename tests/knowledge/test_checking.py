"""``check`` on damaged packs: every kind of damage is found and its file, line and entry named."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from planner.knowledge.checking import check_pack
from planner.knowledge.problem import Problem
from tests.packs import PROTOCOLS

TODAY = date(2026, 11, 24)
STRETCH = "library/findings/hamstring-stretch.yaml"
BRIDGE = "library/interventions/strengthening/sx-iso-bridge-sl.yaml"
TENDON = "buttock-pain/conditions/proximal-hamstring-tendinopathy.yaml"
CAUDA = "buttock-pain/rules/cauda-equina.yaml"
PREGNANCY = "library/contraindications/pregnancy.yaml"
STAGES = "buttock-pain/stages/proximal-hamstring-tendinopathy.yaml"

DAMAGE = {
    "a dose without a grade": (BRIDGE, r"^ +grade: expert\n", "", "grade"),
    "a misspelt key": (BRIDGE, r"^stop_rules:", "stop_ruls:", "did you mean stop_rules"),
    "no source at all": (STRETCH, r"^ +source: cacchio2012\n", "", r"\bsource\b"),
    "a weighed study that says nobody it studied": (
        "library/sources/c.yaml",
        r"^    population: 334 urgent MRI.*\n",
        "",
        "weighed and it names no population",
    ),
    "a weighed study without a year or why": (
        "library/sources/c.yaml",
        r"^    note: The page that was seen names no year\.\n",
        "",
        "names no year",
    ),
    "a dangling source": (STRETCH, r"source: cacchio2012", "source: cacchio2021", "cacchio2021"),
    "a ratio that does not follow": (
        STRETCH,
        r"lr_positive: 9\.89",
        "lr_positive: 8.1",
        "9.89|8.1",
    ),
    "a condition nobody wrote": (TENDON, r"^picture: .*", "picture: hamstring", "pictures"),
    "a prior outside its range": (TENDON, r"estimate: 0\.11", "estimate: 0.5", "plausible range"),
    "a finding nobody wrote": (CAUDA, r"saddle-sensory-change", "saddle-change", "findings"),
    "a wrong choice": (CAUDA, r"^urgency: .*", "urgency: soon", "urgency"),
    "a missing cell": (PREGNANCY, r"^  tens:\n(?:    .*\n)+", "", "no cell for tens"),
    "a cell without words": (PREGNANCY, r"^    clinician: .*\n", "", "clinician"),
    "a placeholder": (TENDON, r"^structure: .*", "structure: TBC", "unfinished"),
    "an overdue review": (TENDON, r"due: 2027-11-01", "due: 2026-11-01", "was due"),
    "a core item without a dose": (STAGES, r"\[sx-iso-bridge-sl,", "[pl-bound,", "no dose row"),
    "the same key twice": (TENDON, r"^name: .*", "name: A\nname: B", "written twice"),
    "an id unlike its file": (TENDON, r"^id: .*", "id: tendon", "differs from the file"),
    "a verified row that names no source": (
        "library/outcome-measures.yaml",
        r"source: \[ostelo2008, abbott2014\]",
        "source: []",
        "is verified and names no source",
    ),
    "no YAML at all": (TENDON, r"^name: .*", "name: [", "not valid YAML"),
}


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packs") / "protocols"
    ignored = shutil.ignore_patterns("drawings", "poses", "cases")
    shutil.copytree(PROTOCOLS, folder, ignore=ignored)
    return folder


def problems(folder: Path) -> tuple[Problem, ...]:
    return check_pack(folder, "buttock-pain", TODAY).problems


def test_the_pack_itself_has_no_fault(copied: Path):
    """Its worked cases: test_worked_cases.py. All of it at once: ``python -m planner check``."""
    assert [str(problem) for problem in problems(copied)] == []


def test_worked_cases_are_counted_and_those_that_hold_tell_nothing(copied: Path):
    cases = copied / "buttock-pain" / "cases"
    cases.mkdir(exist_ok=True)
    for path in sorted((PROTOCOLS / "buttock-pain" / "cases").glob("readme-*.yaml")):
        shutil.copy(path, cases)
    checked = check_pack(copied, "buttock-pain", TODAY)
    shutil.rmtree(cases)

    assert checked.problems == ()
    assert checked.counts["worked cases"] == 3


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage_is_found_with_file_line_and_entry(copied: Path, kind: str):
    """HZ-032-T3, of the sources: no source, no population, no year, no grade of a dose."""
    name, pattern, replacement, says = DAMAGE[kind]
    path = copied / name
    good = path.read_text(encoding="utf-8")
    bad, count = re.subn(pattern, replacement, good, count=1, flags=re.MULTILINE)
    assert count == 1, "the damage did not apply"
    path.write_text(bad, encoding="utf-8")
    try:
        found = [str(problem) for problem in problems(copied)]
    finally:
        path.write_text(good, encoding="utf-8")
    assert found, "not found"
    about = [sentence for sentence in found if re.search(says, sentence)]
    assert about, found
    assert re.match(rf"{re.escape(str(copied))}/[\w/.-]+:\d+: [\w-]+", about[0]), about[0]
    assert "\n" not in about[0]


def test_a_worked_case_that_fails_is_told_with_its_line(copied: Path):
    cases = copied / "buttock-pain" / "cases"
    cases.mkdir(exist_ok=True)
    path = cases / "wrong.yaml"
    path.write_text(
        "case: Saddle numbness that should be an emergency\n"
        "presentation: buttock-pain\n"
        "answers: {saddle-sensory-change: present}\n"
        "expect:\n"
        "  disposition: treat\n",
        encoding="utf-8",
    )
    sentences = [str(problem) for problem in problems(copied)]
    path.unlink()
    assert any(f"{path}:5: wrong: expected disposition treat" in s for s in sentences), sentences
