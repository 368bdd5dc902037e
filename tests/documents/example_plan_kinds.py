"""Other plans: a later stage, a holding plan, an interim one, and the hard ones."""

from dataclasses import replace

from planner.documents.values import (
    CardLine,
    Cards,
    DailyAdvice,
    DoseCell,
    ExerciseCard,
    Expectation,
    Icon,
    NextVisit,
    Notice,
    PainRule,
    PatientPlan,
    PlanKind,
    Running,
    RunStep,
    RunTable,
    Station,
    Week,
    WhatYouHave,
)
from tests.documents import drawings
from tests.documents.example_identity import an_identity
from tests.documents.example_plan import (
    a_diary,
    a_ladder,
    a_week,
    bridge_card,
    heel_card,
    help_tiers,
    tendon_plan,
)
from tests.documents.example_plan_pages import less_likely


def running_plan() -> PatientPlan:
    """Version 3 of the same plan, stage 3: cues, the run table, three exercises, no drawings."""
    lifts = (
        DoseCell("3", "sets"),
        DoseCell("8", "slow lifts"),
        DoseCell("2", "minutes rest"),
        DoseCell("Every", "second day"),
    )
    names = ("Slow dead lift", "Hip lift on a bench", "Step up")
    return tendon_plan(
        identity=an_identity(version="3", date="8 Feb 2027"),
        draft=False,
        changes=("You run and walk in turn now.", "The holds are gone. Lifts took their place."),
        week=Week(
            heading="This week: 3 runs, 30 minutes each",
            how="Run and walk in turn. Your steps are on the running page.",
            days=a_week("30").days,
            every_day="**Every second day: your 3 lifts.** They take about 20 minutes.",
        ),
        exercises=Cards(
            title="Your 3 lifts",
            intro="Lift slowly: count to 3 on the way up and on the way down.",
            cards=tuple(
                ExerciseCard(
                    number=str(number),
                    name=name,
                    dose=lifts,
                    steps=(
                        "Stand tall. Feet as wide as your hips.",
                        "Bend at the hips. Keep your back long and your knees soft.",
                        "Stop when your **right** side starts to pull. Come up slowly.",
                    ),
                    why="It makes the tendon strong with a bend at the hip.",
                    easier="Go half as far down.",
                    harder="Add 2 kg.",
                )
                for number, name in enumerate(names, start=1)
            ),
        ),
        running=Running(
            title="Your running steps",
            cards=(
                ExerciseCard(
                    number="4",
                    name="Land quiet and close",
                    dose=(
                        DoseCell("5", "times in a run"),
                        DoseCell("1", "minute each"),
                        DoseCell("1", "minute easy after"),
                        DoseCell("2 or 3", "runs a week"),
                    ),
                    steps=(
                        "Land with your foot under you, not out in front.",
                        "Make your feet quiet. Can you hear them?",
                        "Take quick, short steps.",
                    ),
                    why="Long steps pull more on the tendon.",
                    more=(CardLine("Next day", "Check your pain in the morning."),),
                    drawing=drawings.one_tall(),
                ),
            ),
            table=RunTable(
                title="Move up one row at a time",
                intro=(
                    "Run every second day. Move up when pain stays at 3 or less and is normal "
                    "next day."
                ),
                steps=(
                    RunStep("1", "5", "1", "5", "30 min"),
                    RunStep("2", "8", "1", "3", "27 min"),
                    RunStep("3", "20", "", "1", "20 min"),
                    RunStep("4", "30", "", "1", "30 min"),
                ),
            ),
        ),
        diary=replace(a_diary(("1 Dead lift", "2 Hip lift", "3 Step up")), blanks=()),
        ladder=a_ladder(now=3),
    )


