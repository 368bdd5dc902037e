"""Dates, ages and numbers as the screens say them."""

from collections.abc import Sequence
from datetime import date, datetime

from planner.clinical.answers import Sex, Side
from planner.clinical.reviews import Due

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
THIN_SPACE = "\u202f"
SIDES = {Side.LEFT: "Left side", Side.RIGHT: "Right side", Side.BOTH: "Both sides"}


def short_day(day: date) -> str:
    """As "23 Nov 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def age_words(day: date, today: date) -> str:
    """How long ago: "today", "1 day ago", "200 days ago" (HZ-010)."""
    days = (today - day).days
    if days <= 0:
        return "today"
    return f"{days} day{'' if days == 1 else 's'} ago"


def day_with_name(day: date) -> str:
    """As "Mon 23 Nov 2026"."""
    return f"{DAYS[day.weekday()]} {short_day(day)}"


def long_day(day: date) -> str:
    """As "Monday 23 November 2026"."""
    return f"{DAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def day_or_time(moment: date | datetime, today: date) -> str:
    """The time where it was today, else the day: "09:31", "Fri 20 Nov"."""
    if isinstance(moment, datetime):
        local = moment.astimezone()
        if local.date() == today:
            return time_of_day(moment)
        moment = local.date()
    if moment == today:
        return "today"
    return f"{DAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]}"


def time_of_day(moment: datetime) -> str:
    """As "10:42", in the clinic's time."""
    return f"{moment.astimezone():%H:%M}"


def born(birth_date: date, age: int) -> str:
    """As "1 Mar 1992 (34)"."""
    return f"{short_day(birth_date)} ({age})"


def sex_word(sex: Sex | None) -> str:
    """The recorded sex, or that it is not."""
    return sex.value if sex else "sex not recorded"


def side_words(side: Side | None) -> str | None:
    """As "Right side"; the patient's own, never the screen's."""
    return SIDES[side] if side else None


def per_cent(share: float) -> str:
    """A share from 0 to 1 as "52 %", the space thin and unbroken; a rare one as "0.3 %"."""
    number = f"{100 * share:.1g}" if 0 < share < 0.01 else f"{100 * share:.0f}"
    return f"{number}{THIN_SPACE}%"


def plural(count: int, one: str, more: str | None = None) -> str:
    """As "1 rule", "2 rules"."""
    return f"{count} {one if count == 1 else more or one + 's'}"


def as_words(identifier: str) -> str:
    """An id as words, where nothing better is known: "pop-felt" reads "Pop felt"."""
    return identifier.replace("-", " ").replace("_", " ").capitalize()


def small(text: str) -> str:
    """The same words inside a sentence: a small first letter, unless it is an abbreviation."""
    return text if text[1:2].isupper() or text[1:2] == "-" else text[:1].lower() + text[1:]


def listed(names: Sequence[str]) -> str:
    """As "a, b and c"."""
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + "".join(names[-1:])


def late_words(due: Due, on: date) -> str:
    """How late the review of a statement is; nothing is said of one in time."""
    words = {Due.OVERDUE: "review overdue", Due.LONG_OVERDUE: "review long overdue"}
    return f"{words[due]}: due {short_day(on)}" if due in words else ""
