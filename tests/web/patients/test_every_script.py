"""What was typed is what a page shows and holds, in thirty scripts, letter for letter."""

import random
from itertools import cycle

import pytest

from planner.web.patients.words_form import TEXTS
from tests.scripts import SCRIPTS, a_text
from tests.sizes import size

TURNS = size(12, 1_000)
"""Each sends a text in every field."""


def held_by(page):
    return {name: page.select_one(f"#{name}").text or "" for name in TEXTS}


@pytest.fixture
def address(signed_in, a_visit):
    visit = a_visit()
    return f"/people/{visit.person_id}/visits/{visit.encounter_id}/words"


def test_what_was_typed_comes_back_in_its_field_letter_for_letter(signed_in, address):
    """HZ-021-T1: signs of HTML, accents, arrows and every script; nothing is eaten or doubled."""
    chance, scripts = random.Random(21), cycle(SCRIPTS)
    signed_in.get(address)
    for _ in range(TURNS):
        typed = {name: a_text(next(scripts), chance) for name in TEXTS}

        signed_in.post(address, typed)

        assert held_by(signed_in.get(address)) == typed


def test_a_draft_and_a_conflict_show_what_was_typed_letter_for_letter(signed_in, address):
    """HZ-021-T1: what was refused is shown whole as well."""
    chance = random.Random(22)
    typed = {name: a_text(script, chance) for name, script in zip(TEXTS, SCRIPTS, strict=False)}
    signed_in.get(address)
    old = {**signed_in.page.hidden_fields(address)}
    signed_in.post(address, {"wrong": "Theirs"})

    page = signed_in.post(address, {**old, **typed})

    assert page.status == 409
    drafts = signed_in.get(address).select("[data-draft-field]")
    assert {d.get("data-draft-field"): d.text for d in drafts} == typed
