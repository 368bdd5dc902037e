"""When each symptom began and whether it gets worse: what the receiving hospital asks first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from planner.clinical.answers import Presence
from planner.documents.filling.numbers import long_date
from planner.records.episode import EpisodeSoFar
from planner.records.findings import SymptomOnset
from planner.workflow.clock import Clock
from planner.workflow.errors import RefusedError
from planner.workflow.knowledge import Knowledge
from planner.workflow.saving import Saving, saves
from planner.workflow.standing import ANSWERED, UNKNOWN, Who
from planner.workflow.texts import checked_day, checked_line

WORSE = {Presence.PRESENT.value: "getting worse", Presence.ABSENT.value: "not getting worse"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenOnset:
    """One onset as it is told. ``began_on`` is the day, where the words name one."""

    finding: str
    began: str = ""
    began_on: date | None = None
    worse: str = UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class OnsetEntry:
    """One onset as it stands. Whether it gets worse is asked anew at each visit."""

    began: str
    began_on: date | None
    worse: str
    at: datetime
    by: str
    visit_id: str
    is_from_earlier_visit: bool


@saves("record-onsets", when_finished=True)
def record_onsets(
    save: Saving, onsets: Sequence[GivenOnset], *, knowledge: Knowledge, clock: Clock
) -> None:
    """Record when symptoms began. Raises RefusedError for an unknown one, a day in the future."""
    here = save.so_far.by(SymptomOnset, lambda row: row.finding, here=True)
    for given in onsets:
        if given.finding not in knowledge.pack.library.findings:
            raise RefusedError("This question is not in the pack.", given.finding)
        if given.worse not in (*ANSWERED, UNKNOWN):
            raise RefusedError("Choose yes, no or not asked.", given.finding)
        if given.began_on is not None:
            checked_day(given.began_on, clock.today(), given.finding, earliest=save.person.born)
        row = SymptomOnset(
            finding=given.finding,
            began=checked_line(given.began, given.finding),
            began_on=given.began_on,
            worse=given.worse,
        )
        stored = here.get(given.finding)
        if stored is None and not row.began and row.worse == UNKNOWN:
            continue
        save.put(row, given.finding, _said(row), stored, _said(stored))


def standing_onsets(so_far: EpisodeSoFar, who: Who) -> dict[str, OnsetEntry]:
    """The onset of each symptom; of an earlier visit only when it began."""
    here = so_far.encounter.id
    return {
        row.finding: OnsetEntry(
            began=row.began,
            began_on=row.began_on,
            worse=row.worse if row.encounter_id == here else UNKNOWN,
            at=row.recorded_at,
            by=who(row.recorded_by),
            visit_id=row.encounter_id,
            is_from_earlier_visit=row.encounter_id != here,
        )
        for row in so_far.by(SymptomOnset, lambda each: each.finding).values()
    }


def onset_words(so_far: EpisodeSoFar) -> dict[str, str]:
    """As a letter prints it: "20 November 2026, getting worse"."""
    said = {
        name: ", ".join(filter(None, (began_words(entry), WORSE.get(entry.worse))))
        for name, entry in standing_onsets(so_far, lambda _: "").items()
    }
    return {name: words for name, words in said.items() if words}


def began_words(entry: OnsetEntry) -> str:
    """The day, with the words it was told in where they say more than a day."""
    if entry.began_on is None:
        return entry.began
    day = long_date(entry.began_on)
    return day if not any(c.isalpha() for c in entry.began) else f"{day} ({entry.began})"


def _said(row: SymptomOnset | None) -> str:
    if row is None:
        return ""
    day = row.began_on.isoformat() if row.began_on else ""
    return ", ".join(filter(None, (row.began, day, WORSE.get(row.worse))))
