"""Expected recovery and outcome measures: a range of weeks, never a date."""

from planner.assembly.plan import OutcomeDate, Prognosis
from planner.clinical.case import Case
from planner.clinical.outcomes import Recovery
from planner.clinical.pack import Pack
from planner.clinical.stages import TreatmentPicture


def prognosis(pack: Pack, treatment: TreatmentPicture | None, case: Case) -> Prognosis:
    """The recovery of the patient's group, with what makes it slower by direction only."""
    return Prognosis(
        recovery=_recovery(pack, treatment, case),
        slower_because=tuple(
            modifier
            for modifier in pack.presentation.recovery_modifiers
            if modifier.group and modifier.group.holds(case.duration_weeks, case.irritability)
        ),
    )


def outcome_dates(pack: Pack, treatment: TreatmentPicture) -> tuple[OutcomeDate, ...]:
    """The measures of this picture and the weeks at which each is due."""
    measures = pack.library.outcome_measures
    names = treatment.outcome_measures or tuple(measures)
    return tuple(OutcomeDate(measure=measures[n], weeks=measures[n].weeks) for n in names)


def _recovery(pack: Pack, treatment: TreatmentPicture | None, case: Case) -> Recovery | None:
    """The recovery the picture names, or the first that replaces it for this person's group."""
    if treatment is None or not treatment.prognosis:
        return None
    recoveries = pack.presentation.recoveries
    for each in recoveries.values():
        if (
            each.instead_of == treatment.prognosis
            and each.group is not None
            and each.group.holds(case.duration_weeks, case.irritability)
        ):
            return each
    return recoveries[treatment.prognosis]
