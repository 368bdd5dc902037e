"""A staged treatment: each stage with its aim and its criteria, and where they come from."""

from planner.clinical.pack import Pack
from planner.clinical.stages import Criterion, Stage, Strictness
from planner.documents.filling.numbers import as_range
from planner.web.library.kinds import Ref, entry_address
from planner.web.library.saying import (
    cause_ref,
    clause_of,
    review_marks,
    source_refs,
    verified_mark,
)
from planner.web.library.values import Entry, Fact, Section
from planner.web.words import as_words


def stages_entry(pack: Pack, name: str) -> Entry:
    """The page of one staged treatment."""
    picture = pack.presentation.pictures[name]
    measures = pack.library.outcome_measures
    rules = (
        ("Pain rule", picture.pain_rule),
        ("Test task", picture.test_task),
        ("Note on the diagnosis", picture.diagnostic_note),
    )
    return Entry(
        kind="stages",
        id=picture.id,
        name=picture.name,
        lead="Time never advances a stage: its criteria do.",
        marks=review_marks(picture.review),
        sections=(
            Section(
                anchor="for",
                title="For",
                refs=tuple(cause_ref(pack, each) for each in picture.conditions),
                points=picture.cautions,
                facts=tuple(Fact(label=label, words=words) for label, words in rules if words),
            ),
            *(_stage(pack, stage) for stage in picture.stages),
            Section(
                anchor="agreements",
                title="Agreement before a stage",
                facts=tuple(
                    Fact(label=f"Before stage {each.stage}", words=each.says)
                    for each in picture.agreements
                ),
            ),
            Section(
                anchor="measures",
                title="Measured by",
                refs=tuple(
                    Ref(words=measures[each].name, address=entry_address("measures", each))
                    for each in picture.outcome_measures
                    if each in measures
                ),
            ),
            _recovery(pack, picture.prognosis),
            Section(anchor="sources", title="Sources", refs=source_refs(pack, picture.sources)),
        ),
    )


def _stage(pack: Pack, stage: Stage) -> Section:
    items = pack.library.interventions
    weeks = f"{as_range(stage.expected_weeks)}; " if stage.expected_weeks else ""
    groups = (("Enter", stage.entry), ("Go on", stage.exit), ("Step back", stage.regress))
    return Section(
        anchor=f"stage-{stage.id}",
        title=f"Stage {stage.id}: {stage.name}",
        texts=tuple(text for text in (stage.aim, stage.notes) if text),
        facts=(
            Fact(
                label="Limits",
                words=f"pain up to {stage.pain_limit} of 10 during the work; running: "
                f"{stage.running.value.replace('-', ' ')}",
            ),
            Fact(label="Expected", words=f"{weeks}{stage.expected_note}"),
            *(
                _criterion(pack, f"{label} when", criterion)
                for label, criteria in groups
                for criterion in criteria
            ),
            Fact(
                label="Core treatments",
                refs=tuple(
                    Ref(words=items[each].name, address=entry_address("treatments", each))
                    for each in stage.core_interventions
                    if each in items
                ),
            ),
        ),
    )


def _criterion(pack: Pack, label: str, criterion: Criterion) -> Fact:
    strict = (
        ""
        if criterion.strictness is Strictness.GATE
        else f", {as_words(criterion.strictness).lower()}"
    )
    mark = verified_mark(criterion.verified, criterion.reason).words
    measure = criterion.measure
    known = measure is not None and (
        measure in pack.library.measures or measure in pack.library.outcome_measures
    )
    measured = (
        (Ref(words=as_words(measure), address=entry_address("measures", measure)),)
        if measure is not None and known
        else ()
    )
    return Fact(
        label=label,
        words=f"{criterion.text} ({mark}{strict})",
        refs=(*measured, *source_refs(pack, criterion.sources)),
        clause=clause_of(pack, criterion.expression) if criterion.expression else None,
    )


def _recovery(pack: Pack, name: str | None) -> Section:
    found = pack.presentation.recoveries.get(name or "")
    if found is None:
        return Section(anchor="recovery", title="Expected recovery")
    return Section(
        anchor="recovery",
        title="Expected recovery",
        facts=(
            Fact(
                label=found.range_weeks,
                words=f"{found.desc} {found.basis} ({verified_mark(found.verified).words})",
                refs=source_refs(pack, found.sources),
            ),
        ),
    )
