"""The protocol in the clinician's record: stages, doses, cautions, what was left out and why."""

from collections.abc import Iterator, Sequence

from planner.assembly.candidates import WAITS
from planner.assembly.moves import RUN
from planner.assembly.plan import ItemCaution, LeftOut, Plan, PlanItem, PlanStage
from planner.clinical.answers import Presence
from planner.clinical.interventions import BRIEF_STRANDS, Strand
from planner.clinical.pack import Pack
from planner.clinical.stages import Criterion, Strictness
from planner.documents.filling.citations import checked, cited, signed
from planner.documents.filling.dose_line import dose_words
from planner.documents.filling.numbers import as_range, measured
from planner.documents.values import LeftOut as LeftOutRow
from planner.documents.values import (
    OutcomeMeasureRow,
    RecordItem,
    RecordStage,
    RecordStrand,
    Stated,
)

WHOLE = "The whole strand"
MOST_UNASKED = 2
"""Precautions nobody asked about, named beside an item."""


def record_stages(pack: Pack, plan: Plan) -> tuple[RecordStage, ...]:
    """Every stage with its criteria; only the current one is dosed.

    Criteria to step back stand whole in the current stage; others name only what differs. A later
    stage names the candidates that no stage before it named.
    """
    now = plan.current.items if plan.current else ()
    stages, named = [], {item.intervention.id for item in now}
    for entry in plan.stages:
        strands = _current(pack, plan, entry) if entry.is_current else _candidates(entry, named)
        stages.append(_stage(plan, entry, strands))
        named |= {item.id for item in entry.candidates}
    return tuple(stages)


def nobody_checked(plan: Plan) -> str:
    """One sentence where no clinician checked any item of the current stage, instead of twenty."""
    items = plan.current.items if plan.current else ()
    alone = items and not any(item.intervention.review.checked_by for item in items)
    return f"None of the {len(items)} items has been checked by a clinician." if alone else ""


def _current(pack: Pack, plan: Plan, entry: PlanStage) -> tuple[RecordStrand, ...]:
    told: set[str] = set()
    return tuple(
        RecordStrand(strand_name(strand), tuple(_item(pack, plan, item, told) for item in items))
        for strand, items in entry.by_strand().items()
    )


def _candidates(entry: PlanStage, named: set[str]) -> tuple[RecordStrand, ...]:
    new = [item for item in entry.candidates if item.id not in named]
    return tuple(
        RecordStrand(
            strand_name(strand),
            tuple(RecordItem(item.name, item.where.value) for item in new if item.strand is strand),
        )
        for strand in Strand
        if any(item.strand is strand for item in new)
    )


def _stage(plan: Plan, entry: PlanStage, strands: tuple[RecordStrand, ...]) -> RecordStage:
    stage, current = entry.stage, plan.current
    said = () if entry.is_current or current is None else [c.text for c in current.stage.regress]
    weeks = f"; expected {as_range(stage.expected_weeks)}" if stage.expected_weeks else ""
    return RecordStage(
        title=f"Stage {stage.id}: {stage.name}{' (done)' if entry.is_done else ''}",
        is_current=entry.is_current,
        aim=f"{stage.aim} Pain limit {stage.pain_limit}/10; running: {stage.running}{weeks}.",
        entry=tuple(_criterion(c) for c in stage.entry),
        exit=tuple(_criterion(c) for c in stage.exit),
        regress=tuple(_criterion(c) for c in stage.regress if c.text not in said),
        strands=strands,
    )


def _criterion(criterion: Criterion) -> str:
    """The dossier's wording; a prompt or trend says so, and so does the rare verified one."""
    marks = [] if criterion.strictness is Strictness.GATE else [criterion.strictness.value]
    marks += ["verified"] if criterion.verified else []
    return f"{criterion.text} ({', '.join(marks)})" if marks else criterion.text


def _item(pack: Pack, plan: Plan, item: PlanItem, told: set[str]) -> RecordItem:
    """One item; a conflict that an item before it has ``told`` stands by its number alone."""
    thing, dose = item.intervention, item.dose
    serves = plan.picture is not None and item.serves != plan.picture.id
    conflicts = " ".join(
        f"{each.id.upper()}." if each.id in told else f"{each.id.upper()}: {each.says}"
        for each in item.conflicts
    )
    told |= {each.id for each in item.conflicts}
    why = " ".join(
        part for part in (f"{item.why}.", conflicts, _moves(pack, plan, thing.id)) if part
    )
    return RecordItem(
        name=f"{thing.name}{f' (for {item.serves})' if serves else ''}",
        where=thing.where.value,
        dose=dose_words(dose),
        why=why,
        grade=f"dose: {dose.evidence.grade.value}",
        source=cited((*thing.evidence.sources, *dose.evidence.sources)),
        caution=" ".join(_cautions(pack, item.cautions)),
        checked="; ".join(
            part
            for part in (
                f"dose {checked(dose.evidence.verified)}",
                "" if nobody_checked(plan) else signed(thing.review),
            )
            if part
        ),
    )


