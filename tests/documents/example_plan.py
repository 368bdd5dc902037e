"""The plan of the pictures, part by part: a sore tendon at the sit bone, right, stage 1."""

from dataclasses import replace

from planner.documents.values import (
    Cards,
    Day,
    Diary,
    DiaryDay,
    DoseCell,
    ExerciseCard,
    Flare,
    HelpLevel,
    HelpTier,
    Ladder,
    LadderStep,
    NextVisit,
    PainRule,
    PatientPlan,
    StepState,
    Week,
)
from tests.documents import drawings
from tests.documents.example_identity import CLINIC_TELEPHONE, an_identity
from tests.documents.example_plan_pages import (
    every_day,
    expectation,
    less_likely,
    what_you_have,
)


def help_tiers() -> tuple[HelpTier, ...]:
    return (
        HelpTier(
            HelpLevel.EMERGENCY,
            who="999",
            then="or A&E now",
            signs=(
                "Numb between your legs",
                "New trouble with pee or poo",
                "Both legs hurt or are weak",
                "Chest pain, short of breath",
                "A cold, pale leg",
                "Sudden belly or back pain",
                "A pop and a bruise",
                "Cannot stand on the leg",
            ),
        ),
        HelpTier(
            HelpLevel.TODAY,
            who=CLINIC_TELEPHONE,
            then="today, or 111",
            signs=(
                "Fever, or you feel ill",
                "A hot, swollen calf",
                "A leg that gets weak",
                "New groin pain: stop runs",
            ),
        ),
        HelpTier(
            HelpLevel.CAN_WAIT,
            who="Can wait",
            signs=("No better in a week: ring us", "Small worries: next visit"),
        ),
    )


def a_week(amount: str = "35", heading: str = "") -> Week:
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    run_days = {"Tue", "Thu", "Sat"}
    return Week(
        heading=heading or f"This week: 3 easy runs, {amount} minutes at most",
        how="Half your longest run. Flat, dry ground. Slow enough to talk. No hills.",
        days=tuple(Day(name, amount if name in run_days else None) for name in names),
        every_day="**Every day: your 2 holds.** They take about 15 minutes.",
    )


def hold_dose() -> tuple[DoseCell, ...]:
    return (
        DoseCell("5", "holds"),
        DoseCell("30", "seconds each"),
        DoseCell("1", "minute rest"),
        DoseCell("Once", "a day"),
    )


def bridge_card(number: str = "1") -> ExerciseCard:
    return ExerciseCard(
        number=number,
        name="One-leg bridge hold",
        dose=hold_dose(),
        steps=(
            "Lie on your back. Bend your knees.",
            "Lift your bottom off the mat.",
            "Lift your **left** foot. Stay up on your sore **right** leg.",
            "Keep your hips level. Breathe. Hold.",
        ),
        why="It loads the tendon while your hip is nearly straight.",
        easier="Keep both feet on the floor.",
        harder="Hold for 45 seconds.",
        drawing=drawings.two_panels(),
    )


def heel_card(number: str = "2") -> ExerciseCard:
    return ExerciseCard(
        number=number,
        name="Lying heel hold",
        dose=hold_dose(),
        steps=(
            "Tie the band low down. Loop it round your **right** ankle.",
            "Lie on your front, a pillow under your hips.",
            "Bend your right knee a little. Hold it still.",
        ),
        why="It works the tendon with no bend at the hip.",
        easier="Use a thinner band.",
        harder="Hold for 45 seconds.",
        drawing=drawings.one_very_wide(),
    )


def a_diary(ticks: tuple[str, ...] = ("1 Bridge hold", "2 Heel hold")) -> Diary:
    dates = enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), start=23)
    return Diary(
        title="My week",
        morning_head="Pain in the morning test",
        exercises_head="Pain in the exercises",
        minutes_head="Minutes I ran",
        run_pain_head="Pain in the run",
        worst_head="Worst pain of the day",
        closing="Bring this page to your next visit.",
        intro=(
            "Each morning, do 3 short one-leg bridges. Write the pain from 0 to 10. "
            "Tick each hold when it is done."
        ),
        ticks=ticks,
        days=tuple(
            DiaryDay(
                name,
                f"{date} Nov",
                is_run_day=name in {"Tue", "Thu", "Sat"},
                run_hint="35 at most" if name in {"Tue", "Thu", "Sat"} else "no run",
            )
            for date, name in dates
        ),
        blanks=("**On Sunday:** I can sit for ____ minutes before it aches.",),
    )


def a_ladder(now: int = 1) -> Ladder:
    steps = (
        ("✓", "Settle", ""),
        ("1", "Holds", "This often takes 1 to 3 weeks."),
        ("2", "Slow lifts", "One-leg bridges, leg curls and heel slides. Every second day."),
        ("3", "Lifts with a bend at the hip", "Dead lifts and hip lifts. We film you as you run."),
        ("4", "Spring", "Skips and bounds, a few at first."),
        ("5", "Your goal", "Longer runs, then hills, then speed. Your 10 km race."),
    )
    criteria = (
        "I can do 5 bridge holds of 30 to 45 seconds. Pain is 3 or less.",
        "My pain was back to normal the next morning, 3 days running.",
        "I can do 10 bridges on my sore leg.",
    )
    states = [StepState.DONE] * now + [StepState.NOW] + [StepState.LATER] * (5 - now)
    return Ladder(
        steps=tuple(
            LadderStep(
                number,
                name,
                state,
                line="" if state is StepState.DONE else line,
                criteria=criteria if state is StepState.NOW else (),
            )
            for (number, name, line), state in zip(steps, states, strict=True)
        )
    )


def tendon_plan(**changes: object) -> PatientPlan:
    """A sore tendon at the sit bone, right, stage 1: the plan of the pictures."""
    plan = PatientPlan(
        identity=an_identity(),
        title="Your plan: a sore right buttock",
        goal="Run my 10 km race in spring.",
        week=a_week(),
        pain=PainRule(carry_on_to=3, stop_from=6),
        flare=Flare(
            when="Up by 2 for two mornings? Then:",
            steps=(
                "For 3 days, do only the holds.",
                "Then run half as long.",
                "Hold one step easier.",
            ),
        ),
        missed_day="Just carry on. Do not do double.",
        next_visit=NextVisit("Monday 7 December, 10:00"),
        help=help_tiers(),
        what_you_have=what_you_have(),
        less_likely=less_likely(),
        expect=expectation(),
        exercises=Cards(
            title="Your 2 holds",
            intro=(
                "Push a bit more than half as hard as you can. "
                "Your sore right leg is the one in front."
            ),
            cards=(bridge_card(), heel_card()),
        ),
        diary=a_diary(),
        every_day=every_day(),
        ladder=a_ladder(),
        prevention=(
            "Change one thing at a time. No big jumps.",
            "Warm up before each run.",
            "Take care on slippery ground.",
        ),
        if_things_slip="Going down one step is part of getting well. It is not a failure.",
        sources=(
            "Studies of tendon pain, and what experts agree on. For this tendon the studies are "
            "small. Ask us for the list.",
        ),
    )
    return replace(plan, **changes)  # type: ignore[arg-type]
