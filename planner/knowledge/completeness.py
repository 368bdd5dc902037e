"""What is missing: placeholders, overdue reviews, empty matrix cells, doses nobody decided."""

import dataclasses
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from planner.assembly.doses import dose_for
from planner.clinical.answers import Irritability
from planner.clinical.citations import Review
from planner.clinical.findings import Combine, EvidenceKind
from planner.clinical.pack import Pack
from planner.knowledge.places import Places
from planner.knowledge.problem import Problem
from planner.knowledge.walking import entries, fields_of

_UNFINISHED = re.compile(
    r"\b(?:TO" r"DO|FIX" r"ME|TBC|TBD|XXX|placeholder|lorem ipsum)\b|^\s*[-?.…]*\s*$", re.IGNORECASE
)


def placeholders(pack: Pack, places: Places) -> Iterator[Problem]:
    """Texts that say nothing: empty, a dash, or a mark that somebody meant to come back."""
    for entry in entries(pack):
        for owner, name, content, at in fields_of(entry):
            if content == "" and _may_be_empty(owner, name):
                continue
            texts: tuple[str, ...] = (content,) if isinstance(content, str) else ()
            if isinstance(content, tuple):
                texts = tuple(text for text in content if isinstance(text, str))
            for text in texts:
                if _UNFINISHED.search(text):
                    yield places.problem(entry, f"{name} is unfinished: {text!r}", at)


def _may_be_empty(owner: Any, name: str) -> bool:
    """Whether the entry's class itself says that this text may be left out."""
    return any(field.name == name and field.default == "" for field in dataclasses.fields(owner))


def overdue_reviews(pack: Pack, places: Places, today: date) -> Iterator[Problem]:
    """Entries whose review date has passed."""
    for entry in entries(pack):
        for _, _, content, at in fields_of(entry):
            if isinstance(content, Review) and content.due < today:
                yield places.problem(entry, f"its review was due on {content.due}", at)


def unsourced(pack: Pack, places: Places) -> Iterator[Problem]:
    """What says that it was seen in its source, and names none (HZ-061)."""
    for entry in entries(pack):
        for owner, name, content, at in fields_of(entry):
            if name != "verified" or content is not True or isinstance(owner, Review):
                continue
            if not getattr(owner, "source", None) and not getattr(owner, "sources", None):
                yield places.problem(entry, "is verified and names no source", at)


def unstated_studies(pack: Pack, places: Places) -> Iterator[Problem]:
    """A study whose ratios are weighed and that does not say what it was and whom it studied.

    A year it does not name is explained in its note (HZ-032).
    """
    weighed = {
        row.source
        for finding in pack.library.findings.values()
        for row in finding.accuracy
        if row.evidence is EvidenceKind.PUBLISHED
    }
    for name in sorted(weighed & set(pack.library.sources)):
        source = pack.library.sources[name]
        missing = [word for word in ("design", "population") if not getattr(source, word)]
        missing += ["year, or in its note why it has none"] * (not source.year and not source.note)
        for word in missing:
            yield places.problem(source, f"its ratios are weighed and it names no {word}")


def matrix_gaps(pack: Pack, places: Places) -> Iterator[Problem]:
    """A factor without a cell for a modality: silence must never read as safe."""
    for factor in pack.library.factors.values():
        for modality in pack.library.modalities:
            if modality not in factor.cells:
                yield places.problem(factor, f"has no cell for {modality}", ("cells",))


def dose_gaps(pack: Pack, places: Places) -> Iterator[Problem]:
    """A core item of a stage without a row, or a purposeful no, at some irritability."""
    for picture in pack.presentation.pictures.values():
        for index, stage in enumerate(picture.stages):
            for name in stage.core_interventions:
                item = pack.library.interventions.get(name)
                if item is None:
                    continue
                for irritability in Irritability:
                    if dose_for(item, picture.id, stage.id, irritability) is None:
                        says = (
                            f"core item {name} of stage {stage.id} has no dose row at "
                            f"{irritability.value} irritability, not even a no"
                        )
                        at = ("stages", index, "core_interventions")
                        yield places.problem(picture, says, at)


def unreachable_findings(pack: Pack, places: Places) -> Iterator[Problem]:
    """Findings of a weighed construct that its order of validation forgets."""
    for finding in pack.library.findings.values():
        construct = pack.library.constructs.get(finding.construct)
        if construct is None or construct.combine in (Combine.NONE, Combine.RULE):
            continue
        if finding.accuracy and finding.id not in (*construct.order, *construct.joint):
            says = f"is missing in the order of its construct {construct.id}"
            yield places.problem(finding, says)
