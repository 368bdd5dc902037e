"""What came of a course of care, in a few lines."""

from dataclasses import dataclass

from planner.clinical.pack import Pack
from planner.web.review.score_cards import ScoreLine, score_lines
from planner.web.words import as_words, plural, short_day
from planner.workflow.entries import VisitPage
from planner.workflow.review import Decision, Event, Review


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalEnd:
    """One goal with its first and last rating."""

    words: str
    rating: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishCard:
    """The course as it is drawn."""

    span: str
    diagnosis: str
    scores: tuple[ScoreLine, ...]
    goals: tuple[GoalEnd, ...]
    decisions: tuple[Decision, ...]
    events: tuple[Event, ...]
    is_open: bool


def finish_card(page: VisitPage, review: Review, pack: Pack) -> FinishCard:
    """The card of a course up to this visit."""
    first = review.visits[0]
    weeks = (page.date - first).days // 7
    chosen = page.working_diagnosis.value if page.working_diagnosis else None
    known = pack.presentation.conditions
    return FinishCard(
        span=f"{plural(len(review.visits), 'visit')} from {short_day(first)} to "
        f"{short_day(page.date)}, {plural(weeks, 'week')}",
        diagnosis=known[chosen].name
        if chosen and chosen in known
        else as_words(chosen or "no diagnosis"),
        scores=score_lines(review, pack),
        goals=tuple(
            GoalEnd(words=goal.words, rating=_rating(goal.first, goal.today))
            for goal in review.goals
        ),
        decisions=review.decisions,
        events=review.events,
        is_open=page.is_episode_open,
    )


def _rating(first: tuple[object, float] | None, today: float | None) -> str:
    now = "not rated today" if today is None else f"{today:g} of 10"
    return f"{now}, {first[1]:g} at first" if first is not None else now