def _moves(pack: Pack, plan: Plan, item: str) -> str:
    """The sessions put on another day, each with who and why: as "Mon moved to Thu (A: away)"."""
    names = pack.presentation.words.week.day_names
    return " ".join(
        f"{names[move.day]} moved to {names[move.to]} ({move.by})."
        for move in plan.moves
        if move.item == item
    )


def _cautions(pack: Pack, cautions: Sequence[ItemCaution]) -> Iterator[str]:
    """What must be heeded; then what was not asked, which the questions name once for all items."""
    factors = pack.library.factors
    unasked = []
    for caution in cautions:
        label = factors[caution.factor].label
        if caution.answer is Presence.PRESENT:
            yield f"{label}: {caution.clinician}"
        else:
            unasked.append(label)
    if len(unasked) > MOST_UNASKED:
        yield f"{len(unasked)} precautions not asked: the questions name them."
    elif unasked:
        yield f"{'; '.join(unasked)} not asked."


def strand_name(strand: Strand) -> str:
    """The strand as a heading."""
    return strand.value.replace("-", " ").capitalize()


def left_out_rows(plan: Plan) -> tuple[LeftOutRow, ...]:
    """Whole strands of the brief first, then items in the founding order of strands.

    Items of one strand left out for one reason stand in one row, and so do whole strands.
    """
    order = {strand: place for place, strand in enumerate(Strand)}

    def place(entry: LeftOut) -> tuple[bool, int]:
        is_strand = entry.strand in BRIEF_STRANDS and entry.id == entry.strand.value
        return not is_strand, order[entry.strand] if entry.strand else len(order)

    together: dict[tuple[str, str], list[str]] = {}
    whole: dict[str, list[str]] = {}
    for entry in sorted(plan.left_out, key=place):
        strand = strand_name(entry.strand) if entry.strand else ""
        waits = entry.factors and entry.because.startswith(WAITS)
        because = "waits for the answers asked for above" if waits else entry.because
        if place(entry)[0]:
            together.setdefault((strand, because), []).append(entry.name)
        else:
            whole.setdefault(because, []).append(strand)
    return (
        *(LeftOutRow(WHOLE, because, "; ".join(strands)) for because, strands in whole.items()),
        *(
            LeftOutRow("; ".join(names), because, strand)
            for (strand, because), names in together.items()
        ),
    )


def prognosis_rows(pack: Pack, plan: Plan) -> tuple[Stated, ...]:
    """The expected range and what makes it slower: direction only, no added weeks."""
    recovery = plan.prognosis.recovery
    rows = []
    if recovery is not None:
        rows.append(
            Stated(
                f"{recovery.desc}: {_weeks(recovery.range_weeks)}. "
                f"Basis: {recovery.basis.rstrip('.')}.",
                cited(recovery.sources),
                checked(recovery.verified),
            )
        )
    rows += [
        Stated(
            f"Slower: {modifier.factor} ({modifier.direction}).",
            cited(modifier.sources),
            checked(modifier.verified),
        )
        for modifier in plan.prognosis.slower_because
    ]
    if plan.running is not None:
        moved = [text for text in (_moves(pack, plan, RUN),) if text]
        rows.append(Stated(" ".join(("Running:", *plan.running.said, *moved))))
    if plan.sport is not None:
        table = plan.sport.table
        rows.append(
            Stated(f"{table.name}: {table.because}", cited(table.sources), checked(table.verified))
        )
    return tuple(rows)


def _weeks(given: str) -> str:
    """A range as a sentence has it: "12-24 to sport" names its unit; "refer" has none."""
    number, _, more = given.partition(" ")
    return f"{number} weeks {more}".strip() if number[:1].isdigit() else given


def outcome_rows(plan: Plan) -> tuple[OutcomeMeasureRow, ...]:
    """When each measure is due and the smallest change a source gives for it."""
    recorded = plan.case.measures
    return tuple(
        OutcomeMeasureRow(
            name=entry.measure.name,
            due=entry.measure.when,
            today=measured(recorded[entry.measure.id], entry.measure.unit)
            if entry.measure.id in recorded
            else "",
            smallest_change=" ".join(
                part
                for part in (
                    f"MCID {entry.measure.mcid}." if entry.measure.mcid else "",
                    f"MDC {entry.measure.mdc}." if entry.measure.mdc else "",
                )
                if part
            )
            or "none known",
            source=cited(entry.measure.source),
        )
        for entry in plan.outcome_measures
    )
