"""The pages under load, held to a budget: part of `make safety`, for a computer that rests."""

import pytest

from planner.app import create_app
from tests.bench.callers import CALLERS, PAUSE, call, server, sign_in
from tests.bench.clinic import PASSWORD, clinic_record
from tests.bench.pages import opened, signed_in
from tests.sizes import size

PEOPLE = 10_000
BUDGET = 300.0
"""Milliseconds within which 95 of 100 pages have come."""
ROUNDS = size(30, 1_800)
"""Pages a caller asks for, one a second: half a minute, or half an hour."""


@pytest.mark.safety
def test_pages_come_within_their_budget_while_the_clinic_works():
    """HZ-073-T1: a clinic of ten thousand people; sixteen callers, where the hazard names ten."""
    assert CALLERS >= 10
    with clinic_record(PEOPLE) as clinic:
        app = create_app(clinic.settings, knowledge=clinic.knowledge, second_step=False)
        addresses = [page.address for page in opened(app, signed_in(app), clinic)]
        with server(clinic.settings) as port:
            cookie = sign_in(port, PASSWORD)
            call(port, cookie, addresses, PAUSE, rounds=2)
            served = call(port, cookie, addresses, PAUSE, rounds=ROUNDS)
    assert served.at_95 < BUDGET, served
