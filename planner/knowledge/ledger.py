"""Every id a pack ever delivered, with what it means: ``ids.txt`` beside the presentation (HZ-062).

Records name findings, causes and treatments by their ids alone. An id that disappears, or that
later means something else, would change what somebody answered years ago. ``check`` refuses both;
``check --seal`` adds the ids that are new. What is no longer wanted keeps its entry and is named
nowhere else.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from planner.clinical.pack import Pack
from planner.knowledge.problem import Problem
from planner.knowledge.reading import PackError

LEDGER = "ids.txt"
Meanings = dict[str, str]
"""Kind and id, as ``finding night-pain``; and the words that tell what it says."""


def meanings(pack: Pack) -> Meanings:
    """What every id means that a record can hold: name, unit, direction, whether it has a side."""
    said = (*_of_finding_out(pack), *_of_treating(pack))
    return {key: " ".join(words.split()) for key, words in sorted(said)}


def ledger_of(protocols: Path, presentation: str) -> Meanings:
    """The ids as they were delivered; none where there is no ledger. Raises PackError."""
    file = protocols / presentation / LEDGER
    found: Meanings = {}
    for number, line in enumerate(file.read_text("utf-8").splitlines() if file.exists() else (), 1):
        key, colon, words = line.partition(": ")
        if not colon or len(key.split(" ")) < 2 or key in found:
            raise PackError(file, number, "expected a kind, an id, a colon and what it means, once")
        found[key] = words
    return found


def broken_promises(
    ledger: Mapping[str, str], now: Mapping[str, str], file: Path
) -> Iterator[Problem]:
    """Each id of the ledger that is gone, or means something else."""
    for number, (key, words) in enumerate(ledger.items(), start=1):
        if key not in now:
            yield Problem(
                f"{file}:{number}: {key} is gone, and records may name it: keep its entry, and "
                "name it nowhere else"
            )
        elif now[key] != words:
            yield Problem(
                f"{file}:{number}: {key} meant {words!r} and now means {now[key]!r}: a new meaning "
                "takes a new id; where only its words are better, write them here as well"
            )


def keep_ledger(protocols: Path, presentation: str, pack: Pack) -> int:
    """Add the ids that are new. Gives how many; what stood there stays as it was."""
    ledger, now = ledger_of(protocols, presentation), meanings(pack)
    new = now.keys() - ledger.keys()
    if new:
        file = protocols / presentation / LEDGER
        part = file.with_suffix(".part")
        every = sorted({**now, **ledger}.items())
        part.write_text("".join(f"{key}: {words}\n" for key, words in every), "utf-8")
        part.replace(file)
    return len(new)


def _of_finding_out(pack: Pack) -> Iterator[tuple[str, str]]:
    library, presentation = pack.library, pack.presentation
    by_side = presentation.head.answered_by_side
    for finding in library.findings.values():
        parts = (
            finding.name,
            finding.kind.value,
            "worked out" if finding.derived is not None else "",
            "by side" if finding.id in by_side else "",
        )
        yield f"finding {finding.id}", " | ".join(filter(None, parts))
    for factor in library.factors.values():
        yield f"factor {factor.id}", factor.label
    for condition in presentation.conditions.values():
        yield f"condition {condition.id}", condition.name
    for rule in presentation.rules.values():
        yield f"rule {rule.id}", rule.name
    for investigation in library.investigations.values():
        yield f"investigation {investigation.id}", investigation.name
        for result in investigation.results:
            yield f"result {investigation.id} {result.id}", result.name
    for odd in presentation.contradictions.values():
        yield f"contradiction {odd.id}", odd.says


def _of_treating(pack: Pack) -> Iterator[tuple[str, str]]:
    library, presentation = pack.library, pack.presentation
    for item in library.interventions.values():
        yield f"intervention {item.id}", f"{item.name} | {item.strand.value}"
    for picture in presentation.pictures.values():
        yield f"picture {picture.id}", picture.name
        for stage in picture.stages:
            yield f"stage {picture.id} {stage.id}", stage.name
    for measure in library.measures.values():
        yield f"measure {measure.id}", f"{measure.name} | {measure.unit or 'no unit'}"
    for score in library.outcome_measures.values():
        yield f"score {score.id}", f"{score.name} | {score.range} | {score.direction}"
    for limit in library.surgeons_limits.values():
        yield f"limit {limit.id}", f"{limit.label} | {limit.unit or 'no unit'}"
    for thing in library.equipment.values():
        yield f"equipment {thing.id}", f"{thing.name} | {thing.owner}"
    for name, words in presentation.head.sports.items():
        yield f"sport {name}", words
