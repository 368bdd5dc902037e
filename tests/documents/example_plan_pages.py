"""The later pages of the plan of the pictures: what it is, what to expect, every day."""

from planner.documents.values import (
    DailyAdvice,
    Expectation,
    Icon,
    LessLikely,
    Station,
    WhatYouHave,
)
from tests.documents import drawings


def what_you_have() -> WhatYouHave:
    return WhatYouHave(
        first="A sore tendon, low in your right buttock.",
        paragraphs=(
            "A tendon is a strong cord. It ties muscle to bone. This one ties to the bone you "
            "sit on.",
            "You asked it to do more than it was ready for. Now it is sore. Bit by bit, it can "
            "get strong again.",
        ),
        long_name="proximal hamstring tendinopathy",
        pointed=(
            "You can put a finger on the sore spot.",
            "It hurts to sit and to run fast.",
            "Two stretch tests brought on your pain.",
        ),
        picture=drawings.sore_spot(),
    )


def less_likely() -> tuple[LessLikely, ...]:
    return (
        LessLikely(
            "Pain from your back",
            "Your back moves well. It did not bring on your pain.",
            "Your back starts to hurt too.",
        ),
        LessLikely("A trapped nerve", "Your leg feels touch well.", "You get pins and needles."),
        LessLikely(
            "A sore pad under the sit bone",
            "Pushing against our hand hurt. That fits a tendon.",
            "Sitting gets worse each week.",
        ),
        LessLikely(
            "A torn tendon",
            "No pop, no bruise. Your leg is strong.",
            "You feel a pop or see a bruise: go to A&E.",
        ),
        LessLikely(
            "A bone sore from too much running",
            "No groin pain. Your steps do not hurt.",
            "Your groin or each step hurts: ring today.",
        ),
    )


def expectation() -> Expectation:
    return Expectation(
        sentence="Full recovery often takes months. Good days and bad days are normal.",
        stations=(
            Station("Today", "We start."),
            Station("1 week", "No better? Ring us."),
            Station("2 weeks", "Next visit."),
            Station("3 to 6 months", "Often how long it takes."),
        ),
    )


def every_day() -> tuple[DailyAdvice, ...]:
    return (
        DailyAdvice(
            Icon.SITTING,
            "Sitting",
            "Stand up before it aches, at least every 30 minutes. Use a cushion with a hole or a "
            "slope. In the car, put a towel under your thigh.",
        ),
        DailyAdvice(
            Icon.BENDING, "Bending", "Bend your knees to pick things up. No toe touching yet."
        ),
        DailyAdvice(
            Icon.SLEEP, "Sleep", "Sleep and eat enough. Tell us about big stress or missed periods."
        ),
        DailyAdvice(
            Icon.STILL_DO,
            "What you can still do",
            "Swim, jog in water or use a cross trainer, 30 to 45 minutes, 4 times a week. "
            "No rowing.",
        ),
        DailyAdvice(Icon.WORK, "Work", "Stand for calls. Walk at lunch."),
        DailyAdvice(
            Icon.COLD,
            "Massage and cold",
            "Rub the thigh muscle. Stay off the bone you sit on. After a run, a cold pack in a "
            "damp towel for 10 minutes may feel good.",
        ),
        DailyAdvice(
            Icon.PAIN_RELIEF,
            "Pain relief",
            "Ask a chemist or doctor first. Gels and pills can ease pain for a while. They do not "
            "heal the tendon.",
        ),
    )
