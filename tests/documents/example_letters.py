"""Two letters: a suspected avulsion, and new numbness between the legs."""

from planner.documents.values import LetterFinding, LetterUrgency, ReferralLetter
from tests.documents.example_identity import CLINIC_TELEPHONE, an_identity

SENDER = ("Example Clinic", "1 Example Street, Exampletown", CLINIC_TELEPHONE)


def avulsion_letter() -> ReferralLetter:
    """Urgent: the letter of the picture."""
    return ReferralLetter(
        identity=an_identity(kind="Letter", document_id="R4TX", code="R4TX"),
        title="Suspected full-thickness hamstring avulsion, right",
        urgency=LetterUrgency.URGENT,
        bar="URGENT: MRI and surgical opinion by 4 December 2026",
        sender=SENDER,
        to="Orthopaedic on-call, Example Hospital",
        copies="GP; the patient",
        dated="22 November 2026, 11:40",
        patient_line="born 1 March 1992, female, 01632 960456",
        asked=(
            "Urgent MRI of the pelvis and both proximal thighs, and an orthopaedic opinion on "
            "repair.",
        ),
        findings=(
            LetterFinding("Felt a pop", "Present", "20 Nov 2026, 18:30"),
            LetterFinding("Slip, knee straight, trunk forward", "Present", "20 Nov 2026, 18:30"),
            LetterFinding(
                "Bruise down the back of the thigh", "Present, to mid thigh", "21 Nov 2026"
            ),
            LetterFinding("Cannot switch the hamstring on", "Present", "examined today"),
            LetterFinding("Gap below the sitting bone", "Not assessed: too painful"),
        ),
        not_found=(
            "Saddle numbness",
            "bladder or bowel change",
            "both-leg symptoms",
            "foot drop",
            "groin pain",
            "fever",
        ),
        not_assessed=("Palpable gap", "knee-bend strength by dynamometer"),
        background=(
            "Proximal hamstring tendinopathy, right, treated since September 2026. Runs 30 km a "
            "week. No regular medicines. No known allergies. No blood thinners.",
        ),
        done=("All loading and stretching stopped. Crutches given. No exercise plan is in force.",),
        told=(
            "You may have a tear at the top of the thigh. A scan and a surgeon’s view soon give "
            "you more choices. Go to A&E for numbness between the legs or a foot that drops."
        ),
        signed_as="A. Example, physiotherapist, HCPC PH000000",
        draft=False,
    )


def saddle_numbness_letter() -> ReferralLetter:
    """Emergency: suspected cauda equina syndrome, both sides."""
    return ReferralLetter(
        identity=an_identity(
            person="Example Patient",
            side="both sides",
            kind="Letter",
            document_id="E2SN",
            code="E2SN",
        ),
        title="Suspected cauda equina syndrome",
        urgency=LetterUrgency.EMERGENCY,
        bar="EMERGENCY: MRI within 4 hours of this request",
        sender=SENDER,
        to="Emergency department, Example Hospital",
        copies="GP; the patient",
        dated="22 November 2026, 14:05",
        patient_line="born 1 March 1992, sex not recorded",
        concern="New numbness between the legs with pain in both legs for two days.",
        asked=(
            "Emergency MRI of the whole lumbar spine and sacrum.",
            "Review by the on-call spinal service today.",
        ),
        findings=(
            LetterFinding("Saddle sensory change", "Present, left and right", "20 Nov, evening"),
            LetterFinding("Pain in both legs", "Present, new", "20 Nov, morning"),
            LetterFinding("Bladder change", "Weak stream, getting worse", "21 Nov"),
        ),
        not_found=("Bowel change", "fever", "trauma", "past cancer"),
        not_assessed=("Rectal examination (not needed for this request)", "sexual change"),
        told=(
            "I am worried that the nerves to your bladder could be squeezed. It is uncommon but "
            "cannot wait, so I want you to go to hospital now."
        ),
        done=("Examination stopped. No exercise plan is in force.",),
        guidance=("GIRFT cauda equina pathway, 2023.",),
        signed_as="A. Example, physiotherapist, HCPC PH000000",
    )
