"""Expected recovery and outcome measures: a range of weeks, never a date."""

from planner.assembly.plan import OutcomeDate, Prognosis
from planner.clinical.answers import Irritability
from planner.clinical.case import Case
from planner.clinical.outcomes import Recovery
from planner.clinical.pack import Pack
from planner.clinical.stages import TreatmentPicture

ACUTE_BELOW_WEEKS = 6
CHRONIC_FROM_WEEKS = 52
"""Weeks since onset that part acute, typical and chronic in the dossier's prognosis table."""


def prognosis(pack: Pack, treatment: TreatmentPicture | None, case: Case) -> Prognosis:
    """The recovery of the patient's group, with what makes it slower by direction only."""
    return Prognosis(
        recovery=_recovery(pack, treatment, case),
        slower_because=tuple(
            modifier
            for modifier in pack.presentation.recovery_modifiers
            if (modifier.factor.startswith("irritability high") and _is_high(case))
            or (modifier.factor.startswith("duration") and _is_chronic(case))
        ),
    )


def outcome_dates(pack: Pack, treatment: TreatmentPicture) -> tuple[OutcomeDate, ...]:
    """The measures of this picture and the weeks at which each is due."""
    measures = pack.library.outcome_measures
    names = treatment.outcome_measures or tuple(measures)
    return tuple(OutcomeDate(measure=measures[n], weeks=measures[n].weeks) for n in names)


def _recovery(pack: Pack, treatment: TreatmentPicture | None, case: Case) -> Recovery | None:
    if treatment is None:
        return None
    recoveries = pack.presentation.recoveries
    if treatment.prognosis == "typical":
        if _is_chronic(case):
            return recoveries["chronic"]
        is_new = case.duration_weeks is not None and case.duration_weeks < ACUTE_BELOW_WEEKS
        if is_new and case.irritability is Irritability.LOW:
            return recoveries["acute-reactive"]
    return recoveries[treatment.prognosis] if treatment.prognosis else None


def _is_chronic(case: Case) -> bool:
    return case.duration_weeks is not None and case.duration_weeks > CHRONIC_FROM_WEEKS


def _is_high(case: Case) -> bool:
    return case.irritability is Irritability.HIGH
