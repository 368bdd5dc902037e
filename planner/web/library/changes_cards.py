"""What each seal changed in the protocols, day by day: rules with their reason, then the rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from planner.clinical.pack import Pack
from planner.knowledge.content_changes import HOW, Change
from planner.knowledge.rule_changes import RULES
from planner.web.words import as_words, long_day, plural

FOLDERS = {
    "findings": ("group of findings with their evidence", "groups of findings with their evidence"),
    "conditions": ("cause with where it starts", "causes with where they start"),
    "interventions": ("treatment with its doses", "treatments with their doses"),
    "contraindications": ("factor of the matrix", "factors of the matrix"),
    "stages": ("staged treatment", "staged treatments"),
    "sources": ("part of the sources", "parts of the sources"),
    "single-files": ("list that all of them share", "lists that all of them share"),
    "drawings": ("drawing", "drawings"),
}
"""One and several entries of a folder; any other folder is named as it is."""


@dataclass(frozen=True, slots=True)
class Told:
    """What changed together: a count in words with the names behind it, or the reason."""

    words: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """One day. ``rules`` by their reason; ``rest`` by kind, without one."""

    anchor: str
    title: str
    rules: tuple[Told, ...]
    rest: tuple[Told, ...]


def changed_days(changes: Iterable[Change], pack: Pack) -> tuple[ChangedDay, ...]:
    """In the order of ``changes``, which is the newest day first."""
    return tuple(
        _day(day, list(together), pack) for day, together in groupby(changes, lambda one: one.on)
    )


def _day(day: date, changes: list[Change], pack: Pack) -> ChangedDay:
    names = _names(pack)
    reasons: dict[str, list[str]] = {}
    folders: dict[str, list[Change]] = {}
    for one in changes:
        if one.folder == RULES:
            reasons.setdefault(one.why, []).append(_said(one, names))
        else:
            folders.setdefault(one.folder, []).append(one)
    return ChangedDay(
        anchor=f"day-{day}",
        title=long_day(day),
        rules=tuple(Told(why[:1].upper() + why[1:], tuple(told)) for why, told in reasons.items()),
        rest=tuple(
            Told(_counted(folder, ones), tuple(sorted(_said(one, names) for one in ones)))
            for folder, ones in sorted(folders.items())
        ),
    )


def _counted(folder: str, ones: list[Change]) -> str:
    """As "3 findings with their evidence: 2 changed, 1 new"."""
    one, more = FOLDERS.get(folder, (f"entry of “{folder}”", f"entries of “{folder}”"))
    counts = [(sum(each.how == how for each in ones), how) for how in HOW]
    return f"{plural(len(ones), one, more)}: " + ", ".join(f"{n} {how}" for n, how in counts if n)


def _names(pack: Pack) -> dict[tuple[str, str], str]:
    """The name of an entry by folder and id, where the protocols of today have it."""
    library, presentation = pack.library, pack.presentation
    return {
        **{(RULES, name): one.name for name, one in presentation.rules.items()},
        **{("conditions", name): one.name for name, one in presentation.conditions.items()},
        **{("findings", name): one.name for name, one in library.findings.items()},
        **{("interventions", name): one.name for name, one in library.interventions.items()},
    }


def _said(change: Change, names: dict[tuple[str, str], str]) -> str:
    name = names.get((change.folder, change.entry), as_words(change.entry))
    return f"{name} ({change.how})"
