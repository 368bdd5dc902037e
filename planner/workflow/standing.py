"""What an answer given earlier still says today (HZ-014, HZ-015).

A *no* that keeps somebody safe grows old: given at an earlier visit, it does not count until it is
asked again. A *yes* to a warning sign stands until somebody answers again. Ordinary findings count
for as many days as the pack gives their kind, from the day they were observed on (HZ-010).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from planner.clinical.answers import Presence, Side
from planner.records.episode import EpisodeSoFar
from planner.records.findings import Answer, FactorAnswer
from planner.ruleout.ageing import still_says
from planner.workflow.identity import FACTOR, FINDING
from planner.workflow.knowledge import Knowledge

COULD_NOT = "could-not-assess"
UNKNOWN = Presence.NOT_ASSESSED.value
ANSWERED = (Presence.PRESENT.value, Presence.ABSENT.value)
VALUES = (*ANSWERED, UNKNOWN, COULD_NOT)

Row = TypeVar("Row", Answer, FactorAnswer)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerEntry:
    """One answer as it stands. ``counts`` is false for one of an earlier visit that grew old.

    ``previous`` is what the record said just before it; ``place`` is its place among the saves of
    its visit, for what was answered last.
    """

    id: str
    presence: str
    reason: str
    side: Side | None
    observed_on: date
    at: datetime
    by: str
    visit_id: str
    is_from_earlier_visit: bool
    counts: bool
    previous: str = UNKNOWN
    place: tuple[int, int] = (0, 0)

    @property
    def is_known(self) -> bool:
        """Whether it says yes or no today."""
        return self.counts and self.presence in ANSWERED


Who = Callable[[str], str]
"""From an account's id to its name."""


def standing_answers(
    so_far: EpisodeSoFar, knowledge: Knowledge, who: Who
) -> dict[tuple[str, Side | None], AnswerEntry]:
    """The answer that stands for each finding and side, in the order they were first given."""
    grows_old = knowledge.protected
    grouped: dict[tuple[str, str | None], list[Answer]] = {}
    for row in so_far.rows(Answer):
        grouped.setdefault((row.finding, row.side), []).append(row)
    found: dict[tuple[str, Side | None], AnswerEntry] = {}
    for (name, side), rows in grouped.items():
        standing = _standing(rows, so_far.encounter.id, name in grows_old)
        if standing is not None:
            key = (name, Side(side) if side else None)
            at = rows.index(standing)
            entry = entry_of(
                standing,
                so_far.encounter.id,
                name in grows_old,
                who,
                before=rows[at - 1] if at else None,
            )
            entry = _unless_outlived(entry, knowledge, so_far.encounter.visit_date)
            found[key] = _unless_settled(entry, so_far.settled(f"{FINDING}{name}"))
    return found


def _unless_outlived(entry: AnswerEntry, knowledge: Knowledge, on: date) -> AnswerEntry:
    """An answer of an earlier visit that says nothing today is asked again."""
    finding = knowledge.pack.library.findings.get(entry.id)
    if finding is None or not entry.is_from_earlier_visit or entry.presence not in ANSWERED:
        return entry
    holds = still_says(
        Presence(entry.presence),
        finding.kind,
        entry.observed_on,
        on,
        knowledge.pack.presentation.head.validity,
        is_protected=entry.id in knowledge.protected,
        is_warning=entry.id in knowledge.warnings,
    )
    return entry if holds else replace(entry, counts=False)


def standing_factors(so_far: EpisodeSoFar, who: Who) -> dict[str, AnswerEntry]:
    """The answer that stands for each treatment factor. Every earlier no has to be asked again."""
    grouped: dict[str, list[FactorAnswer]] = {}
    for row in so_far.rows(FactorAnswer):
        grouped.setdefault(row.factor, []).append(row)
    found: dict[str, AnswerEntry] = {}
    for name, rows in grouped.items():
        standing = _standing(rows, so_far.encounter.id, grows_old=True)
        if standing is not None:
            entry = entry_of(standing, so_far.encounter.id, True, who)
            found[name] = _unless_settled(entry, so_far.settled(f"{FACTOR}{name}"))
    return found


