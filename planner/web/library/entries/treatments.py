"""A treatment: how, every dose with its grade, where it belongs, what stops it."""

from collections.abc import Iterable

from planner.clinical.interventions import Intervention
from planner.clinical.pack import Pack
from planner.clinical.quantities import DoseRow
from planner.documents.filling.dose_line import dose_words
from planner.web.library.kinds import Ref, entry_address
from planner.web.library.saying import (
    GRADES,
    clause_of,
    factor_ref,
    review_marks,
    source_refs,
    verified_mark,
)
from planner.web.library.values import Cell, Entry, Fact, Mark, Row, Section, Table
from planner.web.words import as_words


def treatment_entry(pack: Pack, name: str) -> Entry:
    """The page of one treatment."""
    item = pack.library.interventions[name]
    evidence = item.evidence
    return Entry(
        kind="treatments",
        id=item.id,
        name=item.name,
        lead=item.purpose,
        tag=as_words(item.strand.value),
        marks=(
            Mark(is_verified=evidence.verified, words=f"Evidence: {GRADES[evidence.grade]}"),
            *review_marks(item.review),
        ),
        sections=(
            _stops(pack, item),
            _how(pack, item),
            Section(
                anchor="doses",
                title="Doses",
                note="No dose is made up: where no row fits, the plan asks.",
                table=_doses(pack, item),
            ),
            Section(
                anchor="evidence",
                title="Evidence",
                facts=(
                    Fact(
                        label=GRADES[evidence.grade],
                        words=f"{evidence.note} ({verified_mark(evidence.verified).words}; "
                        f"{'' if evidence.in_pht_population else 'not '}studied in this condition)",
                        refs=source_refs(pack, evidence.sources),
                    ),
                    *(
                        Fact(
                            label="Founding claim",
                            words=pack.presentation.conflicts[each].says,
                            refs=(Ref(words=each, address=entry_address("conflicts", each)),),
                        )
                        for each in item.conflicts
                        if each in pack.presentation.conflicts
                    ),
                ),
            ),
            Section(
                anchor="harder", title="Next steps up", refs=_treatments(pack, item.progression)
            ),
            Section(anchor="easier", title="Steps down", refs=_treatments(pack, item.regression)),
            Section(
                anchor="same",
                title="The same movement; a plan gets one of them",
                refs=_treatments(pack, item.same_as),
            ),
            _stop_rules(pack, item),
            _card(item),
        ),
    )


def _treatments(pack: Pack, names: Iterable[str]) -> tuple[Ref, ...]:
    library = pack.library.interventions
    return tuple(
        Ref(words=library[name].name, address=entry_address("treatments", name)) for name in names
    )


def _stops(pack: Pack, item: Intervention) -> Section:
    facts = [
        Fact(
            label=as_words(each.status.value),
            words=f"{each.because} ({verified_mark(each.verified).words})",
            refs=(factor_ref(pack, each.factor),),
            tone="caution",
        )
        for each in item.avoid_when
    ]
    if item.only_if is not None:
        facts.append(
            Fact(
                label="Only where",
                words=item.only_if_because or "",
                clause=clause_of(pack, item.only_if),
                tone="caution",
            )
        )
    modality = pack.library.modalities.get(item.modality)
    if modality is not None:
        facts.append(
            Fact(
                label="Kind of treatment",
                words="Everything that stops or changes this kind also binds here.",
                refs=(Ref(words=modality.label, address=entry_address("modalities", modality.id)),),
            )
        )
    return Section(anchor="stops", title="What stops or changes it", facts=tuple(facts))


def _how(pack: Pack, item: Intervention) -> Section:
    pictures = pack.presentation.pictures
    applies = tuple(
        Ref(
            words=pictures[each.picture].name if each.picture in pictures else each.picture,
            address=entry_address("stages", each.picture) if each.picture in pictures else None,
            note=f"stage {', '.join(str(stage) for stage in each.stages)}",
        )
        for each in item.applies
    )
    things = [pack.library.equipment[name].name for name in item.equipment]
    return Section(
        anchor="how",
        title="How to do it",
        facts=(
            Fact(label="How", words=item.clinician_how),
            Fact(label="Start", words=item.start_position.text),
            Fact(label="End", words=item.end_position.text),
            Fact(
                label="Who, where, how long",
                words=f"{as_words(item.who.value)}, {item.where.value}, {item.minutes:g} min a "
                f"session; {item.priority.value.replace('-', ' ')}",
            ),
            Fact(label="Needs", words=", ".join(things) or "nothing"),
            Fact(label="Used in", refs=applies),
        ),
    )


def _doses(pack: Pack, item: Intervention) -> Table | None:
    rows = tuple(_dose(pack, row, place) for place, row in enumerate(item.doses))
    heads = ("Irritability", "Dose", "For", "Grade", "Source")
    return Table(heads=heads, rows=rows) if rows else None


def _dose(pack: Pack, row: DoseRow, place: int) -> Row:
    pictures = pack.presentation.pictures
    where = tuple(
        Ref(
            words=pictures[each.picture].name if each.picture in pictures else each.picture,
            note=f"stage {', '.join(str(stage) for stage in each.stages)}",
        )
        for each in row.applies
    )
    said = (
        Cell(words=dose_words(row), note=row.note or "")
        if row.use
        else Cell(words=f"Not used: {row.because}", tone="caution")
    )
    return Row(
        name=Ref(words=row.irritability.value.capitalize()),
        anchor=f"dose-{place}",
        cells=(
            said,
            Cell(refs=where),
            Cell(words=GRADES[row.evidence.grade]),
            Cell(
                refs=source_refs(pack, row.evidence.sources),
                mark=verified_mark(row.evidence.verified, row.evidence.reason),
            ),
        ),
    )


def _stop_rules(pack: Pack, item: Intervention) -> Section:
    known = pack.library.stop_rules
    return Section(
        anchor="stop-at-once",
        title="Stop at once",
        facts=tuple(
            Fact(
                label=known[each].rule,
                words=f"{known[each].action} ({verified_mark(known[each].verified).words})",
            )
            for each in item.stop_rules
            if each in known
        ),
    )


def _card(item: Intervention) -> Section:
    card = item.patient
    texts = (card.name, card.why) if card else (item.patient_how,)
    steps = card.steps if card else ()
    return Section(
        anchor="patient",
        title="What the patient reads",
        texts=tuple(text for text in texts if text),
        points=tuple(
            step.replace("{side}", "painful").replace("{other side}", "other") for step in steps
        ),
        is_spoken=True,
    )
