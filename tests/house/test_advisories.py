"""A known weakness is only let through with a reason, and not for long (G7)."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.house.files import ROOT

LIST = ROOT / "tests" / "house" / "advisories.txt"
ENTRY = re.compile(r"(?P<id>[A-Z][A-Za-z0-9-]+) (?P<until>\d{4}-\d\d-\d\d) (?P<reason>\S.{19,})")
LONGEST = timedelta(days=30)


def faults_of(text: str, today: date) -> list[str]:
    """What is wrong with the exceptions, one sentence a line."""
    faults = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        found = ENTRY.fullmatch(line)
        if found is None:
            faults.append(f"no id, end and reason: {line}")
        elif not today <= date.fromisoformat(found["until"]) <= today + LONGEST:
            faults.append(f"ended, or lasts longer than 30 days: {line}")
    return faults


def test_every_exception_has_its_reason_and_its_end():
    assert faults_of(LIST.read_text("utf-8"), datetime.now(UTC).date()) == []


@pytest.mark.parametrize(
    "line",
    [
        "PYSEC-2026-1",
        "PYSEC-2026-1 2026-12-01",
        "PYSEC-2026-1 2026-12-01 because",
        "PYSEC-2026-1 2026-11-01 The function is not called by this program.",
        "PYSEC-2026-1 2027-11-01 The function is not called by this program.",
    ],
)
def test_an_exception_without_reason_or_end_is_red(line):
    assert faults_of(line, date(2026, 11, 20)) != []
    assert (
        faults_of(
            "PYSEC-2026-1 2026-12-01 The function is not called by this program.",
            date(2026, 11, 20),
        )
        == []
    )
