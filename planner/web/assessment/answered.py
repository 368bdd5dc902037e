"""When the answers behind a reason were given, and by whom (HZ-032)."""

from planner.clinical.expressions import findings_in
from planner.web.assessment.subject import Subject
from planner.web.words import age_words, listed, short_day
from planner.workflow.standing import AnswerEntry


def answered(finding: str, subject: Subject) -> str:
    """As "answered 27 Nov 2026 by A. Example": the days, each with how long ago, and the people.

    A finding that is worked out stands on its parts; one that only age, sex, sport or duration
    decide was asked of nobody. Unless all is told, answers of the day itself are left out.
    """
    behind = list(_behind(finding, subject, frozenset()))
    if not behind:
        return "worked out from what is known of the person" if subject.in_full else ""
    today = subject.page.date
    days = sorted({entry.observed_on for entry in behind})
    if not subject.in_full and days[0] == today:
        return ""
    told = [short_day(day) + ("" if day == today else f", {age_words(day, today)}") for day in days]
    people = sorted({entry.by for entry in behind})
    return f"answered {listed(told)} by {listed(people)}"


def _behind(finding: str, subject: Subject, above: frozenset[str]) -> tuple[AnswerEntry, ...]:
    """The answers it rests on: its own where one counts, else those of its parts."""
    side, entries = subject.side.side, subject.page.answers
    own = entries.get((finding, side)) or entries.get((finding, None))
    if own is not None and own.is_known:
        return (own,)
    entry = subject.pack.library.findings[finding]
    if entry.derived is None or finding in above:
        return ()
    found = {
        part.id: part
        for name in findings_in(entry.derived)
        for part in _behind(name, subject, above | {finding})
    }
    return tuple(found.values())
