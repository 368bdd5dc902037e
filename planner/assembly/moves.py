"""Single sessions a clinician put on another day, and what then lies too close together.

A move changes one day of one item, or of the runs; everything else stays where it was. Spacing is
told, not enforced: the clinician may have a reason, the page says what it costs.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from planner.assembly.plan import PlanItem, SessionMove
from planner.assembly.rhythms import HOURS, is_hard, rhythm_of
from planner.clinical.interventions import Where
from planner.clinical.limits import AssemblyLimits

DAYS = 7
RUN = "run"
"""What a move names that is about a run, not about an item."""

Placed = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TooClose:
    """Two sessions with fewer days from one to the next than they ask; an item, or ``RUN``."""

    one: str
    other: str
    days: tuple[int, int]
    asked: int

    @property
    def lies(self) -> int:
        """Days from one to the next, the shorter way round the week."""
        return apart(*self.days)


def apart(one: int, other: int) -> int:
    """Days between two weekdays, from Sunday to Monday too."""
    straight = abs(one - other)
    return min(straight, DAYS - straight)


def is_in_a_run(item: PlanItem) -> bool:
    """Whether it is done in a run, and so lies where a run lies."""
    return item.intervention.where is Where.RUN


def after_moves(
    moves: Iterable[SessionMove],
    placed: Placed,
    runs: frozenset[int],
    rest: frozenset[int],
    items: Sequence[PlanItem],
) -> tuple[dict[str, tuple[int, ...]], frozenset[int]]:
    """The days after each move in turn; a move that finds nothing to do changes nothing.

    What is done in a run goes with its run. Nothing is put on a chosen rest day.
    """
    now, with_runs = dict(placed), {i.intervention.id for i in items if is_in_a_run(i)}
    for move in moves:
        if move.to in rest:
            continue
        if move.item == RUN:
            if move.day in runs and move.to not in runs:
                runs = (runs - {move.day}) | {move.to}
                gone = {name for name in with_runs if move.day in now.get(name, ())}
                now.update({name: _moved(now[name], move) for name in gone})
            continue
        days = now.get(move.item, ())
        has_place = move.item not in with_runs or move.to in runs
        if move.day in days and move.to not in days and has_place:
            now[move.item] = _moved(days, move)
    return now, runs


def _moved(days: tuple[int, ...], move: SessionMove) -> tuple[int, ...]:
    return tuple(sorted({*days} - {move.day} | {move.to}))


def too_close(
    placed: Placed, runs: frozenset[int], items: Sequence[PlanItem], limits: AssemblyLimits
) -> Iterator[TooClose]:
    """Runs, sessions of one item, and hard sessions of two, nearer than they ask."""
    yield from _pairs(RUN, tuple(runs), int(limits.run_gap_days.value))
    between = math.ceil(limits.speed_gap_hours.value / HOURS)
    hard = [item for item in items if is_hard(item)]
    for item in items:
        rhythm = rhythm_of(item.dose.frequency)
        if rhythm is not None and rhythm.sessions < DAYS:
            gap = max(rhythm.gap, between) if item in hard else rhythm.gap
            yield from _pairs(item.intervention.id, placed.get(item.intervention.id, ()), gap)
    for one, other in combinations(hard, 2):
        is_one_session = not is_in_a_run(one) and not is_in_a_run(other)
        for day in placed.get(one.intervention.id, ()):
            for later in placed.get(other.intervention.id, ()):
                if apart(day, later) < between and not (is_one_session and day == later):
                    yield TooClose(
                        one=one.intervention.id,
                        other=other.intervention.id,
                        days=(day, later),
                        asked=between,
                    )


def _pairs(name: str, days: Sequence[int], gap: int) -> Iterator[TooClose]:
    for one, other in combinations(sorted(days), 2):
        if apart(one, other) < gap:
            yield TooClose(one=name, other=name, days=(one, other), asked=gap)


def net_moves(moves: Iterable[SessionMove]) -> tuple[SessionMove, ...]:
    """Each session once, from where it lay first to where it lies now; there and back is none."""
    net: list[SessionMove] = []
    for move in moves:
        first = next((m for m in net if m.item == move.item and m.to == move.day), None)
        if first is None:
            net.append(move)
            continue
        net.remove(first)
        if first.day != move.to:
            net.append(SessionMove(item=move.item, day=first.day, to=move.to))
    return tuple(net)
