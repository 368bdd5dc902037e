"""The number each measure has at this visit: typed today, else read from the diary, else none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from planner.progression.course import Course
from planner.progression.diary import (
    DiaryRow,
    above_limit,
    longest_calm_run,
    mornings,
    usual_morning,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A number and where it comes from: "diary 11 to 13 Dec", "today". ``None`` is not measured."""

    number: float | None
    because: str


NOTHING = Reading(number=None, because="")


def reading(course: Course, measure: str) -> Reading:
    """What is known of a measure at this visit.

    A number typed today counts before the diary; a ratio is worked out from its two sides. An
    earlier visit's number is named and does not count.
    """
    typed = course.today.get(measure)
    if typed is not None:
        return Reading(number=typed, because=f"{amount(course, measure, typed)} today")
    known = course.measures.get(measure)
    if known is not None and known.share_of is not None:
        return _share(course, *known.share_of)
    from_diary = _FROM_DIARY.get(measure)
    if from_diary is not None and course.days:
        return from_diary(course)
    return NOTHING


def amount(course: Course, measure: str, number: float) -> str:
    """A number with its unit; a yes or a no in words."""
    known = course.measures.get(measure)
    unit = known.unit if known else None
    if unit == "yes or no":
        return "yes" if number else "no"
    return f"{number:g} {unit or ''}".strip()


def usual(course: Course) -> float | None:
    """The usual level of the morning test for this person, 0 to 10."""
    before = course.last("daily-test-pain")
    return usual_morning(course.days, course.pain_limit, before.number if before else None)


def quiet_morning(course: Course) -> float | None:
    """The highest morning test that still counts as quiet."""
    level = usual(course)
    return None if level is None else level + course.limits.quiet_morning_rise.value


def day(on: date) -> str:
    """As "11 Dec"."""
    return f"{on.day} {on:%b}"


def _share(course: Course, part: str, whole: str) -> Reading:
    sore, other = reading(course, part), reading(course, whole)
    if sore.number is None or not other.number:
        return NOTHING
    return Reading(
        number=100 * sore.number / other.number,
        because=f"{sore.number:g} of {other.number:g} on the other side today",
    )


def _morning_test(course: Course) -> Reading:
    found = mornings(course.days)
    if not found:
        return NOTHING
    on, pain = found[-1]
    return Reading(number=pain, because=f"{pain:g} on {day(on)}, diary")


def _rise(course: Course) -> Reading:
    """The smaller rise of the last two mornings: both must be up for it to count as two days."""
    found, level = mornings(course.days)[-2:], usual(course)
    if level is None or len(found) < 2:
        return NOTHING
    said = ", ".join(f"{pain:g}" for _, pain in found)
    return Reading(
        number=min(pain for _, pain in found) - level,
        because=f"{said} on {day(found[0][0])} and {day(found[1][0])}; usual {level:g}",
    )


def _sessions(course: Course) -> Reading:
    found = above_limit(course.days, course.pain_limit)
    if found is None:
        return NOTHING
    if not found.days:
        return Reading(number=0, because=f"no session above {course.pain_limit:g}, diary")
    on = ", ".join(f"{each.session_pain:g} on {day(each.on)}" for each in found.days[-3:])
    settled = ", since settled" if found.latest < found.longest else ""
    return Reading(number=found.latest, because=f"{on}; limit {course.pain_limit:g}{settled}")


def _last_session(course: Course) -> Reading:
    known = [each for each in course.days if each.session_pain is not None]
    if not known:
        return NOTHING
    pain, on = known[-1].session_pain, known[-1].on
    return Reading(number=pain, because=f"{pain:g} on {day(on)}, diary")


def _easy_run(course: Course) -> Reading:
    found = longest_calm_run(course.days, course.pain_limit, quiet_morning(course))
    if found is None:
        ran = any(each.marks.get(DiaryRow.RUN_MINUTES, 0) > 0 for each in course.days)
        return Reading(
            number=None,
            because="no run with its pain and a quiet next morning written down" if ran else "",
        )
    on, minutes = found
    return Reading(number=minutes, because=f"{minutes:g} min on {day(on)}, quiet next morning")


_FROM_DIARY: Mapping[str, Callable[[Course], Reading]] = {
    "daily-test-pain": _morning_test,
    "next-morning-rise": _rise,
    "sessions-above-limit": _sessions,
    "pain-during": _last_session,
    "run-time-easy": _easy_run,
}
"""Measures that the diary answers."""
