"""What a plan asks of the person, worked out once: it decides which sentences are used."""

from dataclasses import dataclass

from planner.assembly.plan import ItemCaution, Plan, PlanItem, PlanKind
from planner.assembly.screening import running_barred
from planner.assembly.week import PlanWeek, planned_week
from planner.clinical.contraindications import CellStatus
from planner.clinical.interventions import Intervention, Strand, Where, Who
from planner.clinical.pack import Pack
from planner.clinical.quantities import DoseRow
from planner.clinical.stages import Running, Stage
from planner.clinical.wording import PainBand, Wording
from planner.documents.filling.identity import Paper
from planner.documents.filling.sides import Sides, sides_of

IN_A_RUN = frozenset({Strand.GAIT_REEDUCATION, Strand.BIOMECH_ANALYSIS})
WORDS_ONLY = frozenset({Strand.EDUCATION, Strand.LOAD_MANAGEMENT, Strand.PREVENTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One plan with its pack and words, and the few facts that choose between sentences.

    ``exercises`` are the items that get a card, ``cues`` those done in a run, ``advice`` words
    only, ``visits`` what is done at the clinic. Every item is in exactly one of them. ``days`` is
    the week: what is due on which weekday.
    """

    pack: Pack
    plan: Plan
    paper: Paper
    words: Wording
    sides: Sides
    stage: Stage | None
    exercises: tuple[PlanItem, ...]
    cues: tuple[PlanItem, ...]
    advice: tuple[PlanItem, ...]
    visits: tuple[PlanItem, ...]
    days: PlanWeek | None

    @property
    def runs(self) -> bool:
        """Whether there is any running this week."""
        running = self.plan.running
        if running is None or not self.is_runner:
            return False
        return running.kind is not Running.NONE and running.minutes > 0

    @property
    def is_runner(self) -> bool:
        """Whether running is theirs at all; nobody is asked to take it up as treatment.

        With no sport and no distance on record, it is not known to be.
        """
        sport = self.plan.case.sport
        if sport.name is None:
            return any((sport.weekly_km, sport.longest_run_km, sport.longest_tolerated_km))
        return sport.name not in self.words.running.not_runners

    @property
    def work(self) -> tuple[PlanItem, ...]:
        """The cards that are the daily work; self-care comes after and counts apart."""
        return tuple(i for i in self.exercises if i.intervention.strand is not Strand.SELF_CARE)

    @property
    def only_holds(self) -> bool:
        """Whether all the work is held still: the page says *holds*, and a flare keeps them."""
        return bool(self.work) and all(is_hold(item) for item in self.work)

    @property
    def band(self) -> PainBand:
        """The band of the pain rule this stage falls in; beyond the last, the last."""
        bands = self.words.pain.bands
        limit = self.stage.pain_limit if self.stage else bands[0].limit_up_to
        return next((band for band in bands if limit <= band.limit_up_to), bands[-1])

    @property
    def manner(self) -> str:
        """Careful (almost no pain is accepted), running or no-running."""
        if self.band.careful:
            return "careful"
        return "running" if self.runs else "no-running"

    @property
    def rise(self) -> str:
        """The rise of next-morning pain that counts, in points."""
        return f"{self.pack.presentation.limits.next_morning_rise.value:g}"

    @property
    def barred(self) -> tuple[ItemCaution, ...]:
        """What their own yes bars of running and all that is like it, runner or not."""
        library, facts = self.pack.library, self.plan.assessment.picture
        by_yes, _ = running_barred(self.pack.presentation.limits.running_modality, library, facts)
        return by_yes

    @property
    def may_walk(self) -> bool:
        """Whether what bars running asks for no care in walking.

        What only waits for somebody's word about running says nothing of walking.
        """
        walking, factors = self.pack.presentation.limits.walking_modality, self.pack.library.factors
        barred = (caution.factor for caution in self.barred if not caution.settled_by)
        cells = (factors[factor].cells.get(walking) for factor in barred)
        return all(cell is None or cell.status is CellStatus.SAFE for cell in cells)

    @property
    def is_holding(self) -> bool:
        """Whether only safe advice may be printed."""
        return self.plan.kind is PlanKind.HOLDING


def situation_of(pack: Pack, plan: Plan, paper: Paper) -> Situation:
    """Sort the items of the current stage by where their words stand."""
    words = pack.presentation.words
    current = plan.current
    exercises: list[PlanItem] = []
    cues: list[PlanItem] = []
    advice: list[PlanItem] = []
    visits: list[PlanItem] = []
    for item in current.items if current else ():
        thing = item.intervention
        if is_done_by_clinic(thing):
            (advice if thing.strand in WORDS_ONLY else visits).append(item)
        elif is_done_in_a_run(thing):
            (cues if is_a_cue(thing, item.dose, words) else advice).append(item)
        elif needs_a_card(thing, item.dose):
            exercises.append(item)
        else:
            advice.append(item)
    exercises.sort(key=lambda item: item.intervention.strand is Strand.SELF_CARE)
    return Situation(
        pack=pack,
        plan=plan,
        paper=paper,
        words=words,
        sides=sides_of(words, plan.case.side),
        stage=current.stage if current else None,
        exercises=tuple(exercises),
        cues=tuple(cues),
        advice=tuple(advice),
        visits=tuple(visits),
        days=planned_week(plan, pack),
    )


def is_done_in_a_run(item: Intervention) -> bool:
    """Whether it belongs to a run."""
    return item.strand in IN_A_RUN or item.where is Where.RUN


def is_a_cue(item: Intervention, dose: DoseRow, words: Wording) -> bool:
    """Whether it is something to do in a run, counted, that no other page says already."""
    counted = dose.reps or dose.duration or dose.sets
    said = item.id in words.every_day.said_elsewhere
    return is_done_in_a_run(item) and counted is not None and not said


def needs_a_card(item: Intervention, dose: DoseRow) -> bool:
    """Whether the patient does it with a dose: every exercise, and self-care that is counted."""
    if item.strand in WORDS_ONLY:
        return False
    if item.strand is Strand.SELF_CARE:
        return dose.hold is not None or dose.reps is not None
    return True


def is_hold(item: PlanItem) -> bool:
    """Whether a strengthening item is held still rather than moved through."""
    reps = item.dose.reps
    still = item.dose.hold is not None and (reps is None or reps.amount == 1)
    return still and item.intervention.strand is Strand.STRENGTHENING


def is_done_by_clinic(item: Intervention) -> bool:
    """Whether somebody of the clinic does it, or it is done there."""
    return item.who in (Who.CLINICIAN, Who.REFERRAL) or item.where is Where.CLINIC
