"""A factor and what each answer does to every kind of treatment; and the same the other way."""

from planner.clinical.contraindications import Cell as MatrixCell
from planner.clinical.contraindications import CellStatus, Factor
from planner.clinical.pack import Pack
from planner.web.library.kinds import Ref, entry_address
from planner.web.library.saying import (
    clause_of,
    factor_ref,
    review_marks,
    source_refs,
    verified_mark,
)
from planner.web.library.values import Cell, Entry, Fact, Mark, Row, Section, Table
from planner.web.words import as_words

ORDER = {status: place for place, status in enumerate(CellStatus)}
HEADS = ("What it does", "To the clinician", "To the patient", "Source")
SAFE_IS_NO_PROOF = "no objection recalled, which is not proof"


def factor_entry(pack: Pack, name: str) -> Entry:
    """The page of one factor: its question, and its row of the matrix."""
    factor = pack.library.factors[name]
    cells = sorted(factor.cells.items(), key=lambda item: ORDER[item[1].status])
    return Entry(
        kind="factors",
        id=factor.id,
        name=factor.label,
        lead=factor.ask,
        marks=review_marks(factor.review),
        sections=(
            _asked(pack, factor),
            Section(
                anchor="matrix",
                title="What a yes does",
                note="An unanswered question blocks what a yes would block.",
                table=Table(
                    heads=("Kind of treatment", *HEADS),
                    rows=tuple(
                        Row(
                            name=_modality(pack, modality),
                            cells=_cells(pack, cell),
                            anchor=modality,
                        )
                        for modality, cell in cells
                    ),
                ),
            ),
        ),
    )


def modality_entry(pack: Pack, name: str) -> Entry:
    """The page of one kind of treatment: its column of the matrix, and its treatments."""
    modality = pack.library.modalities[name]
    cells = sorted(
        ((f.id, f.cells[name]) for f in pack.library.factors.values() if name in f.cells),
        key=lambda item: ORDER[item[1].status],
    )
    items = tuple(
        Ref(words=item.name, address=entry_address("treatments", item.id))
        for item in pack.library.interventions.values()
        if item.modality == name
    )
    rows = tuple(
        Row(name=factor_ref(pack, factor), cells=_cells(pack, cell), anchor=factor)
        for factor, cell in cells
    )
    return Entry(
        kind="modalities",
        id=modality.id,
        name=modality.label,
        lead="A guard row: never prescribed." if modality.guard_only else "",
        marks=(),
        sections=(
            Section(
                anchor="matrix",
                title="What stops or changes it",
                note="An unanswered question blocks what a yes would block.",
                table=Table(heads=("Factor", *HEADS), rows=rows) if rows else None,
            ),
            Section(anchor="treatments", title="Treatments of this kind", refs=items),
        ),
    )


def _asked(pack: Pack, factor: Factor) -> Section:
    facts = []
    if factor.derived is not None:
        facts.append(
            Fact(
                label="Worked out from",
                words="Asked nowhere else; the worst answer wins.",
                clause=clause_of(pack, factor.derived),
            )
        )
    if factor.implied_by is not None:
        facts.append(Fact(label="Present with", clause=clause_of(pack, factor.implied_by)))
    if factor.asked_of is not None:
        facts.append(Fact(label="Concerns", clause=clause_of(pack, factor.asked_of)))
    if factor.settled_by:
        rules = pack.presentation.rules
        facts.append(
            Fact(
                label="Settled by a signed result of",
                refs=tuple(
                    Ref(words=rules[each].name, address=entry_address("rules", each))
                    for each in factor.settled_by
                    if each in rules
                ),
            )
        )
    if factor.refer:
        facts.append(Fact(label="A yes also calls for", words=factor.refer, tone="caution"))
    if factor.note:
        facts.append(Fact(label="Note", words=factor.note))
    return Section(anchor="asked", title="How it becomes known", facts=tuple(facts))


def _modality(pack: Pack, name: str) -> Ref:
    modality = pack.library.modalities[name]
    return Ref(words=modality.label, address=entry_address("modalities", name))


def _agreed(pack: Pack, cell: MatrixCell) -> str:
    """What turns a hold into a precaution; nothing for a cell that waits for nobody."""
    names = [pack.library.investigations[each.investigation].name for each in cell.agreed_by]
    return f"A precaution once this is on record: {'; '.join(names)}." if names else ""


def _once_agreed(cell: MatrixCell) -> str:
    """What the patient reads once the agreement is on record."""
    return f"Once agreed: {cell.patient_agreed}" if cell.patient_agreed else ""


def _cells(pack: Pack, cell: MatrixCell) -> tuple[Cell, ...]:
    is_unproven = cell.status is CellStatus.SAFE and not cell.verified
    mark = (
        Mark(is_verified=False, words=SAFE_IS_NO_PROOF)
        if is_unproven
        else verified_mark(cell.verified)
    )
    return (
        Cell(words=as_words(cell.until_agreed.value), tone=cell.until_agreed.value),
        Cell(
            words=cell.clinician or "",
            note=" ".join(filter(None, (cell.note, _agreed(pack, cell)))),
        ),
        Cell(words=cell.patient or "", note=_once_agreed(cell), tone="spoken"),
        Cell(refs=source_refs(pack, cell.sources), mark=mark),
    )
