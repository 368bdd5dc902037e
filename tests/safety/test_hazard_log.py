"""The hazard log is whole, its risks follow its own matrix, and tests name only what it holds."""

import yaml

from tests.safety.planted.faults import read_faults
from tests.safety.report import LOG, NONE, lines_of, named_tests, read_log, risk_today

HAZARDS = {hazard["id"]: hazard for hazard in read_log()}


def test_every_control_is_proved_by_a_test_of_the_log():
    unproved = [
        control["id"]
        for hazard in HAZARDS.values()
        for control in hazard["controls"]
        if not any(control["id"] in test["proves"] for test in hazard["tests"])
    ]

    assert unproved == []


def test_every_risk_is_what_the_matrix_says_and_a_high_one_says_what_it_waits_for():
    matrix = yaml.safe_load(LOG.read_text("utf-8"))["hazard_log"]["risk_matrix"]
    for hazard in HAZARDS.values():
        before = matrix[hazard["initial_likelihood"]][hazard["severity"]]
        after = matrix[hazard["target_likelihood"]][hazard["severity"]]
        assert (hazard["initial_risk"], hazard["target_risk"]) == (before, after), hazard["id"]
        assert after < 3 or (after == 3 and hazard["acceptance_reason"]), hazard["id"]
        is_open = "open" in hazard or any("open" in test for test in hazard["tests"])
        assert is_open == ("likelihood_while_open" in hazard), hazard["id"]
        if is_open:
            now = matrix[hazard["likelihood_while_open"]][hazard["severity"]]
            assert after <= now == risk_today(hazard), hazard["id"]
            assert now <= 3 or hazard["open"], hazard["id"]


def test_no_test_names_a_hazard_that_is_not_in_the_log():
    assert {name[:6] for name in named_tests()} - set(HAZARDS) == set()
    assert {fault.hazard for fault in read_faults()} - set(HAZARDS) == set()


def test_every_test_of_the_log_is_there_or_the_log_says_what_is_missing():
    named = named_tests()
    missing = [
        test["id"]
        for hazard in HAZARDS.values()
        for test in hazard["tests"]
        if test["id"] not in named and not test.get("open")
    ]

    assert missing == []


def test_what_is_open_and_what_nobody_proves_is_shown_as_such():
    [line, *_] = lines_of(HAZARDS["HZ-061"], {}, {}, (), {})
    assert NONE in line
    assert "HZ-061-T1" in line
    [first, *_] = HAZARDS["HZ-044"]["tests"]
    hazard = {**HAZARDS["HZ-044"], "tests": [{**first, "open": "Not built yet"}]}
    [line] = lines_of(hazard, {}, {}, (), {})
    assert "OPEN: Not built yet" in line
