"""How the record stands, in words: what is overdue or wrong, and what was done last."""

from dataclasses import dataclass
from datetime import datetime

from planner.web.words import plural, short_day, time_of_day
from planner.workflow.upkeep import FAILED, NOT_WHOLE, Done, Upkeep

NEVER = "Not yet"
COPY_COMMAND = "python -m planner backup FOLDER"


@dataclass(frozen=True, slots=True, kw_only=True)
class UpkeepNotice:
    """One thing the lead must know: what it is, and what to do."""

    title: str
    sentence: str
    is_stop: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UpkeepCard:
    """The page of the lead. ``places`` name rows and entries that are not as they were written."""

    notices: tuple[UpkeepNotice, ...]
    checked: str
    places: tuple[str, ...]
    copied: str
    lies_elsewhere: bool
    stopped: tuple[str, ...]


def upkeep_card(found: Upkeep, *, sees_copies: bool) -> UpkeepCard:
    """``sees_copies`` is false on PostgreSQL, whose keeper makes them with tools of its own."""
    check = found.check
    return UpkeepCard(
        notices=upkeep_notices(found, sees_copies=sees_copies),
        checked=_said(check, "whole", "not whole"),
        places=check.said if check is not None and not check.is_good else (),
        copied=_said(found.copy, "read back and in order", "not a good copy"),
        lies_elsewhere=found.lies_elsewhere,
        stopped=tuple(f"{one.name}, {_moment(one.at)}" for one in found.stopped),
    )


def upkeep_notices(found: Upkeep, *, sees_copies: bool) -> tuple[UpkeepNotice, ...]:
    """What is overdue or wrong, the worst first; nothing where all is well."""
    notices = []
    if found.check is not None and not found.check.is_good:
        notices.append(
            UpkeepNotice(
                title="The record is not as it was written",
                sentence="Something was changed past the program, or is damaged. Do not rely on "
                "the entries that are named, and tell whoever looks after this computer.",
                is_stop=True,
            )
        )
    if sees_copies:
        notices += _about_copies(found)
    if found.check is not None and found.check_is_late:
        notices.append(
            UpkeepNotice(
                title="The record was not checked for more than a day",
                sentence=f"Last checked {_moment(found.check.at)}.",
            )
        )
    notices += [
        UpkeepNotice(
            title="An account opened very many records",
            sentence=f"{one.name} was stopped on {_moment(one.at)}: ask why.",
        )
        for one in found.stopped
    ]
    return tuple(notices)


def _about_copies(found: Upkeep) -> list[UpkeepNotice]:
    if found.copy is not None and found.copy.outcome in (FAILED, NOT_WHOLE):
        good = f"The last good one is of {_moment(found.good_copy.at)}" if found.good_copy else ""
        said = f"{good or 'There is no good one yet'}. Tell whoever looks after this computer."
        return [UpkeepNotice(title="The last copy of the record failed", sentence=said)]
    if not found.lies_elsewhere:
        return [
            UpkeepNotice(
                title="Setting up is not finished: no copy lies in a second place",
                sentence="If this computer is lost now, all records are. Name a folder on another "
                f"disk: {COPY_COMMAND}.",
            )
        ]
    if found.copy_is_late and found.good_copy is not None:
        return [
            UpkeepNotice(
                title=f"The last copy of the record is {_age(found.now, found.good_copy.at)} old",
                sentence="What was saved since is lost if this computer is. A copy is due each "
                "day.",
            )
        ]
    return []


def _said(done: Done | None, good: str, bad: str) -> str:
    return NEVER if done is None else f"{_moment(done.at)}: {good if done.is_good else bad}"


def _moment(at: datetime) -> str:
    local = at.astimezone()
    return f"{short_day(local.date())}, {time_of_day(at)}"


def _age(now: datetime, then: datetime) -> str:
    hours = int((now - then).total_seconds() // 3600)
    return plural(hours // 24, "day") if hours >= 48 else plural(hours, "hour")
