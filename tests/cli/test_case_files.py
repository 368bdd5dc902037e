"""Case files from outside: what is wrong is one sentence, and nothing is half done."""

import io
import json
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from planner.cli import cases
from planner.cli.main import main
from tests.packs import the_pack

GOOD = """
presentation: buttock-pain
date: 2026-11-22
patient: {age: 34, sex: female}
side: right
answers: {pain-at-sitting-bone: present, bent-knee-stretch: present, saddle-sensory-change: absent}
working-diagnosis: proximal-hamstring-tendinopathy
contributors: [lumbar-facet-pain]
irritability: moderate
duration-weeks: 12
stage: 1
factors: {pregnancy: absent, anticoagulant: present}
equipment: [resistance-band, step]
sport: {name: running, weekly-km: 30, longest-run-km: 12, goal: 10 km race in spring}
"""


@pytest.fixture(autouse=True)
def packs_read_once(monkeypatch):
    """Reading the packs is most of what a command does, and they are the same for every file."""
    monkeypatch.setattr(cases, "load_sealed", lambda *_: (the_pack(), "sealed"))


def planner(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """A command in this process: what it prints and its exit status, as from outside."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main([str(argument) for argument in arguments])
    return subprocess.CompletedProcess(arguments, status, out.getvalue(), err.getvalue())


def from_outside(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "planner", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )


def written(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "case.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def refusal(result: subprocess.CompletedProcess[str], status: int) -> str:
    """The one sentence of a command that stopped, after checking that it is only one."""
    assert result.returncode == status, result.stderr
    assert "Traceback" not in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stdout == ""
    return result.stderr.strip()


DAMAGE = [
    ("age: 34", "age: 340", "patient: age: 340"),
    ("age: 34", "age: -1", "patient: age: -1"),
    ("age: 34", "age: old", "patient: age: 'old'"),
    ("age: 34", "age: .inf", "patient: age"),
    ("sex: female", "sex: woman", "expected female or male"),
    ("side: right", "side: rihgt", "expected left or right or both"),
    ("bent-knee-stretch", "bent-knee-strech", "did you mean bent-knee-stretch"),
    ("bent-knee-stretch: present", "bent-knee-stretch: yes", "present or absent or not-assessed"),
    ("proximal-hamstring-tendinopathy", "hamstring-tendinopathy", "did you mean"),
    ("irritability: moderate", "irritability: medium", "low or moderate or high"),
    ("stage: 1", "stage: 9", "expected 0 to 5"),
    ("pregnancy", "pregnant", "did you mean pregnancy"),
    ("resistance-band", "rubber-band", "rubber-band"),
    ("date: 2026-11-22", "date: 22 November", "2026-11-22"),
    ("duration-weeks: 12", "duration-weeks: [12]", "duration-weeks"),
    ("presentation: buttock-pain", "presentation: knee-pain", "expected buttock-pain"),
    ("side: right", "side: right\nsied: left", "did you mean side"),
    ("side: right", "side: right\nside: left", "written twice"),
    ("sport: {name: running", "sport: {name: runing", "did you mean running"),
]


@pytest.mark.parametrize(("good", "bad", "says"), DAMAGE, ids=[bad for _, bad, _ in DAMAGE])
def test_each_kind_of_damage_is_one_sentence_with_exit_2(tmp_path, good, bad, says):
    assert good in GOOD
    sentence = refusal(planner("assess", written(tmp_path, GOOD.replace(good, bad, 1))), 2)
    assert says in sentence


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("- a\n- b\n", "expected keys"),
        ("", "expected keys"),
        ("{{{{", "not valid YAML"),
        (b"%PDF-1.7 \x00\x01\xff", "expected a YAML text file"),
        ("x: " + "y" * 1_000_000, "larger than"),
        ("goal: " + "y" * 999_000, "goal"),
    ],
)
def test_what_is_no_case_file_is_refused(tmp_path, content, says):
    assert says in refusal(planner("assess", written(tmp_path, content)), 2)


def test_a_missing_file_is_one_sentence(tmp_path):
    assert "no such file" in refusal(from_outside("assess", tmp_path / "none.yaml"), 2)


def test_an_age_that_does_not_fit_the_birth_date_is_refused(tmp_path):
    text = GOOD + "person: {name: Example Runner, born: 2001-03-01}\n"
    assert "does not fit the birth date" in refusal(planner("assess", written(tmp_path, text)), 2)


def test_a_derived_answer_that_the_age_denies_is_refused(tmp_path):
    text = GOOD.replace("answers: {", "answers: {age-over-70: present, ")
    assert "does not fit the age" in refusal(planner("assess", written(tmp_path, text)), 2)


def test_a_plan_without_a_side_is_refused(tmp_path):
    path = written(tmp_path, GOOD.replace("side: right\n", ""))
    assert planner("assess", path).returncode == 0
    assert "side" in refusal(planner("plan", path), 2)


def test_a_plan_without_a_working_diagnosis_is_refused_for_safety(tmp_path):
    path = written(
        tmp_path, GOOD.replace("working-diagnosis: proximal-hamstring-tendinopathy\n", "")
    )
    assert "working diagnosis" in refusal(planner("plan", path), 3)


def test_a_diagnosis_without_a_picture_says_what_to_do_instead(tmp_path):
    text = GOOD.replace(
        "working-diagnosis: proximal-hamstring-tendinopathy",
        "working-diagnosis: pudendal-neuralgia",
    )
    path = written(tmp_path, text.replace("stage: 1\n", ""))
    assert "no treatment picture" in refusal(planner("plan", path), 3)


def test_a_wrong_command_is_one_sentence():
    refusal(from_outside("asses"), 2)


def test_an_output_that_cannot_be_written_leaves_nothing_behind(tmp_path):
    path = written(tmp_path, GOOD)
    before = sorted(tmp_path.iterdir())
    sentence = refusal(planner("pdf", path, "-o", tmp_path / "none" / "plan.pdf"), 2)
    assert "does not exist" in sentence
    assert sorted(tmp_path.iterdir()) == before


def test_the_designs_example_is_assessed_and_planned(tmp_path):
    path = written(tmp_path, GOOD)
    assessed = json.loads(from_outside("assess", path, "--json").stdout)
    assert {"disposition", "red_flags", "differential", "next_findings"} <= assessed.keys()
    plan = json.loads(from_outside("plan", path, "--json").stdout)
    assert plan["kind"] == "full"
    assert [stage["id"] for stage in plan["stages"] if stage["current"]] == [1]


def test_a_blank_case_file_can_be_read_back(tmp_path):
    blank = planner("blank", "buttock-pain", "--json")
    content = json.loads(blank.stdout)
    assert set(content["answers"].values()) == {"not-assessed"}
    assert set(content["factors"].values()) == {"not-assessed"}
    assert "resistance-band" in content["equipment"]
    assert planner("assess", written(tmp_path, blank.stdout)).returncode == 0
    as_yaml = from_outside("blank", "buttock-pain").stdout
    assert planner("assess", written(tmp_path, as_yaml)).returncode == 0
