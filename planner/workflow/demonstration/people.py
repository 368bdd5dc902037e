"""The fictional people of the demonstration. Nobody here exists; every name says so."""

from datetime import time

from planner.clinical.answers import Sex
from planner.workflow.clinic import Clinic
from planner.workflow.demonstration.story import Letter, Step, Story, Told, Visit

CLINIC = Clinic(
    name="Example Clinic (demonstration)",
    address="1 Example Street\nExampletown",
    clinic_telephone="01632 960000",
    urgent_telephone="01632 960001",
    emergency_telephone="999",
)
"""Telephone numbers from the range that is kept free for fiction."""

RUNNER_WITH_A_PLAN = Story(
    about="a runner whose plan was issued this morning",
    given_name="Example",
    family_name="Runner",
    age=34,
    birthday=(3, 1),
    sex=Sex.FEMALE,
    telephone="01632 960101",
    visits=(
        Visit(
            case="readme-runner-with-tendinopathy",
            told=Told.ISSUED,
            minutes_ago=150,
            words={
                "wrong": "A deep ache where I sit, on the right. It bites when I run fast.",
                "fears": "That it will never let me race again.",
                "wants-back": "My 10 km race in spring, and sitting through a meeting.",
                "onset": "Came on slowly after I added hill sprints in September.",
                "past-care": "Two massages, better for a day each time.",
                "medicines": "None.",
            },
            worst_at="Sitting bone",
            also_at=("Back of the thigh",),
            measures={"nprs": 6, "psfs": 4, "visa-h": 48, "sit-time": 20, "slhb": 8},
            goals=("Run my 10 km race in spring.",),
            note="Ring me if the morning pain goes up two days running.",
            next_in_days=14,
            is_finished=True,
        ),
    ),
)

AT_A_THIRD_REVIEW = Story(
    about="a triathlete at her third review, with three plans and measures that move",
    given_name="Sample",
    family_name="Triathlete",
    age=41,
    birthday=(6, 12),
    sex=Sex.FEMALE,
    telephone="01632 960102",
    visits=(
        Visit(
            case="tendinopathy-measured-ready-for-stage-two",
            told=Told.ISSUED,
            days_ago=42,
            at=time(9, 0),
            words={
                "wrong": "Pain under my left buttock when I sit on the bike or at my desk.",
                "fears": "That the tendon will tear.",
                "wants-back": "The Olympic distance in June.",
            },
            worst_at="Sitting bone",
            measures={
                "nprs": 6,
                "psfs": 3.7,
                "visa-h": 41,
                "sit-time": 15,
                "daily-test-pain": 5,
                "double-leg-bridge-hold": 30,
                "single-leg-bridge-hold": 12,
                "single-leg-bridge-reps": 4,
            },
            stage=(1, "The holds come first: she cannot sit for twenty minutes yet"),
            next_in_days=14,
            is_finished=True,
        ),
        Visit(
            case="tendinopathy-measured-ready-for-stage-two",
            told=Told.ISSUED,
            days_ago=28,
            at=time(9, 30),
            words={"wrong": "Sitting is easier. I did every hold but two."},
            worst_at="Sitting bone",
            measures={
                "nprs": 4,
                "psfs": 5,
                "visa-h": 55,
                "sit-time": 30,
                "daily-test-pain": 3,
                "double-leg-bridge-hold": 45,
                "single-leg-bridge-hold": 30,
                "single-leg-bridge-reps": 8,
            },
            weeks_later=2,
            diary={
                "exercises-done": (4, 4, 3, 4, 4, 4, 2),
                "exercise-pain": (3, 3, 4, 3, 2, 3, 2),
                "morning-test": (3, 3, 3, 4, 3, 3, 3),
                "run-minutes": (0, 15, 0, 15, 0, None, 0),
                "run-pain": (None, 3, None, 3, None, None, None),
                "worst-pain": (4, 4, 4, 4, 3, 3, 3),
            },
            decision=("hold", "Better, but the daily test is still at 3: two more weeks of holds"),
            next_in_days=14,
            is_finished=True,
        ),
        Visit(
            case="tendinopathy-measured-ready-for-stage-two",
            told=Told.ISSUED,
            days_ago=14,
            at=time(9, 0),
            by_colleague=True,
            words={"wrong": "I sat through a film. Only the hills still bite."},
            worst_at="Sitting bone",
            measures={
                "nprs": 3,
                "psfs": 6.3,
                "visa-h": 68,
                "night-pain": 0,
                "new-nerve-signs": 0,
            },
            weeks_later=4,
            diary={
                "exercises-done": (4, 4, 4, 4, 4, 4, 4),
                "exercise-pain": (2, 2, 2, 3, 2, 2, 2),
                "morning-test": (2, 2, 2, 2, 2, 2, 2),
                "run-minutes": (0, 20, 0, 20, 0, 25, 0),
                "run-pain": (None, 2, None, 2, None, 2, None),
                "worst-pain": (3, 3, 3, 3, 3, 2, 2),
            },
            decision=("advance", "She held for 45 seconds five times in front of me"),
            next_in_days=14,
            is_finished=True,
        ),
        Visit(
            case="tendinopathy-measured-ready-for-stage-two",
            told=Told.WORDS,
            minutes_ago=12,
            words={"wrong": "No pain at the desk. I have started to wonder about running again."},
            measures={"nprs": 2, "psfs": 7.3, "visa-h": 77, "sit-time": 60, "daily-test-pain": 1},
            weeks_later=6,
        ),
    ),
)

