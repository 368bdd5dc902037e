"""The table of a release: each hazard with its risk, controls, tests, results and planted faults.

    python -m tests.safety.report [--faults] [HZ-080 …]

Tests say in their docstring what they prove (``HZ-080-T1``, or ``HZ-080-C1``, or the hazard alone);
they are found by that and run once. A test of the log that is not there yet says so in the log
(``open``, with what is missing), and the risk is told as it stands without it. With ``--faults``
every planted fault of these hazards is planted too.
"""

import ast
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import yaml

from tests.house.files import ROOT, tracked_files
from tests.safety.planted.__main__ import copy_tree, planted, run
from tests.safety.planted.faults import Fault, read_faults

LOG = Path(__file__).with_name("hazards.yaml")
ID = re.compile(r"HZ-\d{3}(?:-[TC]\d+)?")
PASSED, FAILED, NOT_RUN, NONE = "passed", "FAILED", "not run", "no test yet"


@dataclass
class Told:
    """What the run said of one hazard."""

    tests: dict[str, set[str]] = field(default_factory=dict)
    """Names of tests by the id they carry."""
    caught: int = 0
    planted: int = 0


def read_log(path: Path = LOG) -> list[Mapping[str, Any]]:
    """The hazards of the log, in their order."""
    hazards: list[Mapping[str, Any]] = yaml.safe_load(path.read_text("utf-8"))["hazard_log"][
        "hazards"
    ]
    return hazards


def named_tests() -> dict[str, set[str]]:
    """Every test function of the tree that names an id, in its docstring or its own name."""
    found: dict[str, set[str]] = {}
    for path in tracked_files():
        if path.parts[0] != "tests" or not path.name.startswith("test_"):
            continue
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                said = f"{ast.get_docstring(node) or ''} {_spelt(node.name)}"
                for name in set(ID.findall(said)):
                    found.setdefault(name, set()).add(f"{path}::{node.name}")
    return found


def run_tests(tests: Iterable[str]) -> dict[str, str]:
    """How each of these tests ended, by its name; parameters together, the worst counts."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "results.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
        subprocess.run(
            [*command, f"--junitxml={file}", *sorted(tests)],
            cwd=ROOT,
            check=False,
            stdout=subprocess.DEVNULL,
        )
        cases = ET.parse(file).getroot().iter("testcase") if file.exists() else ()  # noqa: S314
        ended: dict[str, str] = {}
        for case in cases:
            path = str(case.get("classname")).replace(".", "/") + ".py"
            name = f"{path}::{str(case.get('name')).partition('[')[0]}"
            bad = case.find("failure") is not None or case.find("error") is not None
            skipped = case.find("skipped") is not None
            result = FAILED if bad else NOT_RUN if skipped else PASSED
            ended[name] = max(ended.get(name, PASSED), result, key=(PASSED, NOT_RUN, FAILED).index)
    return ended


def plant(faults: Sequence[Fault]) -> dict[tuple[str, str], bool]:
    """Whether each fault was caught by its test."""
    caught = {}
    with tempfile.TemporaryDirectory(prefix="planted-") as folder:
        copy = Path(folder)
        copy_tree(copy)
        for fault in faults:
            with planted(copy, fault):
                caught[fault.hazard, fault.fault] = run(copy, fault.test) == 1
    return caught


def main(arguments: Sequence[str]) -> int:
    """Print the table; 0 when nothing failed and no fault was missed.

    What is open fails nothing: it is a statement of the log, printed last, with what stands
    against a release.
    """
    wanted = {one for one in arguments if one.startswith("HZ-")}
    hazards = [h for h in read_log() if not wanted or h["id"] in wanted]
    named = named_tests()
    mine = {name: tests for name, tests in named.items() if name[:6] in {h["id"] for h in hazards}}
    ended = run_tests({test for tests in mine.values() for test in tests}) if mine else {}
    faults = [f for f in read_faults() if f.hazard in {h["id"] for h in hazards}]
    caught = plant(faults) if "--faults" in arguments else {}
    print("| hazard | risk before, after | control | test | result | faults caught |")
    print("| --- | --- | --- | --- | --- | --- |")
    for hazard in hazards:
        own = [fault for fault in faults if fault.hazard == hazard["id"]]
        for line in lines_of(hazard, mine, ended, own, caught):
            print(line)
    failed = sorted(name for name, result in ended.items() if result == FAILED)
    missed = [name for name, is_caught in caught.items() if not is_caught]
    high = [f"{h['id']}: {h['open']}" for h in hazards if risk_today(h) > 3]
    waiting = [test["id"] for h in hazards for test in h["tests"] if "open" in test]
    print(f"\n{len(ended)} tests ran, {len(failed)} failed: {', '.join(failed) or 'none'}")
    print(f"{len(caught)} faults planted, {len(missed)} missed")
    print(f"{len(waiting)} tests of the log are open: {', '.join(waiting) or 'none'}")
    print(f"against a release stand {len(high)} risks above 3: {'; '.join(high) or 'none'}")
    return 1 if failed or missed else 0


def risk_today(hazard: Mapping[str, Any]) -> int:
    """The risk with the controls that are there: above the target while some are open."""
    risk: int = hazard.get("risk_while_open", hazard["target_risk"])
    return risk


def lines_of(
    hazard: Mapping[str, Any],
    named: Mapping[str, set[str]],
    ended: Mapping[str, str],
    faults: Sequence[Fault],
    caught: Mapping[tuple[str, str], bool],
) -> Iterable[str]:
    """One line for each test of the log, with the controls it proves."""
    shown = sum(caught.get((f.hazard, f.fault), False) for f in faults)
    said = f"{shown} of {len(faults)}" if caught else f"{len(faults)} not planted now"
    beside = sorted(named.get(hazard["id"], ()))
    for place, test in enumerate(hazard["tests"]):
        proofs = [test["id"], *test["proves"]]
        names = sorted({name for proof in proofs for name in named.get(proof, ())} | set(beside))
        results = {ended.get(name, NOT_RUN) for name in names}
        result = max(results, key=(PASSED, NOT_RUN, FAILED).index) if results else NONE
        if "open" in test and test["id"] not in named:
            result = f"OPEN: {test['open']}"
        count = f" ({len(names)})" if names else ""
        risk = f"{hazard['initial_risk']}, {risk_today(hazard)}"
        head = f"{hazard['id']} {hazard['title']}" if place == 0 else hazard["id"]
        yield (
            f"| {head} | {risk} | {' '.join(test['proves'])} | {test['id']} | "
            f"{result}{count} | {said if place == 0 else ''} |"
        )


def _spelt(name: str) -> str:
    """An id in the name of a test: test_hz_040_t2_every_pair."""
    return re.sub(
        r"hz_(\d{3})(?:_([tc])(\d+))?",
        lambda m: f"HZ-{m[1]}" + (f"-{m[2].upper()}{m[3]}" if m[2] else ""),
        name,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
