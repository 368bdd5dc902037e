"""One month of warnings in words, as a table on the page and as a file for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from planner.clinical.pack import Pack
from planner.exchange.cells import as_cell
from planner.web.words import MONTH_NAMES, per_cent, plural
from planner.workflow.emergencies import OUTCOMES
from planner.workflow.warnings_report import MonthOfWarnings, RuleMonth

MONTHS = 13
"""How many months can be chosen, this one first."""
HEADS = (
    "Rule",
    "Urgency",
    "Visits with it raised",
    "Courses of care",
    "Visits with it resolved by a result",
    "Emergencies told",
    "Recorded as no emergency",
    "Outcome still owed",
    "Outcome late",
    "Median hours to outcome",
    "Longest hours to outcome",
    "Letters",
    "Letters open",
    "Letters acknowledged late",
    "How the emergencies ended",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthChoice:
    """One month that can be looked at: as "2026-11", and in words."""

    value: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningRow:
    """One rule that did something in the month."""

    name: str
    urgency: str
    raised: str
    emergencies: str
    letters: str
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningsCard:
    """The page: ``quiet`` names the rules that did nothing, ``past`` what was gone past.

    ``again`` names the rules to read again, ``target`` says what is asked of every rule.
    """

    rows: tuple[WarningRow, ...]
    quiet: tuple[str, ...]
    past: tuple[str, ...]
    visits: str
    again: tuple[str, ...]
    target: str
    target_because: str


def choices_of(today: date) -> tuple[MonthChoice, ...]:
    """The last months, this one first."""
    found, first = [], today.replace(day=1)
    for _ in range(MONTHS):
        words = f"{MONTH_NAMES[first.month - 1]} {first.year}"
        found.append(MonthChoice(value=f"{first:%Y-%m}", words=words))
        first = (first - timedelta(days=1)).replace(day=1)
    return tuple(found)


def warnings_card(found: MonthOfWarnings, pack: Pack) -> WarningsCard:
    """Rules that did something, the ones raised most first; the others by name."""
    busy = {name: month for name, month in found.rules.items() if _is_busy(month)}
    known, factors = pack.presentation.rules, pack.library.factors
    ordered = sorted(busy, key=lambda name: (-busy[name].visits, known[name].name))
    past = [
        f"{plural(found.screen_overrides, 'signed reason')} to go on with an open safety screen",
        f"{plural(found.explained, 'contradiction')} explained with a signed reason",
        *(
            f"{factors[name].label if name in factors else name}: "
            f"{plural(count, 'item')} kept in spite of it, with a reason"
            for name, count in sorted(found.kept.items())
        ),
    ]
    return WarningsCard(
        rows=tuple(_row(known[n].name, known[n].urgency.value, busy[n]) for n in ordered),
        quiet=tuple(sorted(known[name].name for name in found.rules if name not in busy)),
        past=tuple(past),
        visits=plural(found.visits, "visit"),
        again=tuple(
            f"{known[name].name}: of {plural(longer.outcomes.total(), 'emergency', 'emergencies')} "
            f"with an outcome {longer.dismissed} recorded as none"
            for name, longer in found.under_target.items()
        ),
        target=_target(pack),
        target_because=pack.presentation.head.warnings.because,
    )


def _target(pack: Pack) -> str:
    asked = pack.presentation.head.warnings
    marked = "" if asked.verified else ". Expert judgement, not verified"
    return (
        f"From {plural(asked.fewest, 'emergency', 'emergencies')} with an outcome in "
        f"{plural(asked.months, 'month')} on, at least {per_cent(asked.apt)} of a rule’s are not "
        f"recorded as none{marked}"
    )


def warnings_file(found: MonthOfWarnings, pack: Pack) -> bytes:
    """Every rule on a line, as UTF-8 with a mark that spreadsheets know it by."""
    rules = pack.presentation.rules
    written = io.StringIO(newline="")
    lines = csv.writer(written)
    lines.writerow(HEADS)
    for name, month in found.rules.items():
        lines.writerow(_cells((rules[name].name, rules[name].urgency.value, *_figures(month))))
    return written.getvalue().encode("utf-8-sig")


def _cells(values: Iterable[object]) -> list[str]:
    """Text that begins like a formula gets an apostrophe before it; no count is below nought."""
    return [as_cell(str(value)) for value in values]


def _figures(month: RuleMonth) -> Sequence[object]:
    return (
        month.visits,
        month.courses,
        month.resolved,
        month.alerts,
        month.dismissed,
        month.waiting,
        month.late,
        f"{median(month.hours):.1f}" if month.hours else "",
        f"{max(month.hours):.1f}" if month.hours else "",
        month.letters,
        month.letters_open,
        month.letters_late,
        _ended(month),
    )


def _is_busy(month: RuleMonth) -> bool:
    return bool(month.visits or month.resolved or month.alerts or month.letters)


def _row(name: str, urgency: str, month: RuleMonth) -> WarningRow:
    raised = [f"{plural(month.visits, 'visit')}, {plural(month.courses, 'course')} of care"]
    if month.resolved:
        raised.append(f"resolved by a result at {plural(month.resolved, 'visit')}")
    return WarningRow(
        name=name,
        urgency=urgency,
        raised="; ".join(raised),
        emergencies=_emergencies(month),
        letters=_letters(month),
        is_late=bool(month.late or month.letters_late),
    )


def _emergencies(month: RuleMonth) -> str:
    if not month.alerts:
        return ""
    said = [f"{month.alerts} told", _ended(month)]
    if month.waiting:
        said.append(f"{month.waiting} without an outcome")
    if month.hours:
        longest = f" (median), {_took(max(month.hours))} at the longest"
        said.append(f"outcome after {_took(median(month.hours))}{longest * (len(month.hours) > 1)}")
    if month.late:
        said.append(f"{month.late} late")
    return "; ".join(filter(None, said))


def _took(hours: float) -> str:
    """As "6 minutes", "5 hours", "3 days"."""
    if hours < 2:
        return plural(round(60 * hours), "minute")
    return plural(round(hours), "hour") if hours < 48 else plural(round(hours / 24), "day")


def _letters(month: RuleMonth) -> str:
    if not month.letters:
        return ""
    said = [f"{month.letters} written", f"{month.letters_open} open"]
    if month.letters_late:
        said.append(f"{month.letters_late} acknowledged late or not yet")
    return ", ".join(said)


def _ended(month: RuleMonth) -> str:
    return "; ".join(
        f"{OUTCOMES.get(name, name)}: {count}" for name, count in sorted(month.outcomes.items())
    )
