"""Every component with plainly fictional people and made-up figures, to be looked at."""

from planner.documents.filling.dose_line import DoseLine
from planner.web.components.answers import (
    CANNOT,
    EXAMINATION,
    EXAMINATION_ROW,
    AnswerControl,
    ReasonField,
)
from planner.web.components.board import (
    Band,
    Board,
    CauseRow,
    OpenRule,
    Reason,
    Tail,
    Tone,
)
from planner.web.components.forms import FieldError
from planner.web.components.frame import (
    IdentityBar,
    MinutesGauge,
    Rail,
    RailStep,
    SafetyGauge,
    SafetySign,
    Saved,
    SaveState,
    StepState,
)
from planner.web.components.protocol import (
    EvidenceTag,
    ItemCard,
    ItemLink,
    LeftOutLine,
    Meter,
    ProtocolBoard,
    StageHead,
    StrandRow,
    Tested,
)
from planner.web.components.questions import (
    AnsweredRow,
    Caution,
    LastAnswer,
    PositionStep,
    QuestionCard,
    QuestionRow,
)
from planner.web.components.urgency import (
    Action,
    ActionTone,
    EmergencyCard,
    EmergencyHead,
    SymptomLine,
    Telephone,
    UrgencyCard,
)

STEPS = (
    "Their words",
    "Safety",
    "Before testing",
    "Examination",
    "Rule-out",
    "Respect",
    "Protocol",
    "Issue",
)
HERE = "/style/"


def identity(name="Example Runner", saved="Saved 10:42", **changes) -> IdentityBar:
    return IdentityBar(
        **{
            "name": name,
            "side": "Right side",
            "born": "1 Mar 1992 (34)",
            "sex": "female",
            "record": "BP-0107",
            "visit": "visit 1, Mon 23 Nov 2026",
            "saved": Saved(state=SaveState.SAVED, words=saved),
            **changes,
        }
    )


def rail(here: str, safety: SafetyGauge, minutes: int) -> Rail:
    at = STEPS.index(here)
    states = [StepState.DONE] * at + [StepState.HERE] + [StepState.TO_COME] * (7 - at)
    return Rail(
        steps=tuple(
            RailStep(name=name, state=state, address=HERE if i <= at else None)
            for i, (name, state) in enumerate(zip(STEPS, states, strict=True))
        ),
        safety=safety,
        minutes=MinutesGauge(spent=minutes, planned=25),
    )


def attention(answered: int, state: str) -> SafetyGauge:
    return SafetyGauge(
        answered=answered, asked=14, state=state, sign=SafetySign.ATTENTION, address=HERE
    )


def compact(name: str, legend: str, options=EXAMINATION_ROW, **changes) -> AnswerControl:
    return AnswerControl(name=name, legend=legend, options=options, is_compact=True, **changes)


QUESTION = QuestionCard(
    anchor="bent-knee-stretch",
    place="On the back, 2 of 7, 1 min",
    name="Bent-knee stretch test",
    sides="Right, then left",
    cautions=(
        Caution(
            factor="Not after a pop, bruise or clear weakness",
            action=", or with open growth plates. Asked today: none.",
        ),
    ),
    steps=(
        "Bend hip and knee fully.",
        "Hold the hip there and straighten the knee slowly.",
        "Ask where it hurts. Compare sides.",
    ),
    present_when="Familiar pain at the sitting bone",
    answer=AnswerControl(
        name="bent-knee-stretch",
        legend="Bent-knee stretch test",
        options=EXAMINATION,
        reason=ReasonField(
            name="bent-knee-stretch-reason",
            choices=(("too-painful", "Too painful"), ("declined", "Declined")),
        ),
    ),
    why="Of what is left on the back it settles most a minute.",
    would_change=("Present: proximal hamstring tendinopathy up.", "Absent: down."),
    has_keys=True,
)

ROWS = tuple(
    QuestionRow(anchor=anchor, name=name, note=note, is_open=False, answer=compact(anchor, name))
    for anchor, name, note in (
        ("slr", "Straight leg raise", "Leg or buttock pain, changed by ankle or neck, 1 min"),
        ("thrust", "Thigh thrust test", "Familiar sacroiliac pain, 1 min"),
        ("fadir", "FADIR", "Familiar pain; absent sets the hip aside, ½ min"),
        ("hip-ir", "Hip internal rotation range", "Clearly less than the left, 1 min"),
    )
)

