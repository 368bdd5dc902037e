"""What may be a password, and how it is kept (A5, A6)."""

import pytest
from argon2 import PasswordHasher

from planner.workflow.errors import RefusedError
from planner.workflow.passwords import LONGEST, fits, hashed, is_weaker_hash

NAMES = ("a.example", "Anna Example", "Riverside Physiotherapy Clinic")


@pytest.mark.parametrize(
    "password",
    [
        "short but good",
        "passwordpassword",
        "Password123456789",
        "qwertyuiopasdfghjkl",
        "123456789012345",
        "abcabcabcabcabcabc",
        "anna.example.1984",
        "AnnaExampleAnnaExample",
        "Riverside-Clinic-2026",
        "letmeinletmein2026!",
        "Physiotherapist2026!",
        "aaaaaaaaaaaaaaaaaaaa",
        "x" * (LONGEST + 1),
    ],
)
def test_what_somebody_would_try_first_is_refused(password):
    with pytest.raises(RefusedError) as caught:
        hashed(password, *NAMES)
    assert caught.value.field == "password"


@pytest.mark.parametrize(
    "password",
    [
        "seven quiet otters swim",
        " begins with a blank ok",
        "пять тихих выдр плывут",
        "🦦" * 3 + " swim in rivers",
        "k3#V9w!pQz7Lm2x",
    ],
)
def test_any_signs_may_be_used_and_nothing_is_cut(password, as_delivered):
    stored = hashed(password, *NAMES)

    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert fits(password, stored)
    assert not fits(password.strip() + "x", stored)


def test_two_that_differ_at_a_late_sign_are_two():
    first = "seven quiet otters swim " * 8
    stored = hashed(first + "a", *NAMES)

    assert fits(first + "a", stored)
    assert not fits(first + "b", stored)


def test_an_older_hash_is_known_to_be_weaker(as_delivered):
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("seven quiet otters")

    assert is_weaker_hash(weak)
    assert not is_weaker_hash(hashed("seven quiet otters", *NAMES))
