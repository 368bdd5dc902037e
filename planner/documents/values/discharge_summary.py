"""The discharge summary: what it was, what was done, what changed, what goes on from here."""

from dataclasses import dataclass

from planner.documents.values.identity import Identity


@dataclass(frozen=True)
class OutcomeRow:
    """One measure from first to last, both with their unit ("62 of 100").

    ``meaning`` says what the change is worth, by the smallest change that matters; where that is
    not known it says so.
    """

    name: str
    first: str
    last: str
    meaning: str = ""


@dataclass(frozen=True)
class DischargeSummary:
    """A letter to the GP at the end of a course of care, with a copy for the patient.

    ``reason`` is why care ends ("Goals met", "Referred on", "Did not come back"). ``course`` is
    when and how often the person was seen. ``unfinished`` is what somebody still has to do: an open
    referral, a result that is awaited. ``come_back`` are the signs the patient was told. What was
    not measured is said in ``not_measured`` and never left out.
    """

    identity: Identity
    title: str
    reason: str
    diagnosis: str
    course: str
    signed_as: str
    draft: bool = True
    sender: tuple[str, ...] = ()
    to: str = ""
    copies: str = ""
    dated: str = ""
    patient_line: str = ""
    done: tuple[str, ...] = ()
    outcomes: tuple[OutcomeRow, ...] = ()
    not_measured: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    goes_on_with: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = ()
    come_back: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("A discharge summary says why care ends")
        if not self.come_back:
            raise ValueError("A discharge summary says when to come back")
