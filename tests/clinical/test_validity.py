"""HZ-010-T1: an answer counts to the last of its days and not one longer, whatever its kind."""

from datetime import date, timedelta

import pytest

from planner.clinical.findings import FindingKind
from tests.packs import the_pack

VALIDITY = the_pack().presentation.head.validity


@pytest.mark.parametrize("kind", FindingKind)
def test_the_limit_of_each_kind_is_its_last_day(kind: FindingKind):
    days = VALIDITY.days.get(kind)
    for place in range(200):
        observed = date(2024, 1, 1) + timedelta(days=7 * place)
        if days is None:
            assert VALIDITY.holds(kind, observed, observed + timedelta(days=5000))
            continue
        assert VALIDITY.holds(kind, observed, observed + timedelta(days=days))
        assert not VALIDITY.holds(kind, observed, observed + timedelta(days=days + 1))


def test_every_kind_that_is_not_asked_at_each_visit_has_its_days():
    """Nerves and scores are asked anew at every visit, so they need none."""
    assert set(FindingKind) - set(VALIDITY.days) == {FindingKind.NEURO, FindingKind.OUTCOME}
    assert VALIDITY.because
    assert VALIDITY.verified is False
