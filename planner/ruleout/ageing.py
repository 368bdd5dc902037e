"""Whether an answer of an earlier day still says something today (HZ-010, HZ-014, HZ-015).

The record asks it of every earlier visit, a case file of every answer it dates: one rule for both.
"""

from datetime import date

from planner.clinical.answers import Presence
from planner.clinical.findings import FindingKind
from planner.clinical.pack import Validity


def still_says(
    said: Presence,
    kind: FindingKind,
    observed_on: date,
    on: date,
    validity: Validity,
    *,
    is_protected: bool,
    is_warning: bool,
) -> bool:
    """Whether an answer observed before ``on`` counts on that day.

    Of what keeps somebody safe only a *yes* does, however old; a *yes* to any warning sign stands
    too. Everything else counts for the days the pack gives its kind.
    """
    if is_protected or (is_warning and said is Presence.PRESENT):
        return said is Presence.PRESENT
    return validity.holds(kind, observed_on, on)
