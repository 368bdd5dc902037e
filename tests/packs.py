"""A small whole pack for core tests, and the real one for those that need it."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from planner.clinical.conditions import Condition
from planner.clinical.contraindications import Factor, Modality
from planner.clinical.findings import Construct, Finding, Weight
from planner.clinical.interventions import Equipment, Intervention
from planner.clinical.limits import AssemblyLimits, RunLevel, SpeedLevel
from planner.clinical.pack import (
    ConsentRule,
    FollowUp,
    IrritabilityRule,
    Library,
    Pack,
    Presentation,
    PresentationEntry,
    Validity,
)
from planner.clinical.redflags import Investigation, InvestigationResult, RedFlagRule, Urgency
from planner.clinical.reviews import ReviewRule
from planner.clinical.sports import SportLoads
from planner.clinical.stages import TreatmentPicture
from planner.clinical.warning_target import WarningTarget
from planner.clinical.weighing import Constant, Weighing
from planner.clinical.wording import Wording
from tests.builders import UNCHECKED

PROTOCOLS = Path(__file__).resolve().parent.parent / "protocols"


OPINION = Investigation(
    id="opinion",
    name="Surgeon's opinion",
    results=(InvestigationResult(id="agreed", name="Agreed"),),
)
"""A result that says nothing of any condition."""


@cache
def the_pack() -> Pack:
    """The real pack, read once for the whole run; nothing in it can change."""
    from planner.knowledge.packs import load_pack

    return load_pack(PROTOCOLS, "buttock-pain")


@cache
def the_words() -> Wording:
    """The real words: a made-up set would be as long and say less."""
    from planner.knowledge.binding import bind
    from planner.knowledge.reading import read

    path = PROTOCOLS / "buttock-pain" / "words.yaml"
    return bind(Wording, read(path), path)


def a_constant(value: float) -> Constant:
    """One number with a reason."""
    return Constant(value=value, kind="assumption", because="a test")


def the_weighing(**changes: Any) -> Weighing:
    """The constants of the evidence dossier."""
    weighing: dict[str, Any] = {
        "expert_log_odds": {
            Weight.STRONGLY_FOR: 1.1,
            Weight.FOR: 0.69,
            Weight.WEAKLY_FOR: 0.34,
            Weight.NEUTRAL: 0.0,
            Weight.WEAKLY_AGAINST: -0.34,
            Weight.AGAINST: -0.69,
            Weight.STRONGLY_AGAINST: -1.1,
        },
        "expert_because": "a test",
        "tau": a_constant(1),
        "default_standard_error": a_constant(0.5),
        "falling_weights": (1.0, 0.7, 0.5, 0.35),
        "further_factor": a_constant(0.7),
        "falling_because": "a test",
        "cap": a_constant(10),
        "band_z": a_constant(1.96),
        "spoken_for": a_constant(0.25),
        "worth_a_place": a_constant(0.05),
        "least_gain": a_constant(0.002),
        "shortest_minutes": a_constant(0.25),
        "same_construct_share": a_constant(0.25),
        "key_finding_factor": a_constant(2),
        "one_sided_share": a_constant(0.5),
        "opinion_doubted": a_constant(0.5),
    }
    return Weighing(**{**weighing, **changes})


def the_sports() -> SportLoads:
    """Runners have the run table; nobody has another one."""
    one = Constant(value=1, kind="expert judgement", because="made up for tests")
    return SportLoads(runners=("running",), tables=(), sessions_a_step=one, weeks_a_step=one)


def the_limits() -> AssemblyLimits:
    """The limits of the design."""
    numbers = {
        "home_exercises": 4,
        "home_self_care": 3,
        "home_minutes": 20,
        "set_up_minutes": 1,
        "repetition_seconds": 4,
        "irritable_home_minutes": 20,
        "visit_minutes": 45,
        "hands_on_share": 1 / 3,
        "electro_per_visit": 1,
        "lumbar_per_visit": 1,
        "pain_limit": 3,
        "pain_limit_highest": 5,
        "next_morning_rise": 2,
        "quiet_morning_rise": 1,
        "retest_visits": 2,
        "rethink_weeks": 6,
        "image_weeks": 12,
        "speed_gap_hours": 48,
        "single_run_cap": 1.1,
        "single_run_cap_moderate": 1.05,
        "early_run_share": 0.5,
        "runs_per_week": 3,
        "run_gap_days": 2,
        "easy_pace_minutes_per_km": 6,
    }
    return AssemblyLimits(
        **{name: a_constant(number) for name, number in numbers.items()},
        running_modality="plyo-run",
        walking_modality="lumbar-exercise",
        run_levels=tuple(
            RunLevel(level=n, run_minutes=n, walk_minutes=2, repeats=5, text="Run, then walk.")
            for n in range(1, 6)
        ),
        run_levels_because="a test",
        speed_levels=tuple(
            SpeedLevel(level=n, effort=None, text="Run faster.", patient="Run faster.")
            for n in range(1, 4)
        ),
        speed_levels_because="a test",
    )


def a_pack(
    *,
    findings: Iterable[Finding] = (),
    constructs: Iterable[Construct] = (),
    conditions: Iterable[Condition] = (),
    rules: Iterable[RedFlagRule] = (),
    items: Iterable[Intervention] = (),
    factors: Iterable[Factor] = (),
    pictures: Iterable[TreatmentPicture] = (),
    equipment: Iterable[Equipment] = (),
    investigations: Iterable[Investigation] = (),
    **head: Any,
) -> Pack:
    """A pack of just these entries; a construct of its own for every finding without one."""
    from tests.builders import a_construct

    findings = tuple(findings)
    own = {finding.construct: a_construct(finding.construct, finding.id) for finding in findings}
    given = {construct.id: construct for construct in constructs}
    entry: dict[str, Any] = {
        "id": "buttock-pain",
        "name": "Buttock pain",
        "setting": "a test",
        "principle": "a test",
        "always_screen": (),
        "before_testing": (),
        "core": (),
        "core_minutes": 12,
        "sports": {"running": "Running"},
        "validity": Validity(days={}, because="a test"),
        "irritability": IrritabilityRule(
            low="hard to start",
            moderate="ordinary load",
            high="little",
            between="the higher",
            verified=False,
            reason="a test",
        ),
        "consent": ConsentRule(guardian_under=16, words="ask both", verified=False),
        "follow_up": FollowUp(
            acknowledged_within={Urgency.EMERGENCY: 0, Urgency.URGENT: 2, Urgency.ROUTINE: 14},
            signed_within=3,
            verified=False,
        ),
        "reviewing": ReviewRule(notice_days=60, grace_days=90, verified=False),
        "warnings": WarningTarget(
            months=12, fewest=5, apt=0.8, because="the example", verified=False
        ),
        "review": UNCHECKED,
    }
    return Pack(
        library=Library(
            sources={},
            constructs={**own, **given},
            findings={finding.id: finding for finding in findings},
            interventions={item.id: item for item in items},
            modalities={"isometric": Modality(id="isometric", label="Isometric")},
            factors={factor.id: factor for factor in factors},
            surgeons_limits={},
            stop_rules={},
            equipment={thing.id: thing for thing in equipment},
            measures={},
            outcome_measures={},
            units={},
            investigations={one.id: one for one in (*investigations, OPINION)},
            weighing=the_weighing(),
        ),
        presentation=Presentation(
            head=PresentationEntry(**{**entry, **head}),
            conditions={condition.id: condition for condition in conditions},
            rules={rule.id: rule for rule in rules},
            contradictions={},
            pictures={picture.id: picture for picture in pictures},
            conflicts={},
            recoveries={},
            recovery_modifiers=(),
            limits=the_limits(),
            sports=the_sports(),
            words=the_words(),
        ),
    )
