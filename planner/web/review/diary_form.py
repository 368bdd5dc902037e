"""The paper diary on one small grid: seven days across, what was written down below."""

from dataclasses import dataclass
from datetime import date, timedelta

from planner.clinical.wording import DiaryWords
from planner.progression.diary import DiaryDay, DiaryRow
from planner.web.forms import VersionedForm
from planner.web.numbers import NumberField
from planner.web.words import DAY_NAMES, DAYS, MONTHS
from planner.workflow.review import Review
from planner.workflow.reviewing import DIARY_LIMITS, GivenMark

AGAINST_LIMIT = (DiaryRow.EXERCISE_PAIN, DiaryRow.RUN_PAIN)
WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell. ``is_over``: above the plan's limit, said in a sentence below as well."""

    name: str
    label: str
    value: str
    is_over: bool
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One week: heads, and each row with its cells."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    number: int


class DiaryForm(VersionedForm):
    """The cells of one week, made for its days. An empty one is blank, and is never nought."""

    def marks(self, only: str | None = None) -> list[GivenMark]:
        """What was typed, or the one cell that changed."""
        found = []
        for name, field in self._fields.items():
            if name in ("version", "csrf_token") or only not in (None, name):
                continue
            row, day = name.split("_")
            number = None if field.data is None else float(field.data)
            found.append(GivenMark(on=date.fromisoformat(day), row=DiaryRow(row), number=number))
        return found


def weeks_of(review: Review) -> tuple[tuple[date, ...], ...]:
    """The weeks of the diary, the newest first; the last day is the one before the visit.

    On the morning of the visit there is no new day to write down; it can be typed where it is all
    the diary there is.
    """
    last = review.last_day - timedelta(days=1)
    weeks: list[tuple[date, ...]] = []
    while last >= review.first_day and len(weeks) < WEEK:
        first = max(review.first_day, last - timedelta(days=WEEK - 1))
        weeks.append(tuple(first + timedelta(days=n) for n in range((last - first).days + 1)))
        last = first - timedelta(days=1)
    return tuple(weeks) or ((review.last_day,),)


def rows_of(words: DiaryWords) -> dict[DiaryRow, str]:
    """Each row under its head on paper, in the order of the paper. Ticks are typed as a number."""
    return {
        DiaryRow.MORNING: words.head_morning,
        DiaryRow.DONE: "Exercises ticked",
        DiaryRow.EXERCISE_PAIN: words.head_exercises,
        DiaryRow.RUN_MINUTES: words.head_minutes,
        DiaryRow.RUN_PAIN: words.head_run_pain,
        DiaryRow.WORST: words.head_worst,
    }


def diary_form(
    review: Review, week: tuple[date, ...], version: int, words: DiaryWords
) -> DiaryForm:
    """The form of one week with what the record holds; what was sent stands over it."""
    fields = {
        _name(row, day): _field(row, label, day)
        for row, label in rows_of(words).items()
        for day in week
    }
    kind = type("WeekForm", (DiaryForm,), fields)
    typed = {
        _name(row, day.on): number
        for day in review.days
        for row, number in day.marks.items()
        if day.on in week
    }
    form: DiaryForm = kind(data={"version": version, **typed})
    return form


def grid_of(
    form: DiaryForm, review: Review, week: tuple[date, ...], number: int, words: DiaryWords
) -> Grid:
    """The grid as it is drawn."""
    limit = review.course.pain_limit if review.course else 10
    by_day = {day.on: day for day in review.days}
    return Grid(
        heads=tuple(f"{DAYS[day.weekday()]} {day.day}" for day in week),
        rows=tuple(
            (label, tuple(_cell(form, row, day, by_day.get(day), limit) for day in week))
            for row, label in rows_of(words).items()
        ),
        number=number,
    )


def _cell(form: DiaryForm, row: DiaryRow, on: date, day: DiaryDay | None, limit: float) -> Cell:
    field = form._fields[_name(row, on)]
    mark = day.marks.get(row) if day else None
    return Cell(
        name=field.name,
        label=str(field.label.text),
        value=field._value(),
        is_over=row in AGAINST_LIMIT and mark is not None and mark > limit,
        errors=tuple(str(error) for error in field.errors),
    )


def diary_says(review: Review, week: tuple[date, ...]) -> tuple[str, ...]:
    """Sentences under the grid: what passed the limit, what was left blank."""
    if review.course is None:
        return ()
    limit, shown = review.course.pain_limit, [day for day in review.days if day.on in week]
    said = [
        f"{DAYS[day.on.weekday()]} {day.on.day}: {day.marks[row]:g} in the "
        f"{'run' if row is DiaryRow.RUN_PAIN else 'exercise'}, limit {limit:g}."
        for day in shown
        for row in AGAINST_LIMIT
        if day.marks.get(row, 0) > limit
    ]
    written = {day.on for day in shown if day.marks}
    blank = [day for day in week if day not in written]
    if written and blank:
        names = ", ".join(f"{DAYS[day.weekday()]} {day.day}" for day in blank)
        said.append(f"{names} {'is' if len(blank) == 1 else 'are'} blank: not read as rest.")
    return tuple(said)


def _name(row: DiaryRow, day: date) -> str:
    return f"{row.value}_{day.isoformat()}"


def _field(row: DiaryRow, head: str, day: date) -> NumberField:
    label = f"{head}, {DAY_NAMES[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return NumberField(label, highest=DIARY_LIMITS[row], is_whole=True)
