"""HZ-061: a new state of the protocols is told statement by statement and case by case."""

import shutil
from dataclasses import replace
from datetime import date

import pytest

from planner.cli.main import main
from planner.clinical.pack import Pack
from planner.knowledge.differences import case_differences, statement_differences
from tests.packs import PROTOCOLS, the_pack

CASES = PROTOCOLS / "buttock-pain" / "cases"
TENDON = "proximal-hamstring-tendinopathy"
TODAY = date(2026, 11, 24)


def likely_from(share: float) -> Pack:
    """The protocols with one threshold of one cause moved."""
    pack = the_pack()
    causes = pack.presentation.conditions
    moved = replace(causes[TENDON], settling=replace(causes[TENDON].settling, likely_from=share))
    return replace(
        pack, presentation=replace(pack.presentation, conditions={**causes, TENDON: moved})
    )


@pytest.fixture
def cases(tmp_path):
    """Three worked cases, and a file that is none."""
    for name in ("near-miss-same-pop-at-forty", "cauda-equina-three-weeks-and-stable"):
        shutil.copy(CASES / f"{name}.yaml", tmp_path)
    shutil.copy(CASES / "readme-runner-with-tendinopathy.yaml", tmp_path)
    (tmp_path / "broken.yaml").write_text("case: x\nside: up\n", "utf-8")
    return tmp_path


def test_a_moved_threshold_is_named_with_every_case_that_turns_out_otherwise(cases):
    """HZ-061-T3"""
    was = likely_from(0.9)

    assert list(statement_differences(was, the_pack())) == [
        f"Condition {TENDON}: settling likely_from: 0.9 -> 0.5"
    ]
    [moved] = case_differences(cases, was, the_pack(), TODAY)
    assert moved.startswith(f"near-miss-same-pop-at-forty: first causes was {TENDON} possible")
    assert f"now {TENDON} likely" in moved


def test_the_same_protocols_differ_in_nothing(cases):
    """HZ-061-T3"""
    assert list(statement_differences(the_pack(), the_pack())) == []
    assert list(case_differences(cases, the_pack(), the_pack(), TODAY)) == []


def test_what_was_taken_away_added_and_changed_is_told():
    """HZ-061-T3, HZ-064-T2"""
    items, name = the_pack().library.interventions, "sx-iso-bridge-sl"
    other = {
        **items,
        name: replace(items[name], is_offered=False),
        "new-one": replace(items[name], id="new-one"),
    }
    del other["ep-tens"]
    now = replace(the_pack(), library=replace(the_pack().library, interventions=other))

    assert list(statement_differences(the_pack(), now)) == [
        "Intervention ep-tens: gone",
        "Intervention new-one: new",
        f"Intervention {name}: is_offered: True -> False",
    ]


def test_a_folder_that_holds_no_protocols_is_refused_in_one_sentence(tmp_path, capsys):
    assert main(["compare", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("the other protocols cannot be used: ")
    assert said.err.count("\n") == 1
