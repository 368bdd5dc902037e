"""What is new since the version before, in the person's words."""

from collections.abc import Iterator, Sequence

from planner.assembly.moves import RUN
from planner.assembly.plan import Plan, PlanKind
from planner.clinical.interventions import Intervention
from planner.clinical.pack import Pack
from planner.clinical.quantities import Amount
from planner.clinical.stages import Running
from planner.clinical.wording import NewWords
from planner.documents.filling.cards import patient_name
from planner.documents.filling.numbers import as_range
from planner.documents.filling.placeholders import fill
from planner.documents.filling.sides import sides_of
from planner.documents.filling.situation import is_done_by_clinic, needs_a_card
from planner.progression.differences import Difference, Kind


def whats_new(pack: Pack, plan: Plan, changes: Sequence[Difference]) -> tuple[str, ...]:
    """One short sentence for each change the person does something about.

    What is done at the clinic stands under the visits and is not told here. A holding plan says
    in its notice what to leave.
    """
    if plan.kind is PlanKind.HOLDING:
        return ()
    sides = sides_of(pack.presentation.words, plan.case.side)
    said = _sentences(pack, plan, changes)
    return tuple(dict.fromkeys(sides.plain(sentence) for sentence in said))


def _sentences(pack: Pack, plan: Plan, changes: Sequence[Difference]) -> Iterator[str]:
    words = pack.presentation.words.whats_new
    told: set[str] = set()
    for change in changes:
        if change.kind is Kind.STAGE:
            yield from _stage(plan, change, words)
        elif change.kind is Kind.RUNNING:
            yield from _running(plan, change, words)
        elif change.kind is Kind.DAYS and change.item == RUN:
            yield fill(words.run_days, days=_days(change, pack))
        else:
            thing = pack.library.interventions.get(change.item)
            if thing is not None and is_own_work(thing):
                if change.kind is Kind.DAYS:
                    name = patient_name(thing)
                    yield fill(words.days, name=name, days=_days(change, pack))
                else:
                    yield from _item(thing, change, words, told)


def is_own_work(thing: Intervention) -> bool:
    """Whether the person does it themselves, by a card. A talk or an advice has none."""
    return not is_done_by_clinic(thing) and any(needs_a_card(thing, row) for row in thing.doses)


def _item(
    thing: Intervention, change: Difference, words: NewWords, told: set[str]
) -> Iterator[str]:
    name = patient_name(thing)
    if _is_no_rest(change):
        return
    if change.kind is Kind.ADDED:
        yield fill(words.added, name=name)
    elif change.kind is Kind.REMOVED:
        yield fill(words.removed, name=name)
    elif change.part in words.parts and _in_one_unit(change):
        told.add(change.item)
        values = {"before": _amount(change.before), "after": _amount(change.after)}
        yield fill(words.parts[change.part], name=name, **values)
    elif change.item not in told:
        told.add(change.item)
        yield fill(words.other.get(change.part, words.changed), name=name)


def _days(change: Difference, pack: Pack) -> str:
    """As "Monday, Wednesday and Friday"."""
    names = [pack.presentation.words.week.day_names[day] for day in change.weekdays]
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _is_no_rest(change: Difference) -> bool:
    """A single round has no rest after it; that there is one round is told already."""
    return change.part == "rest" and isinstance(change.after, Amount) and change.after.amount == 0


def _stage(plan: Plan, change: Difference, words: NewWords) -> Iterator[str]:
    """The place of the stage on the person's ladder, which counts from 1."""
    for place, entry in enumerate(plan.stages, start=1):
        if entry.is_current and isinstance(change.before, Amount):
            is_on = entry.stage.id > change.before.amount
            yield fill(
                words.stage if is_on else words.back,
                number=place,
                name=entry.stage.patient_name,
            )


def _running(plan: Plan, change: Difference, words: NewWords) -> Iterator[str]:
    """Of a run-walk the whole time, never as one run; after none it is told as new."""
    if not isinstance(change.after, Amount):
        return
    if change.after.amount == 0:
        yield words.no_run
    elif isinstance(change.before, Amount):
        is_new = change.before.amount == 0
        if change.part == "runs":
            sentence = words.runs_again if is_new else words.runs
        elif plan.running is not None and plan.running.kind is Running.WALK_RUN:
            sentence = words.run_walk
        else:
            sentence = words.run_again if is_new else words.longer_run
        yield fill(sentence, before=_amount(change.before), after=_amount(change.after))


UNITS = {"duration": "min", "hold": "s", "rest": "s"}
"""The unit each sentence says; in any other unit the card tells."""


def _in_one_unit(change: Difference) -> bool:
    """Whether both values are numbers in the unit that the sentence says."""
    values = (change.before, change.after)
    wanted = UNITS.get(change.part)
    return all(
        isinstance(value, Amount) and (wanted is None or value.unit in (wanted, None))
        for value in values
    )


def _amount(value: Amount | str | None) -> str:
    """The number or the range alone: "30–45"."""
    if not isinstance(value, Amount):
        return value or ""
    return as_range(Amount(amount=value.amount, to=value.to))
