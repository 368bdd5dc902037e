"""A finding: how to ask or test, when not to, what it says about each cause."""

from planner.clinical.findings import Finding, FindingStage
from planner.clinical.pack import Pack
from planner.web.library.entries.ratios import ratio_cells
from planner.web.library.kinds import Ref
from planner.web.library.saying import cause_ref, clause_of, finding_ref, review_marks
from planner.web.library.values import Entry, Fact, Row, Section, Table
from planner.web.words import as_words

WHEN = {
    FindingStage.RED_FLAG_SCREEN: "Safety screen",
    FindingStage.BEFORE_TESTING: "Before testing",
    FindingStage.CORE: "Core examination",
    FindingStage.BRANCH: "Asked when a branch opens",
    FindingStage.COMPOSITE: "Worked out from other findings",
    FindingStage.OUTCOME: "Measured over time",
}


def finding_entry(pack: Pack, name: str) -> Entry:
    """The page of one finding."""
    finding = pack.library.findings[name]
    return Entry(
        kind="findings",
        id=finding.id,
        name=finding.name,
        lead=finding.wording,
        tag=WHEN[finding.stage],
        marks=review_marks(finding.review),
        sections=(
            _not_when(pack, finding),
            _how(pack, finding),
            Section(
                anchor="evidence",
                title="What it says about each cause",
                note="Ratios as published; what is counted is discounted for the study's design.",
                table=_evidence(pack, finding),
            ),
            _construct(pack, finding),
        ),
    )


def _not_when(pack: Pack, finding: Finding) -> Section:
    facts = tuple(
        Fact(label=caution.because, clause=clause_of(pack, caution.when), tone="caution")
        for caution in finding.avoid_when
    )
    return Section(
        anchor="not-when",
        title="When not to do it",
        texts=(finding.cautions,) if finding.cautions else (),
        facts=facts,
    )


def _how(pack: Pack, finding: Finding) -> Section:
    facts = [
        Fact(label="How", words=finding.how_to),
        Fact(label="Present when", words=finding.positive_when),
        Fact(
            label="Position and time",
            words=f"{as_words(finding.position.value)}, {finding.minutes:g} min "
            "(the compiler's estimate)",
        ),
        Fact(
            label="Asked",
            words=as_words(finding.ask_when),
            clause=clause_of(pack, finding.ask_if) if finding.ask_if else None,
        ),
    ]
    if finding.derived is not None:
        facts.append(
            Fact(
                label="Worked out from",
                words="" if finding.answerable else "Never asked by itself.",
                clause=clause_of(pack, finding.derived),
            )
        )
    if finding.note:
        facts.append(Fact(label="Note", words=finding.note))
    return Section(anchor="how", title="How to do it", facts=tuple(facts))


def _evidence(pack: Pack, finding: Finding) -> Table | None:
    rows = tuple(
        Row(
            name=cause_ref(pack, row.condition),
            cells=ratio_cells(pack, row),
            anchor=f"{row.condition}-{place}",
        )
        for place, row in enumerate(finding.accuracy)
    )
    heads = ("Cause", "Present", "Absent", "Study", "Source")
    return Table(heads=heads, rows=rows) if rows else None


def _construct(pack: Pack, finding: Finding) -> Section:
    construct = pack.library.constructs.get(finding.construct)
    if construct is None:
        return Section(anchor="construct", title="Measures")
    others: tuple[Ref, ...] = tuple(
        finding_ref(pack, each) for each in construct.order if each != finding.id
    )
    return Section(
        anchor="construct",
        title=f"Measures the same thing: {construct.name}",
        note=" ".join(part for part in (construct.note, construct.order_because) if part),
        facts=(Fact(label="Counted together as", words=as_words(construct.combine.value)),),
        refs=others,
    )
