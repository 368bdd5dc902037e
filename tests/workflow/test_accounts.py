"""Accounts and sessions: no default password, nothing that outlives its sign-out."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from planner.workflow.accounts import (
    change_password,
    change_signature,
    disable_account,
    list_accounts,
)
from planner.workflow.actor import Actor
from planner.workflow.attempts import FREE, FREE_BY_ADDRESS, FREE_IN_ALL
from planner.workflow.errors import NotAllowedError, RefusedError
from planner.workflow.one_time_links import create_account, first_link, invite, link_is_open
from planner.workflow.reprinting import read_issued
from planner.workflow.sessions import (
    SignInRefusedError,
    keep_session_data,
    know_device,
    prove,
    read_session,
    sign_in,
    sign_out,
    start_session,
)
from tests.stores import LEAD, PASSWORD

ANOTHER = "another long password"


def signed_in(desk, password=PASSWORD, name=LEAD, **more):
    return sign_in(
        desk.db,
        None,
        sign_in_name=name,
        password=password,
        clock=desk.clock,
        second_step=False,
        **more,
    )


def a_colleague(desk, *, is_lead=False):
    token = invite(desk.db, desk.actor, is_lead=is_lead, clock=desk.clock)
    account = create_account(
        desk.db,
        token,
        sign_in_name="colleague",
        name="B. Example",
        password=ANOTHER,
        clock=desk.clock,
    )
    return account, Actor(account_id=account.id, name=account.name, is_lead=account.is_lead)


def test_there_is_no_first_link_once_there_is_an_account(desk):
    assert first_link(desk.db, clock=desk.clock) is None


def test_a_link_makes_one_account_and_is_dead(desk):
    token = invite(desk.db, desk.actor, is_lead=False, clock=desk.clock)
    assert link_is_open(desk.db, token, clock=desk.clock)
    create_account(
        desk.db, token, sign_in_name="once", name="Once", password=ANOTHER, clock=desk.clock
    )

    assert not link_is_open(desk.db, token, clock=desk.clock)
    with pytest.raises(RefusedError, match="used"):
        create_account(
            desk.db, token, sign_in_name="twice", name="Twice", password=ANOTHER, clock=desk.clock
        )


def test_a_link_dies_after_two_days(desk):
    token = invite(desk.db, desk.actor, is_lead=False, clock=desk.clock)
    desk.clock.move(hours=48)

    assert not link_is_open(desk.db, token, clock=desk.clock)


@pytest.mark.parametrize("password", ["", "short", "colleague", "aaaaaaaaaaaaaaaa", "x" * 257])
def test_a_weak_password_makes_no_account_and_leaves_the_link_open(desk, password):
    token = invite(desk.db, desk.actor, is_lead=False, clock=desk.clock)

    with pytest.raises(RefusedError) as caught:
        create_account(
            desk.db,
            token,
            sign_in_name="colleague",
            name="B. Example",
            password=password,
            clock=desk.clock,
        )
    assert caught.value.field == "password"
    assert link_is_open(desk.db, token, clock=desk.clock)


def test_neither_password_nor_token_is_in_the_store(desk):
    token = signed_in(desk)
    stored = desk.db.execute(text("SELECT password_hash FROM account")).scalar_one()
    hashes = desk.db.execute(text("SELECT token_hash FROM sign_in_session")).scalars().all()

    assert stored.startswith("$argon2id$")
    assert PASSWORD not in stored
    assert token not in hashes


def test_signing_in_gives_a_new_token_and_kills_the_old_one(desk):
    """A session id that was fixed before sign-in is worth nothing."""
    before = start_session(desk.db, clock=desk.clock)
    after = sign_in(
        desk.db,
        before,
        sign_in_name="LEAD",
        password=PASSWORD,
        clock=desk.clock,
        second_step=False,
    )

    assert after != before
    assert read_session(desk.db, before, clock=desk.clock) is None
    state = read_session(desk.db, after, clock=desk.clock)
    assert state is not None
    assert state.account is not None
    assert state.account.name == "A. Example"


def test_a_token_that_is_replayed_after_sign_out_is_nobody(desk):
    token = signed_in(desk)
    sign_out(desk.db, token, clock=desk.clock)

    assert read_session(desk.db, token, clock=desk.clock) is None


def test_a_session_ends_by_itself_when_nobody_uses_it(desk):
    token = signed_in(desk)
    desk.clock.move(minutes=14)
    assert read_session(desk.db, token, clock=desk.clock)
    desk.clock.move(minutes=14)
    assert read_session(desk.db, token, clock=desk.clock)
    desk.clock.move(minutes=16)

    assert read_session(desk.db, token, clock=desk.clock) is None


def test_a_session_ends_after_twelve_hours_of_use(desk):
    token = signed_in(desk)
    for _ in range(72):
        desk.clock.move(minutes=10)
        read_session(desk.db, token, clock=desk.clock)
    desk.clock.move(minutes=1)

    assert read_session(desk.db, token, clock=desk.clock) is None


def test_a_changed_password_ends_every_other_session(desk):
    stays, goes = signed_in(desk), signed_in(desk)
    state = read_session(desk.db, stays, clock=desk.clock)
    assert state is not None
    actor = state.actor("request")
    assert actor is not None

    change_password(desk.db, actor, old=PASSWORD, new=ANOTHER, clock=desk.clock)

    assert read_session(desk.db, stays, clock=desk.clock) is not None
    assert read_session(desk.db, goes, clock=desk.clock) is None
    with pytest.raises(SignInRefusedError):
        signed_in(desk)
    assert signed_in(desk, ANOTHER)


def test_a_shut_account_is_out_at_once(desk):
    account, _ = a_colleague(desk)
    token = signed_in(desk, ANOTHER, "colleague")

    disable_account(desk.db, desk.actor, account.id, clock=desk.clock)

    assert read_session(desk.db, token, clock=desk.clock) is None
    with pytest.raises(SignInRefusedError):
        signed_in(desk, ANOTHER, "colleague")


def test_the_last_lead_cannot_be_shut_out(desk):
    with pytest.raises(RefusedError, match="only lead"):
        disable_account(desk.db, desk.actor, desk.actor.account_id, clock=desk.clock)


def test_only_the_lead_invites_lists_and_shuts(desk):
    account, colleague = a_colleague(desk)

    with pytest.raises(NotAllowedError):
        invite(desk.db, colleague, is_lead=True, clock=desk.clock)
    with pytest.raises(NotAllowedError):
        list_accounts(desk.db, colleague)
    with pytest.raises(NotAllowedError):
        disable_account(desk.db, colleague, account.id, clock=desk.clock)
    assert len(list_accounts(desk.db, desk.actor)) == 2


def test_an_unknown_name_and_a_wrong_password_are_told_the_same(desk):
    said = set()
    for name, password in (("nobody", PASSWORD), (LEAD, "wrong password"), ("", "")):
        with pytest.raises(SignInRefusedError) as caught:
            signed_in(desk, password, name)
        said.add(caught.value.sentence)

    assert len(said) == 1


def fail(desk, times=1, **more):
    for _ in range(times):
        with pytest.raises(SignInRefusedError):
            signed_in(desk, "wrong password", **more)


def test_each_mistake_after_five_waits_longer_and_never_more_than_a_quarter_of_an_hour(desk):
    """A1, A3: at most about a dozen checks of one password in an hour, and no lock for ever."""
    fail(desk, FREE)
    waits, checked = [], 0
    end = desk.clock.now() + timedelta(hours=1)
    while desk.clock.now() < end:
        with pytest.raises(SignInRefusedError, match="Too many") as caught:
            signed_in(desk)
        waits.append(caught.value.wait_seconds)
        desk.clock.move(seconds=caught.value.wait_seconds)
        fail(desk)
        checked += 1

    assert waits[:6] == [30, 60, 120, 240, 480, 900]
    assert max(waits) == 900
    assert checked + FREE <= 15
    desk.clock.move(seconds=901)
    assert signed_in(desk)


def test_a_browser_that_is_known_does_not_wait_for_the_mistakes_of_strangers(desk):
    """A1, A3: failing for a colleague on purpose does not keep them out."""
    device = know_device(desk.db, desk.actor.account_id, None, clock=desk.clock)
    fail(desk, FREE)

    with pytest.raises(SignInRefusedError, match="Too many"):
        signed_in(desk)
    assert signed_in(desk, device=device)


def test_one_address_and_the_whole_world_are_slowed_too(desk):
    """A2: one password tried on many accounts from one place, then from many places."""
    for number in range(FREE_BY_ADDRESS):
        fail(desk, name=f"somebody {number}", address="192.0.2.1")
    with pytest.raises(SignInRefusedError, match="Too many"):
        signed_in(desk, "wrong password", "another", address="192.0.2.1")
    assert signed_in(desk, address="192.0.2.2")

    for number in range(FREE_IN_ALL - FREE_BY_ADDRESS):
        fail(desk, name=f"other {number}", address=f"198.51.100.{number}")
    with pytest.raises(SignInRefusedError, match="Too many") as caught:
        signed_in(desk, "wrong password", "another", address="203.0.113.1")
    assert caught.value.wait_seconds <= 5


def test_a_fresh_proof_lasts_five_minutes(desk):
    token = signed_in(desk)
    desk.clock.move(minutes=6)
    state = read_session(desk.db, token, clock=desk.clock)
    assert state is not None
    assert not state.proved_recently
    actor = state.actor()
    assert actor is not None

    with pytest.raises(SignInRefusedError):
        prove(desk.db, actor, token, "wrong password", clock=desk.clock)
    prove(desk.db, actor, token, PASSWORD, clock=desk.clock)

    proved = read_session(desk.db, token, clock=desk.clock)
    assert proved is not None
    assert proved.proved_recently


def test_a_session_keeps_what_pages_need_between_requests(desk):
    token = start_session(desk.db, clock=desk.clock)

    keep_session_data(desk.db, token, {"csrf": "secret"}, clock=desk.clock)

    state = read_session(desk.db, token, clock=desk.clock)
    assert state is not None
    assert state.data == {"csrf": "secret"}
    assert state.actor() is None


def test_profession_and_registration_stand_under_what_is_signed_from_then_on(desk):
    """HZ-076-T4: in the clinician's record and on the note for work; issued papers stay."""
    desk.make_ready()
    before = papers_of(desk)
    change_signature(
        desk.db,
        desk.actor,
        profession="physiotherapist",
        registration="HCPC PH000000",
        clock=desk.clock,
    )
    state = read_session(desk.db, signed_in(desk), clock=desk.clock)
    assert state is not None
    desk.actor = state.actor("request") or desk.actor
    after = papers_of(desk)

    signed = "A. Example, physiotherapist, HCPC PH000000"
    assert signed in after["clinician"]
    assert signed in after["work"]
    assert "HCPC" not in "".join(before.values())


def papers_of(desk) -> dict[str, str]:
    """The papers of a plan issued now, by kind."""
    plan = read_issued(desk.db, desk.visit.person_id, desk.issue().plan_id)
    return {d.kind: desk.read_paper(d.id).content.decode() for d in plan.documents}


@pytest.mark.parametrize(("name", "sign_in_name"), [("x" * 121, "fits"), ("Fits", "x" * 81)])
def test_a_name_longer_than_the_pages_allow_is_refused_by_the_record_too(desk, name, sign_in_name):
    token = invite(desk.db, desk.actor, is_lead=False, clock=desk.clock)

    with pytest.raises(RefusedError, match="1 characters too long"):
        create_account(
            desk.db,
            token,
            sign_in_name=sign_in_name,
            name=name,
            password=ANOTHER,
            clock=desk.clock,
        )