LAST = LastAnswer(
    name="Slump test",
    word="absent",
    sign="cross",
    effect="Lumbar radiculopathy down, 3–18 to 1–8\u202f%",
    undo_address=HERE,
)

POSITIONS = tuple(
    PositionStep(name=name, answered=done, asked=of, address=HERE, state=state)
    for name, done, of, state in (
        ("Talk", 11, 11, StepState.DONE),
        ("Standing", 5, 5, StepState.DONE),
        ("Sitting", 2, 2, StepState.DONE),
        ("On the back", 1, 7, StepState.HERE),
        ("On the front", 0, 3, StepState.TO_COME),
        ("On the side", 0, 2, StepState.TO_COME),
        ("Baseline", 0, 4, StepState.TO_COME),
    )
)


def cause(name, tone, because, low, point, high, **more) -> CauseRow:
    return CauseRow(
        id=name.lower().replace(" ", "-"),
        name=name,
        tone=tone,
        because=because,
        band=Band(low=low, point=point, high=high, was=more.pop("was", None)),
        **more,
    )


BOARD = Board(
    note="25 of 29 causes open",
    what_if_address=HERE,
    line=("Likely:", "hamstring tendinopathy, 52–88\u202f%"),
    line_state="1 rule open · 25 causes open",
    open_rules=(
        OpenRule(
            name="pelvic bone stress",
            words="Training rose in September. Press the sacrum and pubic rami first.",
            action="Do it next",
            address=HERE,
        ),
    ),
    causes=(
        cause(
            "Proximal hamstring tendinopathy",
            Tone.LIKELY,
            "with tendinosis or bursitis",
            0.52,
            0.74,
            0.88,
            is_open=True,
            speaks_for=(
                Reason(
                    words="Fast running, hills and bending bring it on",
                    weight="+++",
                    source="expert, goom2016",
                    is_checked=False,
                ),
                Reason(
                    words="One finger on the sitting bone", weight="+++", source="expert, goom2016"
                ),
                Reason(
                    words="Warms up, then hurts next morning",
                    weight="++",
                    source="expert, goom2016",
                ),
            ),
            to_assess=(
                Reason(
                    words="Bent-knee stretch",
                    detail="ratio 6.5, counted as 3.6: tried on 46 known cases and 46 healthy "
                    "athletes",
                    source="cacchio2012",
                ),
                Reason(words="Press the sitting bone"),
            ),
        ),
        cause(
            "Sacral or pelvic stress fracture",
            Tone.NEEDS_ASSESSMENT,
            "rule open",
            0.01,
            0.04,
            0.15,
        ),
        cause("Sacroiliac joint pain", Tone.NEEDS_ASSESSMENT, "1 test to do", 0.02, 0.06, 0.15),
        cause("Deep gluteal syndrome", Tone.POSSIBLE, "2 for, 2 to do", 0.03, 0.08, 0.20),
        cause("Pain referred from a lumbar disc", Tone.UNLIKELY, "2 against", 0.02, 0.04, 0.09),
        cause(
            "Lumbar radiculopathy",
            Tone.UNLIKELY,
            "1 against, 1 to do",
            0.01,
            0.03,
            0.08,
            was=(0.03, 0.18),
        ),
    ),
    tails=(
        Tail(
            title="Other causes still open",
            note="19, none above 9\u202f%",
            causes=(cause("Ischial bursitis", Tone.UNLIKELY, "1 to do", 0.01, 0.03, 0.09),),
        ),
        Tail(
            title="Ruled out today",
            note="4: partial tear, avulsion, spinal stenosis, hip arthritis",
            causes=(cause("Partial tear", Tone.RULED_OUT, "3 against", 0.002, 0.006, 0.02),),
        ),
    ),
)

URGENT = UrgencyCard(
    anchor="apophyseal-avulsion",
    speed="Urgent: X-ray within days. Same day if he cannot bear weight.",
    name="Suspected apophyseal avulsion, sitting bone",
    decides=(
        QuestionRow(
            anchor="four-steps",
            name="Can he take four steps?",
            note="Decides between days and today",
            answer=AnswerControl(
                name="four-steps", legend="Can he take four steps?", is_compact=True
            ),
        ),
    ),
    steps=(
        "Ask for an X-ray of the pelvis, front view.",
        "Crutches until it is read.",
        "No stretching and no strength tests. They are taken off today's examination.",
        "Displaced 15 to 20 mm or more, or not healing: orthopaedic opinion.",
    ),
    say="In someone still growing, the bone can pull off rather than the tendon. So we need an "
    "X-ray before any exercise.",
    actions=(
        Action(
            words="X-ray request and letter",
            address=HERE,
            tone=ActionTone.URGENT,
            sign="print",
        ),
        Action(words="Holding plan", address=HERE),
        Action(words="Record telephone call", address=HERE),
    ),
    because="Raised by under 25 and felt a pop.",
    clears="It stays until a signed result resolves it. Three questions are left.",
    sources="Sources: gidwani2004. Not yet checked by a clinician.",
)

