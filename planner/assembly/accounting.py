"""What is not in the plan, because: every item, and every strand of the brief."""

from collections.abc import Sequence

from planner.assembly.candidates import Gathered, blocked
from planner.assembly.plan import LeftOut, PlanItem
from planner.assembly.selection import Choice
from planner.clinical.interventions import BRIEF_STRANDS, Strand
from planner.clinical.pack import Pack
from planner.clinical.stages import Stage, TreatmentPicture


def left_out_items(pack: Pack, gathered: Gathered, choice: Choice) -> tuple[LeftOut, ...]:
    """Items that a factor blocks, then those the limits passed over, then those never fitting."""
    passed = [
        LeftOut(id=c.item.id, name=c.item.name, because=because, strand=c.item.strand)
        for c, because in choice.passed_over
    ]
    stopped = [blocked(c.screened, pack) for c in gathered.candidates if not c.screened.allowed]
    return (*stopped, *passed, *gathered.left_out)


def strands_without_items(
    treatment: TreatmentPicture,
    stage: Stage,
    items: Sequence[PlanItem],
    left_out: Sequence[LeftOut],
) -> tuple[LeftOut, ...]:
    """Every strand of the brief is in the plan or says here why it is not."""
    present = {item.intervention.strand for item in items}
    return tuple(
        LeftOut(
            id=strand.value,
            name=strand.value,
            strand=strand,
            because=why_no(strand, treatment, stage, left_out),
        )
        for strand in BRIEF_STRANDS
        if strand not in present
    )


def why_no(
    strand: Strand, treatment: TreatmentPicture, stage: Stage, left_out: Sequence[LeftOut]
) -> str:
    """Why a strand has no item in this stage: what was considered, or which stage it belongs to."""
    named = [entry.name for entry in left_out if entry.strand is strand]
    if named:
        return f"considered, none fits now: {', '.join(named)}"
    later = [s for s in treatment.stages if s.id > stage.id and strand in s.active_strands]
    if later:
        return f"starts in stage {later[0].id} ({later[0].name})"
    earlier = [s for s in treatment.stages if s.id < stage.id and strand in s.active_strands]
    if earlier:
        return f"belongs to earlier stages (last in stage {earlier[-1].id})"
    if treatment.interim_weeks is not None:
        return "not part of an interim plan"
    return f"not part of the treatment of {treatment.name}"
