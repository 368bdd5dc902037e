"""What the meters of the home work rest on, and a device at home beside them."""

from dataclasses import dataclass

from planner.assembly.plan import Plan
from planner.clinical.interventions import Strand, Where, Who
from planner.clinical.pack import Pack
from planner.clinical.weighing import Constant
from planner.documents.filling.dose_line import dose_words
from planner.web.protocol.evidence import grade_words


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisLine:
    """One meter, or one device, and what is known for it."""

    name: str
    says: str
    grade: str


def home_basis(plan: Plan, pack: Pack) -> tuple[BasisLine, ...]:
    """Each limit with its reason and source, then every device used at home with its evidence."""
    if plan.meter is None or plan.current is None:
        return ()
    limits = pack.presentation.limits
    return (
        _limit("Home exercises", limits.home_exercises),
        _limit("Self-care", limits.home_self_care),
        _limit("Home time a day", limits.home_minutes),
        *(
            BasisLine(
                name=f"{item.intervention.name}, a device at home",
                says=f"{dose_words(item.dose)}. It runs beside the day and fills no meter.",
                grade=grade_words(item.intervention),
            )
            for item in plan.current.items
            if item.intervention.strand is Strand.ELECTROTHERAPY
            and item.intervention.where is Where.HOME
            and item.intervention.who is not Who.CLINICIAN
        ),
    )


def _limit(name: str, limit: Constant) -> BasisLine:
    return BasisLine(name=name, says=limit.because, grade=", ".join((limit.kind, *limit.sources)))
