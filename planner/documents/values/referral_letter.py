"""The referral letter: what is asked and by when, before anything else."""

from dataclasses import dataclass
from enum import Enum

from planner.documents.values.identity import Identity


class LetterUrgency(Enum):
    """How dark the bar is: the darker, the more urgent."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    ROUTINE = "routine"


@dataclass(frozen=True)
class LetterFinding:
    """One finding that raised the letter, with its result and since when."""

    finding: str
    result: str
    since: str = ""


@dataclass(frozen=True)
class ReferralLetter:
    """A letter from the findings that raised it, in order of their weight.

    ``bar`` is the line in the urgency bar ("URGENT: MRI and surgical opinion by 4 December
    2026"). ``not_found`` was looked for and absent; ``not_assessed`` was not looked for or could
    not be: the two are never mixed. ``told`` are the words the patient heard. ``signed_as`` stands
    under the line for the signature. ``needs`` is what this kind of service asks first of
    everybody, as an answer and the names it holds for ("No", "blood thinner; pacemaker").
    """

    identity: Identity
    title: str
    urgency: LetterUrgency
    bar: str
    asked: tuple[str, ...]
    findings: tuple[LetterFinding, ...]
    signed_as: str
    draft: bool = True
    sender: tuple[str, ...] = ()
    to: str = ""
    copies: str = ""
    dated: str = ""
    patient_line: str = ""
    concern: str = ""
    not_found: tuple[str, ...] = ()
    not_assessed: tuple[str, ...] = ()
    needs_heading: str = ""
    needs: tuple[tuple[str, str], ...] = ()
    background: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    told: str = ""
    has_telephone_line: bool = True
    guidance: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.asked:
            raise ValueError("A referral letter must say what is asked")
        if not self.bar.strip():
            raise ValueError("A referral letter must say how soon")
