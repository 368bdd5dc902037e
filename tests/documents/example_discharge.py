"""A discharge summary and a note for work of the runner of the pictures."""

from planner.documents.filling.work_note import work_note
from planner.documents.values import DischargeSummary, OutcomeRow, WorkNote
from tests.documents.example_identity import an_identity
from tests.documents.example_letters import SENDER
from tests.documents.example_plan import tendon_plan


def discharge_summary() -> DischargeSummary:
    """The end of a course that met its goals."""
    return DischargeSummary(
        identity=an_identity(kind="Summary", document_id="D8QK", code="D8QK"),
        title="Discharge summary: proximal hamstring tendinopathy, right",
        reason="Care ends: goals met, self-management agreed",
        sender=SENDER,
        to="Dr Example, Example Surgery",
        copies="The patient",
        dated="18 May 2027",
        patient_line="born 1 March 1992, female",
        diagnosis="Proximal hamstring tendinopathy, right. Lumbar referral set aside.",
        course="Seen 7 times from 22 November 2026 to 18 May 2027, stages 1 to 5.",
        done=(
            "Strengthening from holds to heavy slow loads to jumps; manual therapy to the low back "
            "at 2 visits; walk-run programme; step rate raised by 5 %.",
            "Left out: shock wave (declined), ultrasound (evidence against it).",
        ),
        outcomes=(
            OutcomeRow("VISA-H (0 to 100)", "52", "91", "Up 39; 22 is the smallest that matters"),
            OutcomeRow("Worst pain (0 to 10)", "6", "1", "Down 5; 2 is the smallest that matters"),
            OutcomeRow("Longest run", "5 km", "14 km", "No smallest change is known"),
        ),
        not_measured=("Strength by dynamometer",),
        goals=("“Run my 10 km race in spring.” Met on 2 May 2027.",),
        goes_on_with=("Single-leg bridge and deadlift twice a week. One fast session a week.",),
        unfinished=("None. No referral is open and no result is awaited.",),
        come_back=(
            "Pain above 5 of 10 that lasts over 2 weeks, a sudden pop or a bruise.",
            "Numbness between the legs or new bladder or bowel trouble: 999 or A&E.",
        ),
        signed_as="A. Example, physiotherapist, HCPC PH000000",
        draft=False,
    )


def a_work_note() -> WorkNote:
    """Cut from the plan of the pictures."""
    note = work_note(tendon_plan())
    assert note is not None
    return note