def _unless_settled(entry: AnswerEntry, settled: tuple[str, datetime] | None) -> AnswerEntry:
    """An answer that was decided against when two records became one is asked again (HZ-005)."""
    if settled is None or settled[0] == entry.presence or entry.at > settled[1]:
        return entry
    return replace(entry, counts=False)


def entry_of(
    row: Answer | FactorAnswer,
    visit_id: str,
    grows_old: bool,
    who: Who,
    before: Answer | FactorAnswer | None = None,
) -> AnswerEntry:
    """One row as it is shown at a visit; ``before`` is the row it took the place of."""
    is_earlier = row.encounter_id != visit_id
    if isinstance(row, Answer):
        about, reason, side = row.finding, row.reason, row.side
    else:
        about, reason, side = row.factor, "", None
    return AnswerEntry(
        id=about,
        presence=row.presence,
        reason=reason,
        side=Side(side) if side else None,
        observed_on=row.observed_on,
        at=row.recorded_at,
        by=who(row.recorded_by),
        visit_id=row.encounter_id,
        is_from_earlier_visit=is_earlier,
        counts=not (is_earlier and grows_old and row.presence != Presence.PRESENT.value),
        previous=before.presence if before else UNKNOWN,
        place=(row.at_version, row.line),
    )


def _standing(rows: Iterable[Row], visit_id: str, grows_old: bool) -> Row | None:
    """The row that stands among those of one question, oldest first.

    Within a visit the last save counts; one that was taken back there leaves the earlier visits.
    "Could not be assessed" hides an ordinary earlier finding, and never a warning sign.
    """
    last_of_visit = {row.encounter_id: row for row in rows}
    hidden: Row | None = None
    for row in reversed(last_of_visit.values()):
        if row.presence in ANSWERED:
            if hidden is not None and not (grows_old and row.presence == Presence.PRESENT.value):
                return hidden
            return row
        if row.presence == COULD_NOT and row.encounter_id == visit_id:
            hidden = row
    return hidden


def _is_no(entry: AnswerEntry | None) -> bool:
    return entry is not None and entry.is_known and entry.presence == Presence.ABSENT.value


def side_answers(
    standing: Mapping[tuple[str, Side | None], AnswerEntry],
    painful: Side | None,
    warn: Iterable[str],
) -> tuple[dict[str, Presence], dict[str, Presence], dict[str, Presence], dict[str, str]]:
    """Answers for the whole person, for left and right, and what could not be assessed.

    With one painful side, answers for that side count with those for none; a warning sign counts
    whichever side it is on. While no side is chosen, a *no* counts once both sides have it. With
    both, each side keeps its own, but a yes without a side is never outvoted by an older answer of
    one side.
    """
    warning = frozenset(warn)
    general: dict[str, Presence] = {}
    own: dict[Side, dict[str, Presence]] = {Side.LEFT: {}, Side.RIGHT: {}}
    could_not: dict[str, str] = {}
    for (name, side), entry in standing.items():
        if entry.presence == COULD_NOT and entry.counts:
            could_not[name] = entry.reason
        if not entry.is_known:
            continue
        said = Presence(entry.presence)
        if side in own and painful is Side.BOTH:
            own[side][name] = said
            continue
        is_elsewhere = side in own and painful is not None and side is not painful
        if side is not None and side in own and painful is None and said is Presence.ABSENT:
            is_elsewhere = not _is_no(standing.get((name, side.other)))
        if is_elsewhere and not (name in warning and said is Presence.PRESENT):
            continue
        if general.get(name) is not Presence.PRESENT:
            general[name] = said
    for side, answers in own.items():
        for name in [name for name in answers if general.get(name) is Presence.PRESENT]:
            if standing[name, side].at < standing[name, None].at:
                del answers[name]
    known = {*general, *own[Side.LEFT], *own[Side.RIGHT]}
    could_not = {name: reason for name, reason in could_not.items() if name not in known}
    return general, own[Side.LEFT], own[Side.RIGHT], could_not
