"""The later pages: the diary, everyday advice, the ladder, prevention."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from planner.assembly.plan import PlanItem, PlanKind
from planner.assembly.rhythms import is_own_work
from planner.assembly.screening import is_barred
from planner.assembly.surgeons_limits import still_limited
from planner.clinical.answers import Side
from planner.clinical.interventions import Strand
from planner.clinical.stages import Criterion, Strictness
from planner.clinical.wording import AdviceWords
from planner.documents.filling.cards import patient_name, sentences, steps_of, take_care
from planner.documents.filling.fridge import rest_days, run_days
from planner.documents.filling.numbers import long_date, number
from planner.documents.filling.placeholders import fill
from planner.documents.filling.situation import Situation
from planner.documents.values import (
    DailyAdvice,
    Diary,
    DiaryDay,
    Icon,
    Ladder,
    LadderStep,
    StepState,
)

DAYS_TO_WRITE = 7
MOST_AT_VISITS = 3
"""Techniques named under "At your visits"."""


def diary(situation: Situation) -> Diary | None:
    """A week to write in, from the day after the visit; its columns are typed in next time."""
    if situation.is_holding or situation.stage is None:
        return None
    words, running = situation.words.diary, situation.plan.running
    days, weekdays = run_days(situation), situation.words.week.day_names
    minutes = number(running.minutes) if running else ""
    hint = fill(words.run_hint, minutes=minutes)
    dates = [situation.plan.case.on + timedelta(days=n) for n in range(1, DAYS_TO_WRITE + 1)]
    picture = situation.plan.picture
    test = situation.stage.patient_test or (picture.patient_test if picture else None)
    may_load = _may_load(situation)
    if not may_load or _is_barred(situation):
        test = None
    ticks = tuple(
        f"{place} {situation.sides.plain(patient_name(item.intervention))}"
        for place, item in enumerate(situation.exercises, start=1)
    )
    off = {day: _not_due(situation, day.weekday()) for day in dates}
    return Diary(
        title=words.title,
        intro=_diary_intro(
            situation,
            test,
            len(ticks),
            has_days_off=any(place < len(ticks) for places in off.values() for place in places),
        ),
        ticks=ticks,
        days=tuple(
            DiaryDay(
                name=weekdays[day.weekday()],
                date=f"{day.day} {words.month_names[day.month - 1]}",
                is_run_day=weekdays[day.weekday()] in days,
                run_hint=_run_hint(situation, weekdays[day.weekday()], hint),
                not_due=off[day],
            )
            for day in dates
        ),
        morning_head=words.head_test if test else words.head_morning,
        exercises_head=words.head_exercises,
        minutes_head=words.head_minutes,
        run_pain_head=words.head_run_pain,
        worst_head=words.head_worst,
        has_running=situation.runs,
        blanks=_blanks(situation) if may_load else (),
        closing=words.closing,
    )


def _may_load(situation: Situation) -> bool:
    """Whether the test of a stage may be asked of them: not while a surgeon limits anything.

    No limit says what the test, which is no exercise of the pack, would do (HZ-042).
    """
    return not still_limited(situation.pack.library, situation.plan.assessment.picture)


def _is_barred(situation: Situation) -> bool:
    """Whether a factor stops what the test of the stage asks for: a heart, a clot, a bone."""
    picture, stage = situation.plan.picture, situation.stage
    own = stage.patient_test_modality if stage and stage.patient_test else None
    modality = own or (picture.patient_test_modality if picture else None)
    facts = situation.plan.assessment.picture
    return modality is not None and is_barred(modality, situation.pack.library, facts)


def _run_hint(situation: Situation, name: str, at_most: str) -> str:
    if name in run_days(situation):
        return at_most
    words = situation.words.week
    return words.rest if name in rest_days(situation) else words.no_run


def _not_due(situation: Situation, weekday: int) -> tuple[int, ...]:
    """Places, among the exercises and then the cues, of the work that has this weekday off."""
    if situation.days is None:
        return ()
    due = {item.intervention.id for item in situation.days.days[weekday].items}
    return tuple(
        place
        for place, item in enumerate((*situation.exercises, *situation.cues))
        if is_own_work(item) and item.intervention.id not in due
    )


def _diary_intro(situation: Situation, test: str | None, ticks: int, *, has_days_off: bool) -> str:
    words = situation.words.diary
    morning = situation.sides.plain(test) if test else words.morning
    tick = {0: "", 1: words.one_tick}.get(ticks, words.ticks)
    off = words.not_due if has_days_off else ""
    return " ".join(part for part in (morning, tick, off) if part)


def _blanks(situation: Situation) -> tuple[str, ...]:
    """What the exit of this stage needs and only the person can count."""
    stage, words = situation.stage, situation.words.diary.blanks
    needed = [criterion.measure for criterion in stage.exit] if stage else []
    told = dict.fromkeys(words[name] for name in needed if name is not None and name in words)
    return tuple(told)[: situation.words.diary.blanks_at_most]


def every_day(situation: Situation) -> tuple[DailyAdvice, ...]:
    """Everyday advice: a surgeon's limits, the plan's items, what every plan says, the visits."""
    words = situation.words.every_day
    rows: dict[str, DailyAdvice] = {}
    if limits := tuple(_from_the_surgeon(situation)):
        rows[words.surgeon.title] = replace(
            _row(words.surgeon, words.surgeon.text or ""), points=limits
        )
    for item in situation.advice:
        thing = item.intervention
        if thing.id in words.said_elsewhere or thing.strand is Strand.PREVENTION:
            continue
        known = words.rows.get(thing.id)
        if known and known.with_exercises and not situation.exercises:
            continue
        title = known.title if known else situation.sides.plain(patient_name(thing))
        text = (known.text if known else None) or _joined(item)
        icon = Icon(known.icon) if known else Icon.ADVICE
        rows.setdefault(title, DailyAdvice(icon, title, situation.sides.advice(text)))
    present = {item.intervention.id for item in situation.advice}
    for row in words.always:
        if situation.plan.kind.value in row.kinds and not present & set(row.unless):
            rows.setdefault(row.title, _row(row, row.text or ""))
    if situation.visits:
        said = dict.fromkeys(item.intervention.patient_how for item in situation.visits)
        points = tuple(situation.sides.advice(text) for text in tuple(said)[:MOST_AT_VISITS])
        at_visits = _row(words.clinic, words.clinic.text or "")
        rows.setdefault(words.clinic.title, replace(at_visits, points=points))
    return tuple(rows.values())


def _from_the_surgeon(situation: Situation) -> Iterator[str]:
    """Every limit that stands, in plain words with its day (HZ-042)."""
    case, kinds = situation.plan.case, situation.pack.library.surgeons_limits
    for limit, _ in case.after_surgery.standing(case.on) if case.after_surgery else ():
        said = kinds[limit.kind].words(limit.amount)
        day = long_date(limit.until) if limit.until else ""
        yield f"{said} {fill(situation.words.every_day.until, day=day)}" if day else said


def can_still_do(situation: Situation) -> tuple[str, ...]:
    """What is still possible, unless an item of the plan says it already."""
    words = situation.words.every_day
    if situation.is_holding or situation.barred:
        return ()
    for item in situation.advice:
        row = words.rows.get(item.intervention.id)
        if row is not None and Icon(row.icon) is Icon.STILL_DO:
            return ()
    return tuple(situation.sides.advice(text) for text in words.can_still_do[situation.manner])


def _joined(item: PlanItem) -> str:
    steps = " ".join(steps_of(item.intervention))
    return f"{steps} {take_care(item)}".strip()


def _row(words: AdviceWords, text: str) -> DailyAdvice:
    return DailyAdvice(Icon(words.icon), words.title, text)


def ladder(situation: Situation) -> Ladder | None:
    """The stages; only the current one has tick boxes, later ones a name and one line."""
    plan, words = situation.plan, situation.words.ladder
    if situation.is_holding or len(plan.stages) < 2:
        return None
    steps = []
    for place, entry in enumerate(plan.stages, start=1):
        state = StepState.LATER
        if entry.is_current or entry.is_done:
            state = StepState.NOW if entry.is_current else StepState.DONE
        line = "" if entry.is_done else situation.sides.plain(entry.stage.patient_line)
        steps.append(
            LadderStep(
                number=str(place),
                name=situation.sides.plain(entry.stage.patient_name),
                state=state,
                line=line,
                criteria=_tick_boxes(situation, entry.stage.exit) if entry.is_current else (),
            )
        )
    return Ladder(
        steps=tuple(steps),
        intro=words.intro,
        title=words.title,
        criteria_heading=words.criteria_heading,
    )


def _tick_boxes(situation: Situation, criteria: Iterable[Criterion]) -> tuple[str, ...]:
    """Gates in the first person, or the prompts where a stage has no gate.

    A criterion that compares the sides is off when both sides hurt.
    """
    both = situation.plan.case.side is Side.BOTH
    fitting = [c for c in criteria if c.patient and not (both and c.one_side_only)]
    gates = [c for c in fitting if c.strictness is Strictness.GATE]
    prompts = [c for c in fitting if c.strictness is Strictness.PROMPT]
    return tuple(dict.fromkeys(situation.sides.plain(c.patient or "") for c in gates or prompts))


def prevention(situation: Situation) -> tuple[str, ...]:
    """What keeps it away in what this person does, with one sentence of each own item."""
    words, plan = situation.words.prevention, situation.plan
    if plan.kind is not PlanKind.FULL:
        return ()
    if plan.running is not None:
        theirs = words.run
    else:
        theirs = plan.sport.table.to_stay_well if plan.sport else words.everyday
    own = (
        sentences(item.intervention.patient_how)[0]
        for item in situation.advice
        if item.intervention.strand is Strand.PREVENTION
    )
    return tuple(dict.fromkeys((*words.always, *theirs, *own)))
