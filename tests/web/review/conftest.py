"""A second visit with the first plan in force, and the addresses of its pages."""

import pytest

from planner.clinical.answers import Irritability
from planner.workflow.answers import record_answers
from planner.workflow.measuring import record_measures
from planner.workflow.situation import rate_irritability
from tests.web.conftest import sign_in
from tests.web.protocol.conftest import At, at_case, desk, planned, ready
from tests.workflow.desk import given

__all__ = ["at_case", "desk", "planned", "ready"]


def screen_again(at: At) -> None:
    """Every safety question of today answered no."""
    head = at.desk.knowledge.pack.presentation.head
    at.desk.know(record_answers, given(dict.fromkeys(head.always_screen, "absent")))


@pytest.fixture
def reviewed(ready, signed_in) -> At:
    """Three weeks after the first plan: screened and rated, nothing typed in yet."""
    ready.desk.know(record_measures, {"nprs": 6, "sit-time": 20, "daily-test-pain": 2})
    ready.desk.issue()
    ready.desk.clock.pass_by(days=21)
    ready.desk.open_next()
    screen_again(ready)
    ready.desk.save(rate_irritability, Irritability.MODERATE)
    sign_in(signed_in)
    return ready
