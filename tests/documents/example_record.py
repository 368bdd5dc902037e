"""A clinician's record with many rows."""

from planner.documents.values import (
    AnswerGroup,
    AnswerRow,
    Argument,
    ClinicianRecord,
    DifferentialRow,
    FactorRow,
    LeftOut,
    LikelihoodBand,
    OutcomeMeasureRow,
    OverrideRow,
    RecordItem,
    RecordStage,
    RecordStrand,
    RuleRow,
    SourceRow,
    Stated,
    SummaryLine,
)
from tests.documents.example_identity import an_identity

UNVERIFIED = "not verified: expert judgement"


def tendon_record() -> ClinicianRecord:
    """The reasoning behind the plan of the pictures."""
    return ClinicianRecord(
        identity=an_identity(kind="Record", document_id="C7K2", code="C7K2"),
        title="Clinician’s record: buttock pain, right",
        marks=(
            "Two causes are not signed off: sciatic nerve in the buttock, hip osteoarthritis.",
            "11 entries of this plan were checked by no clinician.",
        ),
        summary=(
            SummaryLine("Working diagnosis", "Proximal hamstring tendinopathy, right (signed)"),
            SummaryLine("Contributors", "Lumbar facet pain"),
            SummaryLine("Stage", "1 of 5, isometric loading"),
            SummaryLine("Irritability", "Moderate, by the written rule; not corrected"),
            SummaryLine("Disposition", "Treat"),
            SummaryLine("Running", "30 km a week; longest tolerated 12 km in about 70 minutes"),
            SummaryLine("Next visit", "Monday 7 December 2026, 10:00"),
        ),
        own_words=(
            SummaryLine("In their words", "“It burns when I sit and when I push the pace.”"),
            SummaryLine("Worry", "“That it will tear.”"),
            SummaryLine("Goal", "“Run my 10 km race in spring.”"),
        ),
        questions=("Is there a pacemaker or other implant? TENS waits for this.",),
        overrides=(
            OverrideRow(
                "Safety screen 13 of 14: night pain not asked",
                "Patient left for an urgent call; asked by telephone the same evening.",
                "A. Example, 22 November 2026, 11:52",
            ),
        ),
        rules=(
            RuleRow(
                "Cauda equina", "clear", "emergency", "4 of 4 questions answered no", "girft2023"
            ),
            RuleRow("Femoral neck bone stress", "clear", "urgent", "No groin pain", "nice-ng12"),
            RuleRow("Suspected malignancy", "open", "urgent", "Night pain not asked", "ng12"),
        ),
        differential=differential(),
        stages=stages(),
        left_out=(
            LeftOut("Shock wave", "Unanswered: anticoagulant", "Electrotherapy", "cacchio2011"),
            LeftOut("Hamstring stretch", "Compression at the bone while irritable", "Self-care"),
            LeftOut("Traction", "use: false; the evidence is negative", "Lumbar release"),
        ),
        factors=(
            FactorRow("Pregnancy", "absent", "safe"),
            FactorRow("Anticoagulant", "not assessed", "hold", "Needling left out", "expert"),
            FactorRow("Pacemaker", "not assessed", "contraindicated", "TENS waits for an answer"),
        ),
        prognosis=(
            Stated(
                "3 to 6 months is usual; symptoms over 12 weeks point to the longer end.",
                "goom2016",
                UNVERIFIED,
            ),
        ),
        outcome_measures=(
            OutcomeMeasureRow("VISA-H", "6 weeks", "54", "trend only", "cacchio2014"),
            OutcomeMeasureRow("PSFS", "each visit", "4.3", "2 points", "stratford1995"),
        ),
        safety_net=(Stated("Written list of saddle, bladder and bowel signs given.", "girft2023"),),
        answers=answers(),
        sources=tuple(
            SourceRow(key, citation, checked)
            for key, citation, checked in (
                (
                    "cacchio2011",
                    "Cacchio A. Shockwave therapy for proximal hamstring tendinopathy. "
                    "Am J Sports Med 2011;39:146.",
                    "verified",
                ),
                (
                    "goom2016",
                    "Goom TSH. Proximal hamstring tendinopathy: clinical aspects. JOSPT "
                    "2016;46:483.",
                    "verified",
                ),
                ("girft2023", "GIRFT. National suspected cauda equina syndrome pathway. 2023.", ""),
            )
        ),
        signature_lines=("A. Example, physiotherapist", "Date and time"),
    )


