"""One week on one page for somebody who uses two plans: each exercise once (HZ-044).

Days and doses are those that were issued, never worked out anew. Of two plans that speak of running
the one that asks less counts, and of two pain limits the lower.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from planner.assembly.home_load import whole_minutes
from planner.assembly.moves import RUN
from planner.assembly.rhythms import rhythm_of
from planner.assembly.together import Asked, Dosed
from planner.clinical.answers import Side
from planner.clinical.interventions import Strand
from planner.clinical.pack import Pack
from planner.clinical.wording import Wording
from planner.documents.filling.cards import patient_name
from planner.documents.filling.doses import dose_cells
from planner.documents.filling.later import DAYS_TO_WRITE
from planner.documents.filling.numbers import number, short_date
from planner.documents.filling.placeholders import fill
from planner.documents.filling.sides import UNKNOWN, sides_of
from planner.documents.filling.situation import is_a_cue, is_done_by_clinic, needs_a_card
from planner.documents.filling.situation import is_done_in_a_run as in_a_run
from planner.documents.values import Diary, DiaryDay, Identity, PatientPlan, WeekRow, WeekSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedPlan:
    """One plan in use: what it asks, as it was frozen, whose side, and its pages as printed."""

    asked: Asked
    side: Side | None
    paper: PatientPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One exercise of one side, and the plans it stands in."""

    work: Dosed
    side: Side | None
    days: tuple[int, ...]
    plans: tuple[str, ...]

    def is_due(self, weekday: int) -> bool:
        """Work without a rhythm of its own goes with an occasion, on any day."""
        _, dose = self.work
        return rhythm_of(dose.frequency) is None or weekday in self.days


def shared_week(pack: Pack, plans: Sequence[UsedPlan], on: date) -> WeekSheet:
    """The week of all these plans, the newest first, from the day after ``on``.

    Raises ValueError with one sentence where the plans cannot stand on one page: one holds back
    all load, or the same exercise has two doses.
    """
    for each in plans:
        if each.asked.is_holding:
            raise ValueError(f"Plan {each.asked.name} holds back all load: its own pages count")
        if not each.asked.days and each.asked.items:
            raise ValueError(f"Plan {each.asked.name} keeps no weekdays: issue its next version")
    words, limits = pack.presentation.words, pack.presentation.limits
    runs = _running_of(plans)
    rows = list(_rows(plans, runs, words))
    dates = [on + timedelta(days=n) for n in range(1, DAYS_TO_WRITE + 1)]
    due = {day: [row for row in rows if row.is_due(day.weekday())] for day in dates}
    pains = [each.paper.pain for each in plans if each.paper.pain is not None]
    own, week = words.shared_week, runs.paper.week
    return WeekSheet(
        identity=_identity(plans, words, on),
        title=own.title,
        note=own.note,
        diary=Diary(
            title=own.title,
            days=tuple(_day(day, rows, runs, words) for day in dates),
            ticks=tuple(patient_name(row.work[0]) for row in rows),
            morning_head=words.diary.head_morning,
            exercises_head=words.diary.head_exercises,
            minutes_head=words.diary.head_minutes,
            run_pain_head=words.diary.head_run_pain,
            worst_head=words.diary.head_worst,
            has_running=bool(_run_days(runs)),
        ),
        rows=tuple(_printed(place, row, plans, words) for place, row in enumerate(rows, start=1)),
        minutes=tuple(whole_minutes((row.work for row in due[day]), limits) for day in dates),
        minutes_head=own.minutes_head,
        help=next((p.paper for p in plans if p.asked.run_minutes), plans[0].paper).help,
        draft=False,
        heading=week.heading if week else "",
        take_care=week.take_care if week else "",
        pain=min(pains, key=lambda rule: (rule.carry_on_to, rule.stop_from), default=None),
    )


