"""A4: whether a name exists is not told by how much work its refusal costs. Counted, not timed."""

import pytest
from argon2 import PasswordHasher

from planner.workflow import passwords
from planner.workflow.accounts import disable_account
from planner.workflow.one_time_links import create_account, invite
from planner.workflow.sessions import SignInRefusedError, sign_in
from tests.stores import PASSWORD


class Counted:
    """The hasher of the program; ``work`` are the costs of each hash that was computed."""

    def __init__(self, hasher: PasswordHasher) -> None:
        self._hasher = hasher
        self.work: list[tuple[str, ...]] = []

    def verify(self, stored, typed):
        self.work.append(tuple(stored.split("$")[1:4]))
        return self._hasher.verify(stored, typed)

    def hash(self, typed):
        return self._hasher.hash(typed)

    def check_needs_rehash(self, stored):
        return self._hasher.check_needs_rehash(stored)


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_every_way_to_fail_costs_the_same_work(db, lead, clock, monkeypatch, as_delivered):
    """A4: an unknown name, a wrong password, a shut account: one hash of the same cost each.

    Red with ``_nobody()`` out of ``fits``: an unknown name costs nothing.
    """
    token = invite(db, lead, is_lead=False, clock=clock)
    shut = create_account(
        db, token, sign_in_name="shut", name="B. Example", password=PASSWORD, clock=clock
    )
    disable_account(db, lead, shut.id, clock=clock)
    sign_in(db, None, sign_in_name="lead", password=PASSWORD, clock=clock)  # hashed as delivered
    passwords._nobody()
    counted = Counted(passwords._HASHER)
    monkeypatch.setattr(passwords, "_HASHER", counted)

    for name, password in (("nobody", PASSWORD), ("lead", "wrong" * 4), ("shut", PASSWORD)):
        with pytest.raises(SignInRefusedError):
            sign_in(db, None, sign_in_name=name, password=password, clock=clock)

    assert len(counted.work) == 3
    assert set(counted.work) == {("argon2id", "v=19", "m=19456,t=2,p=1")}