STILL = tuple(
    QuestionRow(
        anchor=f"still-{i}",
        name=name,
        is_open=True,
        answer=AnswerControl(name=f"still-{i}", legend=name, is_compact=True),
    )
    for i, name in enumerate(
        (
            "Steroids, biologics, diabetes, injected drugs, recent operation or infection?",
            "Does it wake you, and can you get comfortable?",
            "Is the leg swollen? Recent operation or long immobility?",
        )
    )
)
RAISED = QuestionRow(
    anchor="pop-felt",
    name="Did you feel or hear a pop?",
    note="Answered yes: at the start of a sprint, Sat 21 Nov",
    is_raised=True,
    answer=AnswerControl(
        name="pop-felt",
        legend="Did you feel or hear a pop?",
        is_compact=True,
        chosen="present",
    ),
)
ANSWERED = tuple(
    AnsweredRow(anchor=f"said-{i}", name=name, word="No", sign="cross", change_address=HERE)
    for i, name in enumerate(
        (
            "Any numbness or odd feeling between the legs or around the back passage?",
            "Any change passing urine: starting, feeling it, leaking?",
            "Any loss of bowel control, genital feeling or function?",
            "Pain or weakness down both legs?",
            "Have you ever had cancer?",
        )
    )
)

HEAD = EmergencyHead(
    title="Stop. Hospital now.",
    what="Suspected cauda equina syndrome. MRI within 4 hours of the hospital's request.",
    paused="Visit paused at Safety, 3 of 14",
)
EMERGENCY = EmergencyCard(
    anchor="do-this",
    title="Do this",
    steps=(
        "Stop the examination. Stay with her.",
        "Telephone the emergency service with round-the-clock MRI.",
        "Send her today, with the letter. It states when each symptom began.",
        "No rectal examination is needed. No bladder scan if it delays.",
    ),
    telephone=Telephone(
        whose="Example District Hospital",
        note="On-call spinal, from clinic settings, checked 2 Nov",
        number="01632 960 000",
    ),
    telephone_after=2,
    say="I am worried that the nerves to your bladder could be squeezed. It is uncommon but cannot "
    "wait, so I want you to go to hospital now.",
    actions=(
        Action(words="Print the letter", address=HERE, tone=ActionTone.STOP, sign="print"),
        Action(words="Card for the patient", address=HERE, sign="print"),
    ),
    because="Raised at 09:24 by numb between the legs, 3 days. Any one new symptom is enough. "
    "girft2023, finucane2020.",
)
SYMPTOMS = tuple(
    SymptomLine(
        anchor=f"symptom-{i}",
        name=name,
        note="Answered yes 09:24, A. Example.",
        began_name=f"began--symptom-{i}",
        began=began,
        understood="",
        worse=AnswerControl(
            name=f"worse--symptom-{i}", legend=f"Getting worse: {name}", is_compact=True
        ),
        answer=AnswerControl(name=f"symptom-{i}", legend=name, is_compact=True, chosen="present"),
    )
    for i, (name, began) in enumerate(
        (("Numb between the legs", "Friday evening"), ("Pain in both legs", ""))
    )
)

