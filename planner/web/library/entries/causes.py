"""A cause: what it is, how likely at the start, what settles it, what speaks for and against."""

from planner.clinical.conditions import Condition
from planner.clinical.pack import Pack
from planner.web.library.entries.ratios import ratio_cells
from planner.web.library.kinds import Ref, entry_address
from planner.web.library.saying import (
    DISPOSITIONS,
    cause_ref,
    clause_of,
    finding_ref,
    review_marks,
    source_refs,
    verified_mark,
)
from planner.web.library.values import Entry, Fact, Row, Section, Table
from planner.web.words import per_cent


def cause_entry(pack: Pack, name: str) -> Entry:
    """The page of one cause."""
    cause = pack.presentation.conditions[name]
    return Entry(
        kind="causes",
        id=cause.id,
        name=cause.name,
        lead=cause.description,
        tag=DISPOSITIONS[cause.default_action],
        marks=review_marks(cause.review),
        sections=(
            _what(cause),
            _settling(pack, cause),
            Section(anchor="more-likely", title="More likely with", points=cause.more_likely),
            Section(anchor="less-likely", title="Less likely with", points=cause.less_likely),
            Section(
                anchor="evidence",
                title="What each finding says",
                note="Ratios as published; what is counted is discounted for the study's design.",
                table=_evidence(pack, cause),
            ),
            _action(pack, cause),
            Section(
                anchor="patient",
                title="What the patient reads",
                texts=(cause.patient.name, *cause.patient.what, cause.patient.less_likely),
                is_spoken=True,
            ),
            Section(anchor="sources", title="Sources", refs=source_refs(pack, cause.sources)),
        ),
    )


def _what(cause: Condition) -> Section:
    return Section(
        anchor="what",
        title="What it is",
        facts=(
            Fact(label="Structure", words=cause.structure),
            Fact(label="Onset", words=cause.typical_onset),
            Fact(label="Age", words=cause.age),
            Fact(label="Where it hurts", words=cause.pain_location),
            Fact(label="How it behaves", words=cause.pain_behaviour),
            *(
                (Fact(label="Risk factors", words="; ".join(cause.risk_factors)),)
                if cause.risk_factors
                else ()
            ),
            *(
                (Fact(label="Also called", words=", ".join(cause.synonyms)),)
                if cause.synonyms
                else ()
            ),
            *((Fact(label="Note", words=cause.note),) if cause.note else ()),
        ),
    )


def _settling(pack: Pack, cause: Condition) -> Section:
    low, high = cause.pretest.plausible_range
    settling = cause.settling
    strata = tuple(
        Fact(
            label=f"Where {stratum.when}",
            words=f"starts at {per_cent(stratum.estimate)}",
            clause=clause_of(pack, stratum.applies_if),
        )
        for stratum in cause.pretest.strata
    )
    node = next((n for n in pack.presentation.head.nodes if cause.id in n.members), None)
    shared = (
        (
            Fact(
                label="Shares a node",
                words=node.reason,
                refs=tuple(cause_ref(pack, m) for m in node.members if m != cause.id),
            ),
        )
        if node
        else ()
    )
    return Section(
        anchor="settling",
        title="How likely, and what settles it",
        facts=(
            Fact(
                label="Before a word is said",
                words=f"{per_cent(cause.pretest.estimate)}, plausible {per_cent(low)} to "
                f"{per_cent(high)}; {cause.pretest.kind}. {cause.pretest.basis}",
            ),
            *strata,
            *shared,
            Fact(
                label="Key findings",
                words="All of them are looked at before it can be ruled out.",
                refs=tuple(finding_ref(pack, each) for each in settling.key_findings),
            ),
            Fact(
                label="Thresholds",
                words=f"ruled out when the band ends below {per_cent(settling.ruled_out_below)}, "
                f"unlikely below {per_cent(settling.unlikely_below)}, likely from "
                f"{per_cent(settling.likely_from)} "
                f"({verified_mark(settling.verified).words}). {settling.because}",
            ),
        ),
    )


def _evidence(pack: Pack, cause: Condition) -> Table | None:
    rows = tuple(
        Row(
            name=finding_ref(pack, finding.id),
            cells=ratio_cells(pack, row),
            anchor=f"{finding.id}-{place}",
        )
        for finding in pack.library.findings.values()
        for place, row in enumerate(finding.accuracy)
        if row.condition == cause.id
    )
    heads = ("Finding", "Present", "Absent", "Study", "Source")
    return Table(heads=heads, rows=rows) if rows else None


def _action(pack: Pack, cause: Condition) -> Section:
    rules = tuple(
        Ref(words=pack.presentation.rules[rule].name, address=entry_address("rules", rule))
        for rule in cause.guarded_by
    )
    picture = pack.picture_for(cause.id)
    treated = (
        Fact(
            label="Treated by",
            refs=(Ref(words=picture.name, address=entry_address("stages", picture.id)),),
        )
        if picture
        else Fact(label="Treated by", words="No treatment picture: advice, referral or imaging")
    )
    return Section(
        anchor="action",
        title="What to do",
        facts=(
            Fact(label=DISPOSITIONS[cause.default_action], words=cause.action_note),
            Fact(label="Imaging of choice", words=cause.imaging_of_choice),
            *((Fact(label="Judged by the state of", refs=rules),) if rules else ()),
            treated,
        ),
    )
