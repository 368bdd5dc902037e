"""Numbers that cannot be: each ratio against its own sensitivity, specificity and interval."""

from collections.abc import Callable, Iterator

from planner.clinical.findings import AccuracyRow, EvidenceKind
from planner.clinical.pack import Pack
from planner.knowledge.places import Places
from planner.knowledge.problem import Problem

COMPUTED = "computed"
"""The word in ``lr_origin`` that says the ratio follows from the row's own accuracy."""

ROUNDING = 0.006
"""Sensitivity and specificity are printed to two or three places: half a unit of the second."""


def impossible_ratios(pack: Pack, places: Places) -> Iterator[Problem]:
    """Chances outside 0 to 1, ratios that their own row contradicts, intervals that miss."""
    for finding in pack.library.findings.values():
        for index, row in enumerate(finding.accuracy):
            if row.evidence is EvidenceKind.PUBLISHED:
                for says in _faults(row):
                    yield places.problem(finding, says, ("accuracy", index))


def priors_that_do_not_add_up(pack: Pack, places: Places) -> Iterator[Problem]:
    """Key findings that cannot be asked, and prior groups outside 0 to 1."""
    for condition in pack.presentation.conditions.values():
        for index, stratum in enumerate(condition.pretest.strata):
            if not 0 < stratum.estimate < 1:
                says = f"the prior {stratum.estimate} for {stratum.when!r} is no chance"
                yield places.problem(condition, says, ("pretest", "strata", index))


def _faults(row: AccuracyRow) -> Iterator[str]:
    for name in ("sensitivity", "specificity", "post_test_probability"):
        number = getattr(row, name)
        if number is not None and not 0 <= number <= 1:
            yield f"{row.condition}: {name} {number} is not between 0 and 1"
    computed = (row.lr_origin or "").startswith(COMPUTED)
    # with a zero cell half a count was added, so the ratio cannot follow from the row
    corrected = bool({0.0, 1.0} & {row.sensitivity, row.specificity})
    if computed and not corrected and row.sensitivity is not None and row.specificity is not None:
        yield from _ratio_faults(row, row.sensitivity, row.specificity)
    for name in ("lr_positive", "lr_negative"):
        ratio = getattr(row, name)
        interval = getattr(row.ci95, name) if row.ci95 else None
        if ratio is not None and interval is not None:
            low, high = interval
            if not low * 0.99 <= ratio <= high * 1.01:
                yield f"{row.condition}: {name} {ratio} lies outside its interval {low} to {high}"
    if row.design_discount is not None and row.lr_positive is not None:
        before, after = row.lr_positive, row.design_discount.lr_positive
        if after > before:
            yield f"{row.condition}: the discount raises lr_positive from {before} to {after}"


def _ratio_faults(row: AccuracyRow, sensitivity: float, specificity: float) -> Iterator[str]:
    positive = _around(
        lambda se, sp: se / (1 - sp) if sp < 1 else float("inf"), sensitivity, specificity
    )
    negative = _around(
        lambda se, sp: (1 - se) / sp if sp > 0 else float("inf"), sensitivity, specificity
    )
    for name, (low, high) in (("lr_positive", positive), ("lr_negative", negative)):
        ratio = getattr(row, name)
        if ratio is not None and not low - 0.011 <= ratio <= high + 0.011:
            yield (
                f"{row.condition}: {name} {ratio} does not follow from sensitivity "
                f"{sensitivity} and specificity {specificity}; expected {low:.2f} to {high:.2f}"
            )


def _around(
    formula: Callable[[float, float], float], sensitivity: float, specificity: float
) -> tuple[float, float]:
    """The lowest and highest ratio that rounding of the printed accuracy allows."""
    results = [
        formula(min(1.0, max(0.0, sensitivity + a)), min(1.0, max(0.0, specificity + b)))
        for a in (-ROUNDING, 0, ROUNDING)
        for b in (-ROUNDING, 0, ROUNDING)
    ]
    return min(results), max(results)
