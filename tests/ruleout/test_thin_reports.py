"""Thin reports: how often the right cause comes first, and whom the rules send on.

The reports stand in ``thin_reports.yaml`` with their sources and marks, and in
``unseen_reports.yaml`` those that were transcribed before the reasoning met them, with the figure
of that first meeting: it is the one to quote. All others say how the reasoning stands to pictures
it was mended by, as one engineer read them; none is an accuracy.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from planner.clinical.conditions import Disposition
from planner.knowledge.cases import to_case
from planner.ruleout.assess import Assessment, Reasoner
from tests.builders import VISIT
from tests.packs import the_pack

Report = Mapping[str, Any]

REPORTS: Sequence[Report] = [
    report
    for name in ("thin_reports.yaml", "unseen_reports.yaml")
    for report in yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))
]
KEYS = {
    "id", "source", "age", "sex", "sport", "weeks", "present", "absent", "right", "least",
    "held_out", "round",
}  # fmt: skip
ENOUGH = 4
"""Findings given from which the right cause should stand high."""

FIRST, FIRST_THREE, NEEDLESS = 0.60, 0.85, 0.20
"""What is asked for: shares of reports, and of treatable ones sent on without need."""
RIGHT_STOPS = 0.80
"""Of emergencies raised, the share that must be for somebody who needs urgent referral or more."""

SENT_ON_LATER = {
    "five-days-of-drill": "a runner who ran more and hurts when running: nothing yet but load tells"
    " him from any other",
    "rugby-groin-for-two-years": "groin pain that grows for two years and hurts on turning is a"
    " joint's far oftener than a bone tumour's; six weeks without change ask for a picture",
    "mechanical-until-the-hand": "back pain that movement changes, without a known cancer: nothing"
    " but failed care tells a spread to the spine from any back",
    "plasmacytoma-at-forty-three": "back pain at night under 50 holds the plan and asks further;"
    " by itself it sends nobody on",
    "hockey-at-fifty-two": "a groin that hurts on turning with a sore pubic bone is a strain far"
    " oftener than a dying bone; a limp and a stiff hip, which would ask for a picture, are denied",
    "moved-a-sofa": "a back that hurts after a lift in somebody whose defences are weak goes for"
    " blood tests within days; only a fever or constant pain makes it the same day",
    "softball-and-no-fever": "a girl's back that movement changes, with fever, nerves and every"
    " test denied: the disc was infected all the same, and only time or blood tells",
    "two-new-hips-and-radicular-pain": "back pain of three months asks for the inflammatory signs,"
    " and none was told",
    "soccer-and-one-centimetre-of-schober": "the same: a stiff back that moving hurts, and nothing"
    " of mornings, nights or family told",
    "two-days-after-the-caesarean": "pelvic pain around a birth is nearly always the joints';"
    " nothing told points at the bone",
    "downhill-walk-at-thirty-weeks": "the same, in pregnancy",
    "went-skiing-the-week-before": "a back, a thigh and a groin that hurt, and nothing"
    " of a fever told",
    "retired-railway-worker": "a leg that hurts on coughing at 82, and nothing else told: a"
    " disc's far oftener",
    "inactive-but-stiff-at-twenty-three": "back pain of three months from youth asks for the"
    " inflammatory signs, and none was told",
    "fifth-pregnancy-deep-hip": "a hip that grows worse in pregnancy is nearly always the"
    " joints' or the tendon's",
    "medprep-twenty-eight": "a stiff back of four months at 28: NICE counts no stiffness"
    " of the morning, and nothing else was told",
    "making-her-bed-in-1971": "sciatica after a lift with a root that fits; nothing told of the"
    " lump that beat",
}
"""Reports in which two findings do not yet ask for what the diagnosis would have needed."""


@cache
def reasoner() -> Reasoner:
    return Reasoner(the_pack())


@cache
def assessment_of(place: int) -> Assessment:
    report = REPORTS[place]
    raw: dict[str, Any] = {
        "presentation": "buttock-pain",
        "date": VISIT,
        "patient": {"age": report.get("age"), "sex": report.get("sex")},
        "side": "right",
        "answers": dict.fromkeys(report["present"], "present")
        | dict.fromkeys(report.get("absent", ()), "absent"),
    }
    if "weeks" in report:
        raw["duration-weeks"] = report["weeks"]
    if "sport" in report:
        raw["sport"] = {"name": report["sport"]}
    return reasoner().assess(to_case(raw, the_pack(), VISIT))


def rank(place: int) -> int:
    """The place of the best of the causes that count as right, from 1."""
    order = [ruling.condition.id for ruling in assessment_of(place).differential]
    return min(order.index(name) for name in REPORTS[place]["right"]) + 1


def group(report: Report) -> str:
    """Which lot a report belongs to: looked at, held out at first, or unseen in a round."""
    if "round" in report:
        return f"round {report['round']}"
    return "held out" if report.get("held_out") else "looked at"


def told_enough(of: str) -> list[int]:
    return [
        place
        for place, report in enumerate(REPORTS)
        if len(report["present"]) >= ENOUGH and group(report) == of
    ]


def share(places: Sequence[int], within: int) -> float:
    return sum(rank(place) <= within for place in places) / len(places)


@pytest.mark.parametrize(
    ("of", "at_least"),
    [
        ("looked at", 35),
        ("held out", 35),
        ("round 1", 34),
        ("round 2", 19),
        ("round 3", 23),
        ("round 4", 36),
        ("round 5", 33),
        ("round 9", 38),
        ("round 10", 40),
    ],
)
def test_with_four_findings_the_right_cause_stands_first_or_among_three(of: str, at_least: int):
    places = told_enough(of)
    assert len(places) >= at_least
    assert share(places, 1) >= FIRST
    assert share(places, 3) >= FIRST_THREE


@pytest.mark.parametrize(
    ("of", "told", "first", "three"),
    [("round 6", 40, 0.55, 0.8), ("round 7", 51, 0.55, 0.8), ("round 8", 19, 0.65, 0.85)],
)
def test_rounds_hardly_mended_by_stay_where_they_were_met(of, told, first, three):
    """Below what is asked for, and it may not fall."""
    places = told_enough(of)
    assert len(places) == told
    assert share(places, 1) >= first
    assert share(places, 3) >= three


def test_nobody_whom_two_findings_point_out_is_kept():
    """HZ-030-T1, of published reports: those named beside it are the ones that are missed."""
    kept = {
        report["id"]
        for place, report in enumerate(REPORTS)
        if "least" in report
        and len(report["present"]) > 1
        and assessment_of(place).disposition.rank < Disposition(report["least"]).rank
    }
    assert kept == set(SENT_ON_LATER)


@pytest.mark.parametrize("name", sorted(SENT_ON_LATER))
def test_who_is_kept_is_asked_more_before_any_whole_plan(name: str):
    """Thin input: what was not told is a gap of the screen, and only a signed reason passes it."""
    place = next(place for place, report in enumerate(REPORTS) if report["id"] == name)
    assert assessment_of(place).screen_gaps


def test_at_most_one_treatable_person_in_five_is_sent_on_without_need():
    treatable = [place for place, report in enumerate(REPORTS) if "least" not in report]
    sent_on = [
        place
        for place in treatable
        if assessment_of(place).disposition.rank >= Disposition.REFER_URGENT.rank
    ]
    assert len(sent_on) / len(treatable) <= NEEDLESS


def test_every_report_says_where_it_comes_from_and_names_what_exists():
    assert len({report["id"] for report in REPORTS}) == len(REPORTS)
    for report in REPORTS:
        assert set(report) <= KEYS
        assert report["source"]
        assert set(report["right"]) <= set(the_pack().presentation.conditions)
        assert {*report["present"], *report.get("absent", ())} <= set(the_pack().library.findings)


def test_a_stop_is_nearly_always_for_somebody_who_needs_to_be_sent_on_soon():
    """HZ-037-T2: right is a stop for a person whose report calls for urgent referral or more."""
    stops = [
        place
        for place in range(len(REPORTS))
        if assessment_of(place).disposition is Disposition.EMERGENCY
    ]
    right = [
        place
        for place in stops
        if Disposition(REPORTS[place].get("least", "treat")).rank >= Disposition.REFER_URGENT.rank
    ]
    assert len(stops) >= 50
    assert len(right) / len(stops) >= RIGHT_STOPS
