"""Which items stand in the current stage: rank, equipment, the limits of home and visit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.assembly.doses import evidence_rank
from planner.assembly.home_load import ADVICE, day_minutes, is_home_work
from planner.assembly.rhythms import heavy_sets_a_week, loaded_minutes_a_week
from planner.assembly.screening import Screened
from planner.clinical.interventions import Intervention, Priority, Strand, Where, Who
from planner.clinical.limits import AssemblyLimits
from planner.clinical.pack import Library
from planner.clinical.quantities import DoseRow

HANDS_ON = frozenset({Strand.LUMBAR_RELEASE, Strand.SOFT_TISSUE, Strand.MANUAL_THERAPY})
"""Strands whose minutes in the clinic are held to the hands-on share."""

TALKS = 4
"""Pieces of advice in one visit; core ones always come in."""

CUES = 2
"""Running cues beside the core at one time: one change at a time, and one to compare it with."""

_PRIORITY = {Priority.CORE: 0, Priority.ADJUNCT: 1, Priority.OPTIONAL: 2, Priority.FOUNDING_ONLY: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One item that fits condition, stage and irritability, screened and dosed."""

    screened: Screened
    dose: DoseRow
    core_place: int | None
    serves: str

    @property
    def is_core(self) -> bool:
        """Whether the stage names it among its core items."""
        return self.core_place is not None

    @property
    def item(self) -> Intervention:
        """The intervention itself."""
        return self.screened.intervention


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Who was chosen, and who was not, with the reason."""

    chosen: tuple[Candidate, ...]
    passed_over: tuple[tuple[Candidate, str], ...]
    minutes: float
    """Minutes of home work on a day when all of it is due."""
    heavy_sets: float
    """Sets at a repetition maximum in a week."""
    loaded_minutes: float
    """Minutes under load in a week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """What less irritable pain would be given: minutes a day at home, heavy sets and time a week.

    ``loaded_minutes`` are those under load in a week.
    None where it would be given nothing of the kind: that is no measure.
    """

    minutes: float | None = None
    heavy_sets: float | None = None
    loaded_minutes: float | None = None


NO_CEILING = Ceiling()


def choose(
    candidates: Iterable[Candidate], limits: AssemblyLimits, at_most: Ceiling = NO_CEILING
) -> Choice:
    """Pick by rank until the limits are reached.

    Rank: core of the stage in the pack's order, then priority, evidence order, fewer minutes, id.
    Core exercises come in up to the number of the home programme, whatever their minutes (a
    meter, not a wall); others stay within its minutes too. Of two names for one movement the first
    comes in. ``at_most``, what less irritable pain would be given, binds core exercises too, all
    but the first. Founding-only items are listed, never chosen.
    """
    room = _Room(limits, at_most)
    chosen: list[Candidate] = []
    passed: list[tuple[Candidate, str]] = []
    for candidate in sorted(candidates, key=_rank):
        if candidate.item.priority is Priority.FOUNDING_ONLY and not candidate.is_core:
            passed.append((candidate, _founding_only(candidate.item)))
            continue
        reason = _twice(candidate.item, chosen) or room.refuses(candidate)
        if reason is None:
            room.take(candidate)
            chosen.append(candidate)
        else:
            passed.append((candidate, reason))
    return Choice(
        chosen=tuple(chosen),
        passed_over=tuple(passed),
        minutes=room.asked,
        heavy_sets=room.heavy_sets,
        loaded_minutes=room.loaded,
    )


def missing_equipment(
    item: Intervention, library: Library, patient: Sequence[str], clinic: Sequence[str] | None
) -> tuple[str, ...]:
    """What the item needs and nobody has. In the clinic, ``None`` means every device."""
    missing = []
    for name in item.equipment:
        thing = library.equipment[name]
        at_home = thing.household or name in patient
        in_clinic = clinic is None or name in clinic or thing.household
        has = in_clinic if item.where is Where.CLINIC else at_home
        if not has:
            missing.append(thing.name)
    return tuple(missing)


def _twice(item: Intervention, chosen: Iterable[Candidate]) -> str | None:
    """Why the item would be one movement twice, or nothing."""
    for other in (candidate.item for candidate in chosen):
        if other.id in item.same_as or item.id in other.same_as:
            return f"the same movement as {other.name}, which is in the plan"
    return None