def _running_of(plans: Sequence[UsedPlan]) -> UsedPlan:
    """Whose running counts: the plan that asks for least; the newest where none speaks of it."""
    said = [each for each in plans if each.asked.run_minutes is not None]
    return min(said, key=lambda each: each.asked.run_minutes or 0, default=plans[0])


def _run_days(plan: UsedPlan) -> tuple[int, ...]:
    return plan.asked.days.get(RUN, ()) if plan.asked.run_minutes else ()


def _rows(plans: Sequence[UsedPlan], runs: UsedPlan, words: Wording) -> Iterator[_Row]:
    """Each exercise of a side once; self-care after the work, what is done in a run at the end."""
    found: dict[tuple[str, Side | None], _Row] = {}
    for plan in plans:
        for work in _own_work(plan, plan is runs and bool(_run_days(runs)), words):
            thing, dose = work
            key = (thing.id, plan.side)
            before = found.get(key)
            if before is None:
                found[key] = _Row(
                    work=work,
                    side=plan.side,
                    days=plan.asked.days.get(thing.id, ()),
                    plans=(plan.asked.name,),
                )
            elif before.work[1] != dose:
                raise ValueError(
                    f"{thing.name} stands in both plans with two doses: give it one dose first, "
                    "or take it out of one plan"
                )
            else:
                found[key] = replace(before, plans=(*before.plans, plan.asked.name))
    yield from sorted(found.values(), key=lambda row: _place(row.work))


def _own_work(plan: UsedPlan, has_runs: bool, words: Wording) -> Iterable[Dosed]:
    """What the person does with a dose; in a run only where this plan's runs count."""
    for thing, dose in plan.asked.items:
        if is_done_by_clinic(thing):
            continue
        if in_a_run(thing):
            if has_runs and is_a_cue(thing, dose, words):
                yield thing, dose
        elif needs_a_card(thing, dose):
            yield thing, dose


def _place(work: Dosed) -> int:
    thing, _ = work
    return 2 if in_a_run(thing) else int(thing.strand is Strand.SELF_CARE)


def _printed(place: int, row: _Row, plans: Sequence[UsedPlan], words: Wording) -> WeekRow:
    thing, dose = row.work
    own = words.shared_week
    counts = thing.patient.counts if thing.patient else None
    from_where = own.in_both if len(row.plans) > 1 else fill(own.in_one, code=row.plans[0])
    name = sides_of(words, row.side).plain(patient_name(thing))
    if len({each.side for each in plans}) > 1:
        side = words.sides[row.side.value if row.side else UNKNOWN]
        name = fill(own.sided, name=name, side=side.side)
    cells = dose_cells(dose, counts, words.cards)
    return WeekRow(
        number=str(place),
        name=name,
        dose=(*(f"{cell.amount} {cell.word}" for cell in cells), from_where),
    )


def _day(day: date, rows: Sequence[_Row], runs: UsedPlan, words: Wording) -> DiaryDay:
    weekday, is_run = day.weekday(), day.weekday() in _run_days(runs)
    minutes = number(runs.asked.run_minutes or 0)
    return DiaryDay(
        name=words.week.day_names[weekday],
        date=f"{day.day} {words.diary.month_names[day.month - 1]}",
        is_run_day=is_run,
        run_hint=fill(words.diary.run_hint, minutes=minutes) if is_run else words.week.no_run,
        not_due=tuple(place for place, row in enumerate(rows) if not row.is_due(weekday)),
    )


def _identity(plans: Sequence[UsedPlan], words: Wording, on: date) -> Identity:
    """Whose it is, and every plan with its version that it was made from."""
    each = [plan.paper.identity for plan in plans]
    sides = {plan.side for plan in plans}
    is_one = len(sides) == 1
    code = " + ".join(identity.code for identity in each)
    return replace(
        each[0],
        kind=words.shared_week.kind,
        side=each[0].side if is_one else words.sides[Side.BOTH.value].foot,
        code=code,
        document_id=code.replace(" ", ""),
        version=" + ".join(identity.version for identity in each),
        date=short_date(on, words.diary.month_names),
    )
