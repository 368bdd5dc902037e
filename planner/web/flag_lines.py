"""Plans in use that an answer given since stops, in words (HZ-019)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.assembly.rechecking import RUNNING
from planner.clinical.naming import first_few
from planner.web.menu import address_of
from planner.web.services import db, knowledge
from planner.web.words import day_or_time
from planner.workflow.flags import WHOLE, Flag, flagged_plans, open_flags
from planner.workflow.people import full_name
from planner.workflow.stopped_quietly import quietly_stopped, quietly_stopped_of

NAMED = 3
HEAD = "Plan version {version} in use must be checked again."
QUIETLY = (
    "Since a merge or corrected details, what is known of this person stops it. "
    "Its papers are kept back: open a visit and issue the next version."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagLine:
    """One plan: which, what stops it, where it stands."""

    head: str
    says: str
    address: str | None


def flag_lines(person_id: str) -> tuple[FlagLine, ...]:
    """One line for each plan of this person that is flagged."""
    flags = open_flags(db(), person_id)
    plans = dict.fromkeys(flag.plan_id for flag in flags)
    return (
        *(_line([flag for flag in flags if flag.plan_id == plan]) for plan in plans),
        *(
            FlagLine(
                head=HEAD.format(version=each.version),
                says=QUIETLY,
                address=_plan_page(each.person.id, each.plan_id),
            )
            for each in quietly_stopped_of(db(), person_id, knowledge())
        ),
    )


def flag_words(flags: Sequence[Flag]) -> str:
    """As "Pregnancy: stops Radial shockwave, Ultrasound and 2 more"; a red-flag rule first."""
    pack = knowledge().pack
    rules = dict.fromkeys(flag.factor for flag in flags if flag.item == WHOLE)
    if rules:
        named = ", ".join(pack.presentation.rules[rule].name for rule in rules)
        return f"{named}: only a holding plan may be used until this is settled."
    things, factors = pack.library.interventions, pack.library.factors
    names = [
        "all running" if item == RUNNING else things[item].name
        for item in dict.fromkeys(f.item for f in flags)
    ]
    labels = [factors[name].label for name in dict.fromkeys(f.factor for f in flags)]
    return f"{', '.join(labels)}: stops {first_few(names, NAMED)}."


def _line(flags: Sequence[Flag]) -> FlagLine:
    first = flags[0]
    return FlagLine(
        head=HEAD.format(version=first.version),
        says=flag_words(flags),
        address=_plan_page(first.person_id, first.plan_id),
    )


def _plan_page(person_id: str, plan_id: str) -> str | None:
    return address_of("papers.plan", person_id=person_id, plan_id=plan_id)


def flagged_people(today: date) -> tuple[tuple[str, str, str, str | None], ...]:
    """Everybody with a flagged plan: name, what stops what, since when, where to go on."""
    return (
        *(
            (
                full_name(person),
                flag_words(flags),
                day_or_time(flags[0].since, today),
                _plan_page(person.id, flags[0].plan_id),
            )
            for person, flags in flagged_plans(db())
        ),
        *(
            (
                full_name(each.person),
                QUIETLY,
                day_or_time(each.since, today),
                _plan_page(each.person.id, each.plan_id),
            )
            for each in quietly_stopped(db(), knowledge())
        ),
    )