def differential() -> tuple[DifferentialRow, ...]:
    names = (
        ("Proximal hamstring tendinopathy", "likely", 0.63, 0.44, 0.79, "working diagnosis"),
        ("Lumbar facet pain", "possible", 0.21, 0.09, 0.41, "contributor"),
        ("Deep gluteal syndrome", "possible", 0.12, 0.05, 0.27, ""),
        ("Ischial bursitis", "unlikely", 0.06, 0.02, 0.14, "set aside"),
        ("Partial tear", "unlikely", 0.04, 0.01, 0.09, "set aside"),
        ("Sacral bone stress", "ruled out", 0.01, 0.0, 0.04, "ruled out"),
    )
    weighed = tuple(
        DifferentialRow(
            condition=name,
            verdict=verdict,
            band=LikelihoodBand(likely, low, high),
            decision=decision,
            speaks_for=(
                Argument("Bent-knee stretch test", "LR+ 6.5", "cacchio2012", "small study, n 46"),
                Argument("Pain at the sitting bone", "LR+ 2.1", "expert", UNVERIFIED),
            ),
            speaks_against=(Argument("Slump test negative", "LR− 0.4", "majlesi2008"),),
            to_assess=("Palpation of the sacrum",) if verdict == "possible" else (),
        )
        for name, verdict, likely, low, high, decision in names
    )
    return (
        *weighed,
        DifferentialRow("Cauda equina syndrome", "judged by its rule: clear"),
        DifferentialRow("Hip osteoarthritis", "needs assessment", to_assess=("Hip rotation",)),
    )


def stages() -> tuple[RecordStage, ...]:
    def item(name: str, where: str, dose: str, grade: str, caution: str = "") -> RecordItem:
        return RecordItem(
            name,
            where,
            dose,
            why="Loads the tendon with little compression.",
            grade=grade,
            source="goom2016",
            caution=caution,
            checked=UNVERIFIED if grade == "expert" else "verified",
        )

    strands = (
        RecordStrand(
            "Lumbar release",
            (item("Lumbar rotation, grade III", "clinic", "3 × 60 s, once a visit", "expert"),),
        ),
        RecordStrand(
            "Soft tissue",
            (
                item(
                    "Hamstring massage",
                    "clinic",
                    "5 min",
                    "conflicting",
                    "Not on the sitting bone.",
                ),
            ),
        ),
        RecordStrand(
            "Electrotherapy", (item("Shock wave", "clinic", "4 × 2500, weekly", "RCT, direct"),)
        ),
        RecordStrand(
            "Strengthening",
            (
                item("Single-leg bridge, held", "home", "5 × 30 s, 60 s rest, daily", "expert"),
                item("Prone heel hold", "home", "5 × 30 s, 60 s rest, daily", "expert"),
            ),
        ),
        RecordStrand(
            "Gait re-education",
            (item("Step rate +5 to 10 %", "both", "5 × 1 min in easy runs", "cohort"),),
        ),
    )
    return (
        RecordStage(
            "Stage 1: isometric loading",
            is_current=True,
            aim="Settle pain and load the tendon without compression.",
            entry=("Pain in daily life 5 or less",),
            exit=("5 holds of 30 to 45 s at pain 3 or less", "Next-morning pain normal, 3 days"),
            regress=("Above the plan's limit in two sessions running",),
            strands=strands,
        ),
        RecordStage(
            "Stage 2: slow isotonic loading",
            aim="Strength near neutral hip.",
            entry=("Stage 1 exit criteria met",),
            exit=("15 single-leg bridges, or 90 % of the other side",),
            strands=(RecordStrand("Strengthening", (RecordItem("Prone curl", "home"),)),),
        ),
    )


def answers() -> tuple[AnswerGroup, ...]:
    safety = ("Saddle sensory change", "Bladder change", "Bowel or sexual change", "Fever, unwell")
    tests = ("Bent-knee stretch", "Modified bent-knee stretch", "Puranen-Orava", "Slump")
    return (
        AnswerGroup(
            "Safety screen",
            (
                *(AnswerRow(name, "absent", when="22 Nov 2026, 11:05") for name in safety),
                AnswerRow("Night pain", "not assessed"),
            ),
        ),
        AnswerGroup(
            "Lying on the back",
            (
                *(
                    AnswerRow(name, "present" if n < 2 else "absent", "right", "22 Nov 2026")
                    for n, name in enumerate(tests)
                ),
                AnswerRow("Long-lever bridge", "could not be assessed", "too painful"),
            ),
        ),
    )