class _Room:
    """What is still free at home and in the visit while items are taken in rank order."""

    def __init__(self, limits: AssemblyLimits, at_most: Ceiling) -> None:
        self._limits, self._at_most = limits, at_most
        self.asked = self.heavy_sets = self.loaded = 0.0
        self._exercises = int(limits.home_exercises.value)
        self._minutes = limits.home_minutes.value
        self._self_care = int(limits.home_self_care.value)
        self._hands_on = limits.visit_minutes.value * limits.hands_on_share.value
        self._lumbar = int(limits.lumbar_per_visit.value)
        self._electro = int(limits.electro_per_visit.value)
        self._advice = 0
        self._cues = CUES

    def refuses(self, candidate: Candidate) -> str | None:
        """Why there is no room for the item, or nothing."""
        item = candidate.item
        if _is_given(item):
            return self._refused_when_given(item)
        if item.strand in ADVICE:
            return (
                None if candidate.is_core or self._advice < TALKS else "enough advice for a visit"
            )
        if _is_run(item):
            return None if candidate.is_core or self._cues > 0 else "two running cues at a time"
        if item.strand is Strand.SELF_CARE:
            return None if self._self_care > 0 else "the self-care limit is reached"
        if self._exercises <= 0:
            return "the home programme has its number of exercises"
        if (refused := self._more_than_calmer(candidate)) is not None:
            return refused
        if not candidate.is_core and item.minutes > self._minutes:
            return "the home programme has its minutes"
        return None

    def _more_than_calmer(self, candidate: Candidate) -> str | None:
        """Why it is too much for pain as irritable as this; the first of its kind never is."""
        minutes, sets = self._at_most.minutes, self._at_most.heavy_sets
        if minutes is not None and self.asked + self._day(candidate) > minutes and self.asked > 0:
            return f"irritable pain gets no longer day at home than calmer: {minutes:.3g} min"
        heavy = heavy_sets_a_week(candidate.item, candidate.dose)
        if sets is not None and heavy and self.heavy_sets > 0 and self.heavy_sets + heavy > sets:
            return f"irritable pain gets no more heavy sets a week than calmer: {sets:g}"
        loaded, most = self._loaded(candidate), self._at_most.loaded_minutes
        if most is not None and loaded and self.loaded > 0 and self.loaded + loaded > most:
            return f"irritable pain gets no more time under load a week than calmer: {most:g} min"
        return None

    def _loaded(self, candidate: Candidate) -> float:
        return loaded_minutes_a_week(candidate.item, candidate.dose, self._limits)

    def _day(self, candidate: Candidate) -> float:
        if not is_home_work(candidate.item):
            return 0
        return day_minutes(candidate.item, candidate.dose, self._limits)

    def _refused_when_given(self, item: Intervention) -> str | None:
        if item.strand is Strand.LUMBAR_RELEASE and self._lumbar <= 0:
            return "one lumbar technique a visit"
        if item.strand is Strand.ELECTROTHERAPY and self._electro <= 0:
            return "one electrotherapy agent a visit"
        if item.strand in HANDS_ON and item.minutes > self._hands_on:
            return "hands-on work takes at most a third of the visit"
        return None

    def take(self, candidate: Candidate) -> None:
        """Use up the room the item needs."""
        item = candidate.item
        if _is_given(item):
            self._lumbar -= item.strand is Strand.LUMBAR_RELEASE
            self._electro -= item.strand is Strand.ELECTROTHERAPY
            if item.strand in HANDS_ON:
                self._hands_on -= item.minutes
        elif item.strand in ADVICE:
            self._advice += 1
        elif item.strand is Strand.SELF_CARE:
            self._self_care -= 1
        elif _is_run(item):
            self._cues -= not candidate.is_core
        else:
            self._exercises -= 1
            self._minutes -= item.minutes
            self.asked += self._day(candidate)
            self.heavy_sets += heavy_sets_a_week(item, candidate.dose)
            self.loaded += self._loaded(candidate)


def _is_given(item: Intervention) -> bool:
    """Done to the patient rather than by them: in the clinic, or a machine lent for home."""
    in_clinic = item.who is Who.CLINICIAN or item.where is Where.CLINIC
    return in_clinic or item.strand is Strand.ELECTROTHERAPY


def _is_run(item: Intervention) -> bool:
    return item.where is Where.RUN or item.strand in {
        Strand.GAIT_REEDUCATION,
        Strand.BIOMECH_ANALYSIS,
    }


def _rank(candidate: Candidate) -> tuple[bool, int, int, tuple[int, int], float, str]:
    item = candidate.item
    return (
        not candidate.is_core,
        candidate.core_place or 0,
        _PRIORITY[item.priority],
        evidence_rank(item),
        item.minutes,
        item.id,
    )


def _founding_only(item: Intervention) -> str:
    return (
        f"carried from the founding document with evidence grade "
        f"{item.evidence.grade.value}; never chosen by itself, the clinician may add it"
    )
