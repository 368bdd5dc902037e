"""The list of attack cases is whole, and every test and defence it names is there."""

import pytest

from tests.attacks.cases import Case, read_cases
from tests.house.files import ROOT

CASES = read_cases()
HOW_MANY = {"A": 12, "B": 10, "C": 10, "D": 13, "E": 9, "F": 7, "G": 11, "H": 1}


def test_all_seventy_three_cases_are_on_the_list():
    wanted = [f"{letter}{number}" for letter, of in HOW_MANY.items() for number in range(1, of + 1)]
    assert [case.id for case in CASES] == wanted


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_case_has_its_tests_or_one_line_why_not(case: Case):
    assert bool(case.tests) != bool(case.why_not)
    named = (*case.tests, case.fault.test) if case.fault else case.tests
    for test in named:
        path, _, name = test.partition("::")
        written = (ROOT / path).read_text("utf-8")
        assert f"def {name.partition('[')[0] or 'test_'}" in written, test
    for change in case.fault.changes if case.fault else ():
        assert (ROOT / change.file).read_text("utf-8").count(change.text) == 1, change.file
