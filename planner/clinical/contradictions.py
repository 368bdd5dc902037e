"""Facts that cannot all be true of one person, as a pack lists them (HZ-033)."""

from dataclasses import dataclass

from planner.clinical.citations import Review
from planner.clinical.expressions import Expression
from planner.clinical.value import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction(Value):
    """One combination that is a slip unless somebody says why it is true.

    ``says`` names the facts, ``ask`` is what to look at again. While it stands unexplained no
    order of the causes is told and no plan issued; rules hold all the same.
    """

    id: str
    when: Expression
    says: str
    ask: str
    review: Review
