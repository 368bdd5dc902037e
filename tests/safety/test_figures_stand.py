"""HZ-040-T3, HZ-041, HZ-061: no ratio, rule, dose or matrix cell changes without being seen.

The tables under ``figures`` are what a clinician reads at a release. A change of the pack turns
this red until ``python -m tests.safety.tables`` has written the table again, so that the change
stands in the difference of one line a person can judge.
"""

import pytest

from tests.packs import the_pack
from tests.safety.tables import FOLDER, TABLES, text_of


@pytest.mark.parametrize("table", TABLES)
def test_hz_040_t3_every_figure_stands_as_it_was_read(table: str):
    """HZ-061-T2: each number stands twice, where it is used and where it was read."""
    recorded = (FOLDER / f"{table}.txt").read_text(encoding="utf-8").splitlines()
    now = text_of(table, the_pack()).splitlines()
    gone = [line for line in recorded if line not in set(now)]
    new = [line for line in now if line not in set(recorded)]
    assert not gone, f"no longer in the pack: {gone[:3]}"
    assert not new, f"new in the pack: {new[:3]}"
    assert now == recorded