IN_RULE_OUT = Story(
    about="a swimmer in rule-out, with nothing signed yet",
    given_name="Example",
    family_name="Swimmer",
    age=45,
    birthday=(9, 27),
    sex=Sex.MALE,
    telephone="01632 960103",
    visits=(
        Visit(
            case="not-sure-yet-interim-plan",
            told=Told.EXAMINATION,
            minutes_ago=50,
            words={
                "wrong": "Between my back and my left buttock. Some days one, some days the other.",
                "fears": "A slipped disc, like my brother.",
                "wants-back": "To know what it is.",
                "scans": "None.",
            },
            worst_at="Middle of the buttock",
            also_at=("Low back",),
            measures={"nprs": 5, "psfs": 5.5},
        ),
    ),
)

IN_AN_EMERGENCY = Story(
    about="a person with saddle numbness: an emergency without its outcome",
    given_name="Example",
    family_name="Patient",
    age=41,
    birthday=(7, 9),
    sex=Sex.FEMALE,
    telephone="01632 960104",
    visits=(
        Visit(
            case="readme-saddle-numbness",
            told=Told.SCREEN,
            minutes_ago=14,
            words={
                "wrong": "My back went three weeks ago, and now I feel numb where I sit.",
                "fears": "I did not want to make a fuss.",
            },
            worst_at="Low back",
            also_at=("Below the knee",),
            measures={"nprs": 8},
        ),
    ),
)

TEENAGER_WITH_A_POP = Story(
    about="a teenager with a pop: a holding plan, and a referral that waits for its result",
    given_name="Example",
    family_name="Sprinter",
    age=14,
    birthday=(5, 14),
    sex=Sex.MALE,
    telephone="01632 960105",
    visits=(
        Visit(
            case="readme-teenager-with-a-pop",
            told=Told.ISSUED,
            days_ago=2,
            at=time(16, 15),
            words={
                "wrong": "I heard a pop in my left buttock in the 100 metres and could not go on.",
                "fears": "Missing the season.",
                "wants-back": "Sprint again in summer.",
            },
            worst_at="Sitting bone",
            measures={"nprs": 7},
            asked_for=(("pelvis-x-ray", "Pop in a sprint, tender sitting bone, 14 years"),),
            letter=Letter(
                to="Example Hospital, X-ray department",
                steps=(
                    Step(
                        kind="telephoned",
                        days_ago=2,
                        whom="The radiographer on duty",
                        note="Will be seen today or tomorrow",
                    ),
                    Step(kind="sent", days_ago=2, note="Given to the father on paper"),
                ),
            ),
            next_in_days=3,
            is_finished=True,
        ),
    ),
)

JUST_ARRIVED = Story(
    about="a walker who has just begun to tell",
    given_name="Sample",
    family_name="Walker",
    age=63,
    birthday=(1, 30),
    sex=Sex.MALE,
    telephone="01632 960106",
    visits=(
        Visit(
            case="hip-osteoarthritis-stiff-and-sixty-three",
            told=Told.PART_OF_SCREEN,
            minutes_ago=8,
            words={"wrong": "A stiff, sore hip. Putting on socks is the worst."},
            worst_at="Outside of the hip",
            measures={"nprs": 4},
        ),
    ),
)

