"""Run every attack case and print the table: what was tried, on which database, how it ended.

    python -m tests.attacks.report [--without] [A4 …]

With --without each defence is first taken out of a copy: its test must be red there.
"""

import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.attacks.cases import Case, read_cases
from tests.house.files import ROOT
from tests.safety.planted.__main__ import RED, copy_tree, planted, run

DATABASES = ("sqlite", "postgresql")
ANY = "no database"
PASSED, NOT_RUN, FAILED = "passed", "not run", "FAILED"
WORST_LAST = (PASSED, NOT_RUN, FAILED)
LONGEST = 70
"""Signs of an attack in the table."""


def main(arguments: Sequence[str]) -> int:
    """0 when every case that can be tried was, and passed; and was red without its defence."""
    wanted = {one for one in arguments if not one.startswith("-")}
    cases = [case for case in read_cases() if not wanted or case.id in wanted]
    ended = run_tests({test for case in cases for test in case.tests})
    red = without(cases) if "--without" in arguments else {}
    print("| case | attack | tests | sqlite | postgresql | no database | red without its defence |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for case in cases:
        print(line_of(case, ended, red))
    tried = [case for case in cases if case.tests]
    bad = [case.id for case in tried if worst(case, ended) != PASSED]
    missed = sorted(name for name, is_red in red.items() if not is_red)
    unproved = [case.id for case in tried if case.fault is None]
    print(f"\n{len(cases)} cases: {len(tried)} tried, {len(cases) - len(tried)} do not apply")
    print(f"not passed: {', '.join(bad) or 'none'}")
    print(f"{len(red)} defences taken out, still green: {', '.join(missed) or 'none'}")
    print(f"no defence is named to take out: {', '.join(unproved) or 'none'}")
    return 1 if bad or missed else 0


def run_tests(tests: Iterable[str]) -> dict[tuple[str, str], str]:
    """How each test ended on each database; of several parameters the worst counts."""
    ended: dict[tuple[str, str], str] = {}
    named = sorted(tests)
    if not named:
        return ended
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "results.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
        subprocess.run([*command, f"--junitxml={file}", *named], cwd=ROOT, check=False)
        cases = ET.parse(file).getroot().iter("testcase") if file.exists() else ()  # noqa: S314
        for case in cases:
            path = str(case.get("classname")).replace(".", "/") + ".py"
            name, _, parameter = str(case.get("name")).partition("[")
            where = next((one for one in DATABASES if one in parameter), ANY)
            bad = case.find("failure") is not None or case.find("error") is not None
            result = FAILED if bad else NOT_RUN if case.find("skipped") is not None else PASSED
            for key in ((f"{path}::{name}", where), (path, where)):
                ended[key] = max(ended.get(key, PASSED), result, key=WORST_LAST.index)
    return ended


def without(cases: Iterable[Case]) -> dict[str, bool]:
    """Whether the test of each case is red in a copy that has not its defence."""
    red = {}
    with tempfile.TemporaryDirectory(prefix="attacked-") as folder:
        copy = Path(folder)
        copy_tree(copy)
        for case in cases:
            if case.fault is not None:
                with planted(copy, case.fault):
                    red[case.id] = run(copy, case.fault.test) == RED
                print(f"{case.id}: {'red' if red[case.id] else 'STILL GREEN'}", flush=True)
    return red


def results(case: Case, ended: dict[tuple[str, str], str], where: str) -> list[str]:
    """How the tests of a case ended in one place."""
    return [ended[test, where] for test in case.tests if (test, where) in ended]


def worst(case: Case, ended: dict[tuple[str, str], str]) -> str:
    """The worst of a case; a test that ran nowhere did not pass."""
    found = [one for where in (*DATABASES, ANY) for one in results(case, ended, where)]
    ran = {test for test, _ in ended}
    if set(case.tests) - ran:
        found.append(NOT_RUN)
    return max(found, key=WORST_LAST.index, default=NOT_RUN)


def line_of(case: Case, ended: dict[tuple[str, str], str], red: dict[str, bool]) -> str:
    """One line of the table."""
    attack = re.sub(r"\s+", " ", case.attack).replace("|", "/")
    attack = attack if len(attack) <= LONGEST else attack[: LONGEST - 1] + "…"
    if not case.tests:
        return f"| {case.id} | {attack} | does not apply: {case.why_not} | | | | |"
    cells = []
    for where in (*DATABASES, ANY):
        found = results(case, ended, where)
        count = f" ({len(found)})" if found else ""
        cells.append(f"{max(found, key=WORST_LAST.index)}{count}" if found else "")
    proved = "" if case.id not in red else "yes" if red[case.id] else "NO"
    return f"| {case.id} | {attack} | {len(case.tests)} | {' | '.join(cells)} | {proved} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