THINNER = "Blood thinner:"
PROTOCOL = ProtocolBoard(
    now=StageHead(
        title="Stage 1, isometric: now",
        note="Regular load with the hip nearly straight. Usually 1–3 weeks; leaves on criteria, "
        "never on time. Stage 0 not needed: bridge held 45 s at 2/10.",
    ),
    later=(
        StageHead(title="Stage 2", note="Isotonic, hip nearly straight", weeks="3–6 weeks"),
        StageHead(title="Stage 3", note="Isotonic, hip bent 30 to 80°", weeks="4–8 weeks"),
        StageHead(title="Stage 4", note="Energy storage", weeks="3–6 weeks"),
        StageHead(title="Stage 5", note="Return to running and speed", weeks="4–12 weeks"),
    ),
    strands=(
        StrandRow(
            name="Lumbar release",
            note="1 clinic, 1 home",
            items=(
                ItemCard(
                    id="lumbar-mobilisation",
                    name="Lumbar mobilisation, painful side",
                    where="in clinic, 6 min",
                    evidence=EvidenceTag(
                        tested=Tested.ELSEWHERE,
                        grade="RCT, indirect, ganesh2015",
                        dose="dose from source",
                    ),
                    dose=DoseLine(count="3 × 60 s", effort="grade III", frequency="1–2 a week"),
                    cautions=(Caution(factor=THINNER, action=" grades I–III only."),),
                    why="Two-visit trial. Re-test leg raise and bridge; drop if no change.",
                    links=(
                        ItemLink(words="Change dose", address=HERE),
                        ItemLink(words="Remove", address=HERE),
                    ),
                ),
                ItemCard(
                    id="knee-rolls",
                    name="Knee rolls",
                    where="at home, 3 min",
                    evidence=EvidenceTag(
                        tested=Tested.OPINION, grade="expert", dose="dose confirmed here 2 Nov"
                    ),
                    dose=DoseLine(count="2 × 10", effort="each way", frequency="twice a day"),
                ),
            ),
            later=(("Central or side mobilisation, if it helped",), (), (), ()),
        ),
        StrandRow(
            name="Manual therapy",
            note="left out",
            items=(),
            later=((), (), (), ()),
            left_out="Hip mobilisation is kept for a found restriction. Hip rotation was equal.",
        ),
        StrandRow(
            name="Strengthening",
            note="2 home",
            items=(
                ItemCard(
                    id="bridge-short",
                    name="Single-leg bridge hold, short lever",
                    where="at home, 6 min",
                    evidence=EvidenceTag(
                        tested=Tested.OPINION,
                        grade="expert, pogo_pht",
                        dose="dose confirmed here 2 Nov",
                    ),
                    dose=DoseLine(
                        count="5 × 30–45 s",
                        effort="effort 60–70\u202f%",
                        rest="rest 60–120 s",
                        frequency="1–2 a day",
                    ),
                    why="Doubles the load. First daily test: 3 repetitions.",
                ),
                ItemCard(
                    id="bridge-long",
                    name="Long-lever bridge hold, heels on step",
                    where="at home, 7 min",
                    evidence=EvidenceTag(
                        tested=Tested.ELSEWHERE, grade="lab, hegyi2019", confirm_address=HERE
                    ),
                    dose=DoseLine(
                        count="5 × 30–45 s",
                        effort="effort 60–70\u202f%",
                        rest="rest 60–120 s",
                        frequency="1–2 a day",
                    ),
                ),
            ),
            later=(
                ("Single-leg bridge", "Prone curl with band", "Slider curl"),
                ("Deadlift, two legs then one", "Hip thrust"),
                ("A-skips", "Split jumps", "Bounds"),
                ("Twice a week, kept",),
            ),
        ),
        StrandRow(
            name="Gait re-education",
            note="1 question",
            items=(
                ItemCard(
                    id="surface",
                    name="Surface and footing",
                    where="running",
                    waits="No dose for stage 1 at moderate irritability. Nothing is assumed.",
                    set_address=HERE,
                    why="Rows exist for stages 2 and 3: dry, flat, always.",
                ),
            ),
            later=(
                ("Dry, flat ground",),
                ("Walk–run table from tolerated run", "Running video"),
                ("Steady running",),
                ("Volume, then hills, then speed",),
            ),
        ),
    ),
)
METERS = (
    Meter(name="Home exercises", value=4, limit=4, blocks=True),
    Meter(name="Home time a day", value=20, limit=20, unit="min"),
)
OVER = Meter(
    name="Home time over", value=26, limit=20, unit="min", drop="6 min over: drop Knee rolls"
)
LEFT_OUT = tuple(
    LeftOutLine(name=name, because=because)
    for name, because in (
        (
            "Therapeutic ultrasound",
            "11 of 13 adequate placebo trials negative; NICE says not for back pain.",
        ),
        ("Hamstring stretch", "Squeezes the sore attachment. Blocked in stages 0 to 3."),
        ("Dry needling", "Blood thinner: avoid deep gluteal needling."),
    )
)
ERRORS = (
    FieldError("family_name", "Enter the family name"),
    FieldError("born", "Enter the date of birth as day, month and year"),
)
CANNOT_ASSESS = AnswerControl(
    name="plank",
    legend="Plank test",
    options=EXAMINATION,
    chosen=CANNOT.value,
    reason=ReasonField(name="plank-reason", choices=(("too-painful", "Too painful"),)),
)