BOTH_SIDES = Story(
    about="a runner whose two sides are examined apart",
    given_name="Example",
    family_name="Clubrunner",
    age=48,
    birthday=(10, 3),
    sex=Sex.FEMALE,
    telephone="01632 960107",
    visits=(
        Visit(
            case="both-sides-scored-apart",
            told=Told.PART_OF_EXAMINATION,
            minutes_ago=30,
            words={
                "wrong": "The right one hurts where I sit, the left one is stiff in the hip.",
                "wants-back": "The club ten.",
            },
            worst_at="Sitting bone",
            measures={"nprs": 5},
        ),
    ),
)

SCAN_IS_BACK = Story(
    about="a sprinter whose scan is back, with a plan that waits to be issued",
    given_name="Sample",
    family_name="Hurdler",
    age=30,
    birthday=(2, 17),
    sex=Sex.FEMALE,
    telephone="01632 960108",
    visits=(
        Visit(
            case="partial-tear-pop-settled-by-the-scan",
            told=Told.FITTED,
            minutes_ago=95,
            words={
                "wrong": "The bruise has gone. It still pulls when I bend forward.",
                "fears": "That it was torn off.",
            },
            worst_at="Sitting bone",
            measures={"nprs": 4},
            goals=("Sprint in June.",),
        ),
    ),
)

LEFT_OPEN = Story(
    about="a cyclist whose visit of last week was never signed",
    given_name="Example",
    family_name="Cyclist",
    age=35,
    birthday=(11, 5),
    sex=Sex.FEMALE,
    telephone="01632 960109",
    visits=(
        Visit(
            case="deep-gluteal-cyclist-getting-strong",
            told=Told.EXAMINATION,
            days_ago=6,
            at=time(14, 30),
            by_colleague=True,
            words={"wrong": "A deep ache in the buttock after an hour in the saddle."},
            worst_at="Middle of the buttock",
            measures={"nprs": 4},
        ),
    ),
)

EMERGENCY_SEEN_TO = Story(
    about="a person whose emergency was seen to, with its outcome",
    given_name="Sample",
    family_name="Gardener",
    age=44,
    birthday=(4, 22),
    sex=Sex.MALE,
    telephone="01632 960110",
    visits=(
        Visit(
            case="cauda-equina-leg-weak-with-bladder",
            told=Told.SCREEN,
            days_ago=9,
            at=time(11, 0),
            words={"wrong": "My leg has grown weak and I am slow to pass water."},
            worst_at="Low back",
            also_at=("Below the knee",),
            measures={"nprs": 8},
            outcome=(
                "seen-and-treated",
                "Example Hospital telephoned at 18:40: scanned, operated on the same night.",
            ),
            is_finished=True,
        ),
    ),
)

STORIES = (
    RUNNER_WITH_A_PLAN,
    AT_A_THIRD_REVIEW,
    IN_RULE_OUT,
    IN_AN_EMERGENCY,
    TEENAGER_WITH_A_POP,
    JUST_ARRIVED,
    BOTH_SIDES,
    SCAN_IS_BACK,
    LEFT_OPEN,
    EMERGENCY_SEEN_TO,
)

ON_FILE = (
    ("Example", "Runner", 33, (3, 11), Sex.FEMALE),
    ("Example", "Rower", 29, (8, 19), Sex.MALE),
    ("Example", "Steeplechaser", 24, (12, 8), Sex.FEMALE),
    ("Example", "Orienteer", 52, (5, 2), Sex.MALE),
    ("Sample", "Footballer", 22, (7, 25), Sex.MALE),
    ("Sample", "Dancer", 19, (10, 14), Sex.FEMALE),
    ("Sample", "Marathoner", 36, (1, 6), Sex.FEMALE),
    ("Specimen", "Long-Double-Barrelled-Familyname", 61, (9, 9), None),
    ("مثال", "عدّاء", 27, (6, 30), Sex.MALE),
    ("Příklad", "Běžec", 44, (2, 28), Sex.MALE),
    ("Muster", "Läuferin", 50, (11, 21), Sex.FEMALE),
    ("Example", "Jogger", 70, (4, 4), Sex.MALE),
)
"""People without a visit: what a search finds beside the others, one a look-alike."""
