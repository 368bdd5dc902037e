"""Numbers of a visit with their unit, and scores added up from the answers (HZ-011, HZ-012)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.clinical.pack import Library, Pack
from planner.progression.odd_numbers import unusual
from planner.records.care import Encounter
from planner.records.findings import Measurement
from planner.records.people import Person
from planner.workflow.clock import Clock
from planner.workflow.course_of import recorded_at_visits
from planner.workflow.errors import RefusedError, UnusualNumberError
from planner.workflow.knowledge import Knowledge
from planner.workflow.saving import Saving, saves


def unit_of(library: Library, name: str) -> str | None:
    """The unit that a number of this measure is in; a score that criteria use too has one unit."""
    outcome, measure = library.outcome_measures.get(name), library.measures.get(name)
    return outcome.unit if outcome else measure.unit if measure else None


def limits_of(library: Library, name: str) -> tuple[float, float | None]:
    """The lowest and highest number that is possible. Raises KeyError for an unknown measure."""
    if outcome := library.outcome_measures.get(name):
        return outcome.lowest, outcome.highest
    measure = library.measures[name]
    unit = library.units.get(measure.unit or "")
    if unit is None:
        return 0, None
    return (-unit.highest if measure.is_change else unit.lowest), unit.highest


@saves("record-measures")
def record_measures(
    save: Saving,
    measures: Mapping[str, float | None],
    sure_of: Mapping[str, float] = MappingProxyType({}),
    *,
    knowledge: Knowledge,
    clock: Clock,
) -> None:
    """Numbers of this visit by measure id, in the measure's unit. ``None`` takes one back.

    Raises RefusedError for what is not possible; UnusualNumberError for what is possible and not
    likely, or far from the last one, unless ``sure_of`` says the same number again (HZ-011).
    """
    library = knowledge.pack.library
    for name, number in measures.items():
        if name not in library.outcome_measures and name not in library.measures:
            raise RefusedError("This measure is not in the pack.", name)
        if number is not None:
            lowest, highest = limits_of(library, name)
            is_over = highest is not None and number > highest
            if not isfinite(number) or number < lowest or is_over:
                most = f"to {highest:g}" if highest is not None else "or more"
                raise RefusedError(f"Enter a number from {lowest:g} {most}.", name)
    _refuse_unusual(save, library, measures, sure_of)
    for name, number in measures.items():
        _put(save, library, name, number)


@saves("record-score")
def record_score(
    save: Saving,
    name: str,
    answers: Sequence[float | None],
    *,
    knowledge: Knowledge,
    clock: Clock,
) -> None:
    """Add the answers of a questionnaire up, in their order, none for one left out.

    They are kept with the edition they belong to. Raises RefusedError where too many are missing:
    there is no score then, and what stood there before stays.
    """
    outcome = knowledge.pack.library.outcome_measures.get(name)
    if outcome is None or outcome.scoring is None:
        raise RefusedError("This measure is not added up here.", name)
    try:
        number = outcome.scoring.score(answers)
    except ValueError as error:
        raise RefusedError(f"{str(error).capitalize()}.", "answers") from error
    if number is None:
        known = sum(answer is not None for answer in answers)
        raise RefusedError(
            f"No score: {known} of {len(answers)} answered, {outcome.scoring.fewest} are needed.",
            "answers",
        )
    _put(save, knowledge.pack.library, name, number, answers)


def _refuse_unusual(
    save: Saving,
    library: Library,
    measures: Mapping[str, float | None],
    sure_of: Mapping[str, float],
) -> None:
    """A number that stands at this visit already was said twice when it was saved."""
    here = save.so_far.by(Measurement, lambda row: row.measure, here=True)
    earlier = recorded_at_visits(save.so_far, with_this_one=False)
    found = {
        name: (number, says)
        for name, number in measures.items()
        if number is not None and sure_of.get(name) != number
        if name not in here or here[name].number != number
        if (says := unusual(library, name, unit_of(library, name), number, earlier.get(name, ())))
    }
    if found:
        raise UnusualNumberError(found)


def _put(
    save: Saving,
    library: Library,
    name: str,
    number: float | None,
    answers: Sequence[float | None] | None = None,
) -> None:
    stored = save.so_far.by(Measurement, lambda row: row.measure, here=True).get(name)
    if stored is None and number is None:
        return
    row = measurement(library, name, number)
    row.answers = list(answers) if answers is not None else None
    save.put(row, name, _number(number), stored, _number(stored.number if stored else None))


def measurement(library: Library, name: str, number: float | None) -> Measurement:
    """The row of one number, with the unit and the edition it is in."""
    outcome = library.outcome_measures.get(name)
    return Measurement(
        measure=name,
        number=number,
        unit=unit_of(library, name),
        version=outcome.version if outcome else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongScore:
    """A stored score that its own answers do not give: whose record, at which visit."""

    record_number: int
    encounter_id: str
    measure: str
    stored: float
    should_be: float | None


def wrong_scores(db: Session, pack: Pack) -> Iterator[WrongScore]:
    """Add every stored score up again from its answers, and name each that differs.

    Answers of another edition than the pack's are left alone: its rule is not here any more.
    """
    wanted = (
        select(Measurement, Encounter.id, Person.record_number)
        .join(Encounter, Encounter.id == Measurement.encounter_id)
        .join(Person, Person.id == Encounter.person_id)
        .where(Measurement.answers.is_not(None), Measurement.number.is_not(None))
        .order_by(Person.record_number, Measurement.recorded_at)
        .execution_options(yield_per=500)
    )
    for row, visit, record in db.execute(wanted):
        outcome = pack.library.outcome_measures.get(row.measure)
        if outcome is None or outcome.scoring is None or outcome.version != row.version:
            continue
        try:
            now = outcome.scoring.score(row.answers or ())
        except ValueError:
            now = None
        if row.number is not None and now != row.number:
            yield WrongScore(
                record_number=record,
                encounter_id=visit,
                measure=outcome.name,
                stored=row.number,
                should_be=now,
            )


def _number(number: float | None) -> str:
    return "" if number is None else f"{number:g}"
