"""Which facts of one patient cannot all be true, and what somebody said of it (HZ-033)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from planner.clinical.answers import Presence
from planner.clinical.case import Case, SignedReason
from planner.clinical.contradictions import Contradiction
from planner.clinical.expressions import evaluate, factors_in, findings_in
from planner.clinical.pack import Pack
from planner.ruleout.picture import ClinicalPicture

BEFORE_BIRTH = "onset-before-birth"
"""The one contradiction that is arithmetic and no clinical knowledge."""
WEEKS_A_YEAR = 365.25 / 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradicted:
    """A contradiction that this patient's facts hold.

    ``findings`` and ``factors`` are the answers it is made of; ``reason`` is why it is true all
    the same, ``None`` while nobody has said so.
    """

    id: str
    says: str
    ask: str
    findings: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()
    reason: SignedReason | None = None


def contradictions(pack: Pack, case: Case, picture: ClinicalPicture) -> tuple[Contradicted, ...]:
    """Every contradiction among the facts of one side, in the order of the pack."""
    return (
        *_of_time(case),
        *(
            _named(entry, case)
            for entry in pack.presentation.contradictions.values()
            if evaluate(entry.when, picture) is Presence.PRESENT
        ),
    )


def _named(entry: Contradiction, case: Case) -> Contradicted:
    answers = {**case.answers, **case.answers_left, **case.answers_right}
    return Contradicted(
        id=entry.id,
        says=entry.says,
        ask=entry.ask,
        findings=_among(answers, findings_in(entry.when)),
        factors=_among(case.factors, factors_in(entry.when)),
        reason=case.explained.get(entry.id),
    )


def _of_time(case: Case) -> Iterator[Contradicted]:
    """A year is let pass: an age in whole years may be nearly one year short."""
    if case.age is None or case.duration_weeks is None:
        return
    if case.duration_weeks > (case.age + 1) * WEEKS_A_YEAR:
        yield Contradicted(
            id=BEFORE_BIRTH,
            says=f"The pain has lasted {case.duration_weeks:g} weeks, longer than a life of "
            f"{case.age:g} years",
            ask="Look at the birth date, the age and the weeks since it began.",
            reason=case.explained.get(BEFORE_BIRTH),
        )


def _among(known: Mapping[str, Presence], names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if name in known)
