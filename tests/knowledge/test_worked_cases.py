"""Every worked case says what a good physiotherapist expects, and the program agrees."""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from planner.clinical.case import NOT_SURE_YET
from planner.knowledge.cases import KEYS, read_raw
from planner.knowledge.worked_cases import run_case
from planner.ruleout.assess import Reasoner
from tests.builders import VISIT
from tests.packs import PROTOCOLS, the_pack

CASES = PROTOCOLS / "buttock-pain" / "cases"
PATHS = sorted(CASES.glob("*.yaml"))
README = (
    "readme-runner-with-tendinopathy",
    "readme-teenager-with-a-pop",
    "readme-saddle-numbness",
)


@cache
def reasoner() -> Reasoner:
    return Reasoner(the_pack())


@cache
def raw_of(path: Path) -> Mapping[str, Any]:
    return read_raw(path)


def expected(path: Path) -> Mapping[str, Any]:
    return raw_of(path).get("expect") or {}


def rules_under(key: str) -> Counter[str]:
    return Counter(rule for path in PATHS for rule in expected(path).get(key, ()))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_worked_case_turns_out_as_it_says(path):
    """HZ-030-T1, of the vignettes: what each expects of the rules holds."""
    assert [str(problem) for problem in run_case(path, reasoner(), VISIT)] == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_worked_case_tells_its_story_and_what_to_expect(path):
    raw = raw_of(path)
    story = raw.get("case") or ""
    assert set(raw) <= set(KEYS)
    assert 20 <= len(story) <= 200
    assert not story.endswith(".")
    assert expected(path)


def test_a_case_that_expects_the_wrong_thing_is_told_with_file_and_line(tmp_path):
    text = (CASES / f"{README[2]}.yaml").read_text(encoding="utf-8")
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(text.replace("plan: refused", "plan: full"), encoding="utf-8")
    problems = [str(problem) for problem in run_case(wrong, reasoner(), VISIT)]
    assert len(problems) == 1
    assert "wrong.yaml:" in problems[0]
    assert "expected plan full, got refused" in problems[0]


def test_the_three_cases_of_the_readme_are_there():
    assert set(README) <= {path.stem for path in PATHS}


def test_the_first_case_of_the_readme_waits_for_no_answer():
    from planner.assembly.assemble import assemble
    from planner.assembly.plan import Plan
    from planner.knowledge.cases import read_case

    case = read_case(CASES / f"{README[0]}.yaml", the_pack(), VISIT)
    plan = assemble(the_pack(), reasoner().assess(case))
    assert isinstance(plan, Plan)
    assert [question.id for question in plan.questions if question.blocks] == []


def test_there_are_at_least_forty_five_worked_cases():
    assert len(PATHS) >= 45


def test_every_treatment_picture_has_a_whole_plan():
    pictures = set()
    for path in PATHS:
        if expected(path).get("plan") not in ("full", "interim"):
            continue
        diagnosis = raw_of(path)["working-diagnosis"]
        if diagnosis == NOT_SURE_YET:
            pictures.add(NOT_SURE_YET)
        elif (picture := the_pack().picture_for(diagnosis)) is not None:
            pictures.add(picture.id)
    assert pictures == set(the_pack().presentation.pictures)


def test_every_stage_of_the_tendon_is_planned_once():
    stages = {
        expected(path).get("stage")
        for path in PATHS
        if raw_of(path).get("working-diagnosis") == "proximal-hamstring-tendinopathy"
    }
    assert {0, 1, 2, 3, 4, 5} <= stages


@pytest.mark.parametrize("rule", sorted(the_pack().presentation.rules))
def test_every_rule_is_raised_in_one_case_and_kept_quiet_in_a_near_miss(rule):
    assert rules_under("raised")[rule] >= 1
    assert rules_under("not-raised")[rule] >= 1


@pytest.mark.parametrize("rule", sorted(the_pack().presentation.rules))
def test_every_rule_is_resolved_by_a_signed_result_in_one_case(rule):
    assert rules_under("resolved")[rule] >= 1


def test_the_three_kinds_of_plan_and_the_refusal_all_occur():
    kinds = {expected(path).get("plan") for path in PATHS}
    assert {"full", "holding", "interim", "refused"} <= kinds


def test_nobody_in_the_cases_is_a_person_unless_plainly_an_example():
    for path in PATHS:
        raw = raw_of(path)
        names = [raw["person"]["name"]] if raw.get("person") else []
        names += [entry["signed-by"] for entry in raw.get("investigations") or ()]
        names += [raw["screen-override"]["signed-by"]] if raw.get("screen-override") else []
        assert all("Example" in name for name in names), path.stem
