"""The courses of care of one person, each with its visits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.web.patients.cards import page_address, visit_address
from planner.web.words import day_with_name
from planner.workflow.lists import VisitLine


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitCard:
    """One visit of an episode; ``past`` leads to the same visit as it was on an earlier day.

    ``results`` leads to its investigations, to sign a result that came after it; ``done`` to its
    end by hand, or back from there.
    """

    number: int
    day: str
    state: str
    address: str | None
    past: str | None
    results: str | None = None
    done: str | None = None
    is_open: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeCard:
    """One course of care with its visits, the newest first."""

    id: str
    title: str
    visits: tuple[VisitCard, ...]
    is_open: bool


def episode_cards(lines: Iterable[VisitLine], record: int) -> tuple[EpisodeCard, ...]:
    """Visits by episode, newest first; visits are numbered from the first one of the episode.

    A visit of another record of the same person says in which one it stands. Episodes that began
    on one day are numbered: a list of headings tells them apart.
    """
    episodes: dict[str, list[VisitLine]] = {}
    for line in lines:
        episodes.setdefault(line.episode_id, []).append(line)
    titles = numbered([_episode_title(visits[-1], record) for visits in episodes.values()])
    return tuple(
        EpisodeCard(
            id=episode,
            title=title,
            visits=tuple(
                _visit_card(visit, len(visits) - place, record)
                for place, visit in enumerate(visits)
            ),
            is_open=any(visit.is_open for visit in visits),
        )
        for (episode, visits), title in zip(episodes.items(), titles, strict=True)
    )


def _episode_title(first: VisitLine, record: int) -> str:
    where = f", record {first.record_number}" if first.record_number != record else ""
    return f"Episode of care, begun {day_with_name(first.date)}{where}"


def numbered(titles: Sequence[str]) -> list[str]:
    """Titles, newest first, that no two share: "…, 2 of 2", "…, 1 of 2" where they are the same."""
    told: list[str] = []
    for place, title in enumerate(titles):
        same = titles.count(title)
        number = titles[place:].count(title)
        told.append(f"{title}, {number} of {same}" if same > 1 else title)
    return told


def _visit_card(line: VisitLine, number: int, own: int) -> VisitCard:
    record = f", in record {line.record_number}" if line.record_number != own else ""
    plan = f"plan version {line.plan_version}" if line.plan_version else "no plan issued"
    return VisitCard(
        number=number,
        day=day_with_name(line.date),
        state=f"{'open' if line.is_open else 'finished'}, {plan}{record}",
        done=None
        if line.is_open and line.plan_version
        else page_address("patients.done", line.visit),
        is_open=line.is_open,
        address=visit_address(line.visit),
        past=page_address("patients.as_it_was", line.visit),
        results=page_address("assessment.results", line.visit),
    )