def holding_plan() -> PatientPlan:
    """A fourteen-year-old who felt a pop: safe advice until the X-ray, nothing that loads it."""
    return PatientPlan(
        identity=an_identity(
            person="Example Sprinter",
            born="2 May 2012",
            side="left side",
            document_id="H4QD",
            code="H4QD",
        ),
        kind=PlanKind.HOLDING,
        title="For now: your sore left buttock",
        goal="Sprint again this summer.",
        notice=Notice(
            heading="You need an X-ray before any exercise",
            steps=(
                "Go for the X-ray **by Tuesday 24 November**. Take our letter.",
                "Use your crutches. Put as little weight on the **left** leg as you need.",
                "We ring you when we have the result.",
            ),
            avoid=("Run, jump or kick", "Stretch the back of your thigh", "Sit on hard seats"),
            allowed=("Walk with crutches", "Sit on a soft cushion", "Move the other leg"),
        ),
        next_visit=NextVisit("We ring you by Wednesday 25 November"),
        help=help_tiers(),
        what_you_have=WhatYouHave(
            title="What we think",
            first="A small piece of bone may have been pulled.",
            paragraphs=(
                "You felt a pop when you ran fast. In young people the spot where the muscle "
                "joins the bone is still growing. A hard pull can move it a little.",
                "An X-ray shows if this is so. Most people get back to sport.",
            ),
            picture_caption="",
            pointed=("You felt a pop.", "It hurts to sit.", "You are still growing."),
        ),
        expect=Expectation(
            sentence="We make your full plan when we have seen the X-ray.",
            stations=(
                Station("Today", "Rest it."),
                Station("By 24 Nov", "X-ray."),
                Station("25 Nov", "We ring you."),
            ),
        ),
        every_day=(
            DailyAdvice(Icon.SITTING, "Sitting", "Sit on the other side or on a soft cushion."),
            DailyAdvice(
                Icon.COLD,
                "Cold",
                "A cold pack in a damp towel for 10 minutes may feel good. Not on bare skin.",
            ),
            DailyAdvice(Icon.SLEEP, "Sleep", "Lie on your right side, a pillow between the knees."),
            DailyAdvice(Icon.PAIN_RELIEF, "Pain relief", "Ask a chemist first. Bring your age."),
            DailyAdvice(Icon.WORK, "School", "No sport. Ask for a soft seat and more time."),
        ),
        can_still_do=("See your friends at practice.", "Move your arms and your right leg."),
        sources=("What bone doctors advise for young people. Ask us for the list.",),
    )


def interim_plan() -> PatientPlan:
    """Not sure yet: two weeks of safe care, one card without a drawing, no running table."""
    return PatientPlan(
        identity=an_identity(person="Example Walker", side="both sides", document_id="I9ZK"),
        kind=PlanKind.INTERIM,
        title="Your plan for 2 weeks: sore buttocks",
        week=Week(heading="This week: no running", how="Walk as far as it feels easy."),
        pain=PainRule(carry_on_to=2, stop_from=4),
        missed_day="Just carry on. Do not do double.",
        next_visit=NextVisit("Monday 7 December, 10:00"),
        help=help_tiers(),
        what_you_have=WhatYouHave(
            title="What we know so far",
            first="We do not know the cause yet. We found nothing that is a danger today.",
            paragraphs=("Your pain could come from your back or from the muscles of your hip.",),
        ),
        expect=Expectation(sentence="In 2 weeks we look again and make your full plan."),
        exercises=Cards(title="Your exercise", cards=(replace(bridge_card(), drawing=None),)),
        diary=replace(a_diary(("1 Bridge hold",)), has_running=False),
        question_lines=4,
    )


def bare_plan() -> PatientPlan:
    """The least a plan can hold: a title and when to get help."""
    return PatientPlan(
        identity=an_identity(),
        title="Your plan: a sore right buttock",
        help=help_tiers(),
        question_lines=0,
    )


def full_house_plan() -> PatientPlan:
    """Everything long: eight cards, twenty rows, names of 300 letters."""
    long_name = "Wilhelmina Maximiliane Featherstonehaugh-Cholmondeley " * 6
    return tendon_plan(
        identity=an_identity(
            person=long_name[:300].strip(),
            clinic=("The Old Mill Clinic for Sport and Running " * 8)[:300].strip(),
            therapist="A. Example",
        ),
        goal=("Run the whole way round the lake with my two sisters and then " * 5)[:300].strip(),
        next_visit=NextVisit("Monday 7 December, 10:00", "Bring your shoes and this page."),
        less_likely=less_likely() * 4,
        exercises=Cards(
            title="Your 8 holds",
            cards=tuple(
                replace(
                    (bridge_card, heel_card)[n % 2](str(n)),
                    take_care="Stop if your **right** leg goes numb." if n == 3 else "",
                )
                for n in range(1, 9)
            ),
        ),
        diary=a_diary(tuple(f"{n} Hold" for n in range(1, 9))),
    )


def right_to_left_plan() -> PatientPlan:
    """A name written from right to left, accents, and a letter no font has."""
    return tendon_plan(
        identity=an_identity(
            person="נועה כהן-לוי", therapist="Ž. Příkladová", clinic="عيادة المثال"
        ),
        goal="Run with 🦊 again.",
    )
