"""Eighty worked cases say what is in the plan, what is not, with which doses, and what ends it."""

import yaml

from tests.packs import PROTOCOLS

PARTS = ("includes", "excludes", "doses", "leaves")


def test_eighty_cases_state_all_four():
    cases = (PROTOCOLS / "buttock-pain" / "cases").glob("*.yaml")
    expected = [
        yaml.load(path.read_bytes(), yaml.CSafeLoader).get("expect") or {} for path in cases
    ]
    assert sum(all(each.get(part) for part in PARTS) for each in expected) >= 80
