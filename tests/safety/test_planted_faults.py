"""The planted faults can still be planted. ``make faults`` runs them; here only their places."""

import re

import pytest

from tests.house.files import ROOT
from tests.safety.planted.faults import Fault, read_faults

FAULTS = read_faults()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.hazard} {fault.fault}")
def test_a_planted_fault_still_has_its_place_and_its_test(fault: Fault):
    for change in fault.changes:
        content = (ROOT / change.file).read_text(encoding="utf-8")
        assert content.count(change.text) == 1, change.file
        assert change.instead != change.text
    path, _, name = fault.test.partition("::")
    function = name.partition("[")[0]
    assert f"def {function}(" in (ROOT / path).read_text(encoding="utf-8")
    assert re.fullmatch(r"HZ-\d{3}", fault.hazard)


def test_no_fault_is_planted_twice():
    assert len({(fault.hazard, fault.fault) for fault in FAULTS}) == len(FAULTS)
