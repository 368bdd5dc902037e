"""HZ-013: the side of the body goes from the case to every paper as it was recorded."""

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from planner.assembly.assemble import assemble
from planner.assembly.plan import Plan
from planner.clinical.answers import Side
from planner.clinical.case import Case
from planner.documents.drawn import finished_drawings
from planner.documents.filling import patient_plan
from planner.knowledge.cases import read_case, to_case
from planner.ruleout.assess import Reasoner
from tests.builders import VISIT
from tests.packs import PROTOCOLS, the_pack

CASES = PROTOCOLS / "buttock-pain" / "cases"
PLANNED = sorted(p for p in CASES.glob("*.yaml") if "plan: full" in p.read_text(encoding="utf-8"))
ONE_SIDE = (Side.LEFT, Side.RIGHT)
ALONE = re.compile(r"(?<![\w’'])[LR](?![\w’'])")
"""A single letter where a side should stand in a whole word."""


@cache
def reasoner() -> Reasoner:
    return Reasoner(the_pack())


def plan_of(path: Path, side: Side | None) -> Plan:
    case: Case = replace(read_case(path, the_pack(), VISIT), side=side)
    plan = assemble(the_pack(), reasoner().assess(case))
    assert isinstance(plan, Plan)
    return plan


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for each in dataclasses.fields(value):
            yield from texts_in(getattr(value, each.name))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from texts_in(part)


@pytest.mark.parametrize("side", ONE_SIDE)
@pytest.mark.parametrize("path", PLANNED[::4], ids=lambda path: path.stem)
def test_one_recorded_side_is_on_the_plan_and_its_foot_and_no_other(path: Path, side: Side):
    """HZ-013-T1, HZ-013-T3: copied by reference; no single letters."""
    plan = plan_of(path, side)
    document = patient_plan(the_pack(), plan)
    assert plan.case.side is side
    assert document.identity.side.lower() == f"{side.value} side"
    texts = list(texts_in(dataclasses.replace(document, exercises=None)))
    told = " ".join(texts).lower()
    other = Side.RIGHT if side is Side.LEFT else Side.LEFT
    assert f"{other.value} side" not in told
    assert not ALONE.search(" ".join(texts_in(document.exercises)))


@pytest.mark.parametrize(("side", "words"), [(Side.BOTH, "both"), (None, "not recorded")])
def test_both_sides_and_no_side_are_said_and_never_guessed(side: Side | None, words: str):
    """HZ-013-C1: there is no default side."""
    document = patient_plan(the_pack(), plan_of(PLANNED[0], side))
    assert words in document.identity.side.lower()


def test_a_case_file_without_a_side_has_none():
    """HZ-013-C1, where it is typed by hand."""
    raw = {"presentation": "buttock-pain", "date": VISIT}
    assert to_case(raw, the_pack(), VISIT).side is None


def test_the_reasoning_keeps_each_side_to_itself():
    """HZ-013-C2: with both sides sore an answer for one never speaks for the other."""
    case = read_case(CASES / "both-sides-scored-apart.yaml", the_pack(), VISIT)
    right, left = reasoner().assess_each(case)
    assert (right.side, left.side) == (Side.RIGHT, Side.LEFT)
    for name in case.answers_left:
        if name not in {**case.answers, **case.answers_right}:
            assert right.picture.presence(name).value == "not-assessed", name


def test_every_picture_of_one_side_says_which_and_no_other_does():
    """HZ-013-T4: by its own sentence, right and left; the two are mirrored, never mixed up."""
    right, left = (finished_drawings(PROTOCOLS)(side) for side in ONE_SIDE[::-1])
    library, head = the_pack().library, the_pack().presentation.head
    tested = {name for name in head.answered_by_side if name in right}
    trained = {
        item.id
        for item in library.interventions.values()
        if item.id in right and item.patient and any("{side} leg" in s for s in item.patient.steps)
    }
    assert len(tested) >= 10
    assert len(trained) >= 5
    for name in tested | trained:
        assert re.search(r"\bright\b", right[name].alt), name
        assert re.search(r"\bleft\b", left[name].alt), name
    for name, drawing in right.items():
        names_one = re.search(r"\b(right|left)\b", drawing.alt) is not None
        assert names_one is (drawing.alt != left[name].alt), name
