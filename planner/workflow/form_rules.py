"""What a form would refuse, no file brings in either: lengths, ranges and choices (HZ-081).

The kinds of the columns and what rows ask of each other are looked at before, by the exchange and
by the store.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from math import isfinite
from typing import Any, TypeAlias

from planner.clinical.answers import Irritability, Sex
from planner.clinical.pack import Pack
from planner.progression.diary import DiaryRow
from planner.records.belonging import PERSON, Rows
from planner.workflow.emergencies import OUTCOMES
from planner.workflow.errors import RefusedError
from planner.workflow.measuring import limits_of
from planner.workflow.names import age_on
from planner.workflow.people import OLDEST
from planner.workflow.referrals import STEPS
from planner.workflow.reviewing import DIARY_LIMITS, RESULTS
from planner.workflow.situation import KINDS, SPORT_LIMITS
from planner.workflow.texts import LINE, LONG, checked

Row: TypeAlias = Mapping[str, Any]
Rule: TypeAlias = Callable[[Row, Pack, date], Iterator[str]]
"""What is wrong with one row, each in a sentence."""
LINES = ("given_name", "family_name", "telephone", "email")


def refuse_unfit(rows: Rows, pack: Pack, today: date) -> None:
    """Raise RefusedError for the first row that no form would let in; it says where and why."""
    for table, found in rows.items():
        for place, row in enumerate(found, start=1):
            for wrong in (*_texts(row), *_by_rule(table, row, pack, today)):
                raise RefusedError(f"{table}, row {place}: {wrong} Nothing was put in.")


def _texts(row: Row) -> Iterator[str]:
    for column, value in row.items():
        if isinstance(value, str):
            try:
                checked(value, column, LINE if column in LINES else LONG)
            except RefusedError as refusal:
                yield f"{column}: {refusal.sentence}"


def _by_rule(table: str, row: Row, pack: Pack, today: date) -> Iterator[str]:
    if rule := RULES.get(table):
        yield from rule(row, pack, today)


def _person(row: Row, _pack: Pack, today: date) -> Iterator[str]:
    for name in ("given_name", "family_name"):
        if not row[name].strip():
            yield f"{name} is empty."
    if row["born"] > today or age_on(row["born"], today) > OLDEST:
        yield f"born {row['born']} is no birth date of anybody alive."
    yield from _one_of(row, "sex", {sex.value for sex in Sex} | {None})


def _measurement(row: Row, pack: Pack, _today: date) -> Iterator[str]:
    name, library = row["measure"], pack.library
    if name not in library.outcome_measures and name not in library.measures:
        yield f"the measure {name} is not in the protocols."
    else:
        yield from _within(row, "number", *limits_of(library, name))


def _diary(row: Row, _pack: Pack, _today: date) -> Iterator[str]:
    if row["row"] not in {each.value for each in DiaryRow}:
        yield f"{row['row']} is no row of a diary."
    else:
        yield from _within(row, "number", 0, DIARY_LIMITS[DiaryRow(row["row"])])


def _sport(row: Row, pack: Pack, _today: date) -> Iterator[str]:
    yield from _one_of(row, "name", {*pack.presentation.head.sports, None})
    for name, (lowest, highest) in SPORT_LIMITS.items():
        yield from _within(row, name, lowest, highest)


def _goal(row: Row, _pack: Pack, _today: date) -> Iterator[str]:
    yield from _within(row, "rating", 0, 10)


def _retest(row: Row, pack: Pack, _today: date) -> Iterator[str]:
    yield from _one_of(row, "result", set(RESULTS))
    yield from _one_of(row, "item", set(pack.library.interventions))


def _irritability(row: Row, _pack: Pack, _today: date) -> Iterator[str]:
    yield from _one_of(row, "irritability", {each.value for each in Irritability})


def _consent(row: Row, _pack: Pack, _today: date) -> Iterator[str]:
    yield from _one_of(row, "answer", set(KINDS.get(row["kind"], ())))


def _outcome(row: Row, _pack: Pack, _today: date) -> Iterator[str]:
    yield from _one_of(row, "outcome", set(OUTCOMES))


def _step(row: Row, _pack: Pack, _today: date) -> Iterator[str]:
    yield from _one_of(row, "kind", set(STEPS))


def _equipment(row: Row, pack: Pack, _today: date) -> Iterator[str]:
    if unknown := sorted(set(row["things"]) - set(pack.library.equipment)):
        yield f"{unknown[0]} is not in the list of equipment."


def _one_of(row: Row, column: str, known: set[Any]) -> Iterator[str]:
    if row[column] not in known:
        yield f"{column}: {row[column]!r} is none of the answers there are."


def _within(row: Row, column: str, lowest: float, highest: float | None) -> Iterator[str]:
    number = row[column]
    if number is None:
        return
    if not isfinite(number) or number < lowest or (highest is not None and number > highest):
        most = f"to {highest:g}" if highest is not None else "or more"
        yield f"{column}: a number from {lowest:g} {most} was expected, not {number:g}."


RULES: dict[str, Rule] = {
    PERSON: _person,
    "person_details": _person,
    "measurement": _measurement,
    "diary_mark": _diary,
    "sport_record": _sport,
    "goal_rating": _goal,
    "retest": _retest,
    "irritability_rating": _irritability,
    "consent": _consent,
    "emergency_outcome": _outcome,
    "referral_step": _step,
    "equipment_record": _equipment,
}
"""By table. Presence and side are held by the store itself."""
