"""Who wrote what a plan rests on, short enough for a patient to look it up or to ask about it."""

import re
from collections import Counter

from planner.clinical.citations import Seen, Source
from planner.documents.filling.placeholders import fill
from planner.documents.filling.situation import Situation

MOST_NAMED = 3
_AUTHORS = re.compile(r"\A(?P<family>[^\W\d_][^,;()]*?) [A-Z]{1,4}\b")
"""A family name before its initials, as in "Cushman D, Rho ME"."""
_MORE_THAN_TWO = re.compile(r"\bet al\b|\band colleagues\b")


def named_sources(situation: Situation) -> str:
    """The writings that most items of this plan rest on, by author and year; else nothing.

    Only writings by people, with a year, of which at least the summary was seen: no opinion of
    the project and nothing from memory. The newer goes first where as many items cite both.
    """
    known, stage = situation.pack.library.sources, situation.plan.current
    cited: Counter[str] = Counter()
    for item in stage.items if stage else ():
        cited.update({*item.intervention.evidence.sources, *item.dose.evidence.sources})
    usable = {name: known[name] for name in cited if name in known and authors(known[name])}
    order = sorted(usable, key=lambda name: (-cited[name], -(usable[name].year or 0), name))
    said = dict.fromkeys(f"{authors(usable[name])} ({usable[name].year})" for name in order)
    named = tuple(said)[:MOST_NAMED]
    return fill(situation.words.named_sources, sources="; ".join(named)) if named else ""


def authors(source: Source) -> str:
    """As in "Cushman and Rho" or "Nasser and others"; empty where nobody can be named."""
    if source.year is None or source.seen in (Seen.MEMORY, Seen.EXCERPT):
        return ""
    given = source.authors or ""
    families = []
    for part in given.split(","):
        found = _AUTHORS.match(part.strip())
        if found is None:
            break
        families.append(found["family"])
    if not families:
        return ""
    if len(families) > 2 or _MORE_THAN_TWO.search(given):
        return f"{families[0]} and others"
    return " and ".join(families)
