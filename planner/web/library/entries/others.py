"""Measures, investigations, founding claims and sources."""

from planner.clinical.citations import Source
from planner.clinical.pack import Pack
from planner.web.library.kinds import Ref
from planner.web.library.saying import cause_ref, source_refs, verified_mark
from planner.web.library.values import Cell as TableCell
from planner.web.library.values import Entry, Fact, Row, Section, Table

SEEN = {
    "full": "read in full",
    "abstract": "only the abstract was read",
    "excerpt": "only an excerpt was read",
    "memory": "not read: from memory",
}


def measure_entry(pack: Pack, name: str) -> Entry:
    """The page of one measure: the score, and the same thing as criteria use it."""
    score = pack.library.outcome_measures.get(name)
    measure = pack.library.measures.get(name)
    sections = []
    if score is not None:
        facts = [
            Fact(label="Range", words=f"{score.range}, {score.direction}"),
            Fact(
                label="Change that matters",
                words=f"{score.mcid} ({verified_mark(score.verified).words})"
                if score.mcid
                else "no source gives one: none is drawn",
                refs=source_refs(pack, score.source),
            ),
            Fact(label="Change beyond error", words=score.mdc or "no source gives one"),
            Fact(label="When", words=score.when),
            Fact(label="Licence", words=score.licence),
        ]
        facts += [Fact(label="Set up", words=score.setup)] if score.setup else []
        facts += [Fact(label="Note", words=score.note)] if score.note else []
        sections.append(Section(anchor="score", title="The score", facts=tuple(facts)))
    if measure is not None:
        unit = f", in {measure.unit}" if measure.unit else ""
        sections.append(
            Section(
                anchor="how",
                title="As criteria use it",
                facts=(
                    Fact(label=f"How{unit}", words=measure.how_to),
                    Fact(label="The patient reads", words=measure.patient),
                ),
            )
        )
    title = score.name if score else measure.name if measure else name
    marks = (verified_mark(score.verified),) if score else ()
    return Entry(
        kind="measures", id=name, name=title, lead="", marks=marks, sections=tuple(sections)
    )


def investigation_entry(pack: Pack, name: str) -> Entry:
    """The page of one investigation with its results."""
    found = pack.library.investigations[name]
    rows = tuple(
        Row(
            name=Ref(words=result.name),
            anchor=result.id,
            cells=(
                TableCell(refs=tuple(cause_ref(pack, each) for each in result.supports)),
                TableCell(refs=tuple(cause_ref(pack, each) for each in result.excludes)),
            ),
        )
        for result in found.results
    )
    return Entry(
        kind="investigations",
        id=found.id,
        name=found.name,
        lead="A result counts once a clinician has signed it.",
        marks=(),
        sections=(
            Section(
                anchor="results",
                title="Results",
                table=Table(heads=("Result", "Supports", "Excludes"), rows=rows),
            ),
        ),
    )


def conflict_entry(pack: Pack, name: str) -> Entry:
    """The page of one founding claim beside the evidence."""
    found = pack.presentation.conflicts[name]
    return Entry(
        kind="conflicts",
        id=found.id,
        name=found.founding_claim,
        lead=found.says,
        tag=found.severity.capitalize(),
        marks=(),
        sections=(
            Section(anchor="evidence", title="The evidence", texts=(found.evidence,)),
            Section(anchor="done", title="What is done", texts=(found.software_behaviour,)),
            Section(anchor="sources", title="Sources", refs=source_refs(pack, found.sources)),
        ),
    )


def source_entry(pack: Pack, name: str) -> Entry:
    """The page of one source: what it is and how much of it was read."""
    source = pack.library.sources[name]
    seen = SEEN[source.seen.value]
    facts = (
        ("Authors", source.authors),
        ("Published", " ".join(filter(None, (source.journal, str(source.year or ""))))),
        ("Design", source.design),
        ("People", str(source.n) if source.n else None),
        ("Who they were", source.population),
        ("DOI", source.doi),
        ("PubMed", source.pmid),
        ("Address", source.url),
        ("How it was read", f"{seen}{f', by {source.seen_via}' if source.seen_via else ''}"),
        ("Note", source.note),
    )
    return Entry(
        kind="sources",
        id=source.id,
        name=source.title,
        lead="",
        tag=source.id,
        marks=(verified_mark(_was_read(source), seen),),
        sections=(
            Section(
                anchor="what",
                title="What it is",
                facts=tuple(Fact(label=label, words=words) for label, words in facts if words),
            ),
        ),
    )


def _was_read(source: Source) -> bool:
    return source.seen.value != "memory"
