"""The notice of a holding plan: what to do first, from the urgent rules that hold the plan."""

from planner.clinical.redflags import HoldingAdvice, RedFlagRule
from planner.documents.filling.situation import Situation
from planner.documents.values import Notice

SMALL_WORDS = frozenset(
    {"do", "not", "the", "a", "an", "of", "or", "and", "it", "have", "this", "until", "then"}
)
STEM = 5
"""Letters by which two words count as the same: stretch, stretched."""


def notice(situation: Situation) -> Notice | None:
    """What must be done first. Each rule brings its own next step; what to do is common to all.

    One rule's "walk as you like" may be another's "no weight on the leg": several raised rules
    together say only what all of them say, or the pack's plain advice to rest. What not to do is
    never lost: every rule's list is printed, repeats left off.
    """
    advice = [rule.holding for rule in leading(situation) if rule.holding is not None]
    if not situation.is_holding or not advice:
        return None
    words, sides = situation.words.holding, situation.sides
    first, *others = advice
    more = tuple(f"**{_full_stop(each.headline)}** {each.next_step}" for each in others)
    forbidden, told = _split(situation, advice)
    steps = (*_to_do(situation, advice), *told, first.next_step, *more, *words.more_steps)
    return Notice(
        heading=sides.plain(first.headline),
        steps=tuple(dict.fromkeys(sides.bold(step) for step in steps)),
        avoid=tuple(sides.plain(line) for line in forbidden),
    )


def leading(situation: Situation) -> tuple[RedFlagRule, ...]:
    """The rules that speak on page 1, the raised ones first; the rest are told on page 2."""
    at_most = 1 + situation.words.holding.more_rules_at_most
    return _by_state(situation)[:at_most]


def following(situation: Situation) -> tuple[RedFlagRule, ...]:
    """The rules for which page 1 has no room."""
    at_most = 1 + situation.words.holding.more_rules_at_most
    return _by_state(situation)[at_most:]


def _by_state(situation: Situation) -> tuple[RedFlagRule, ...]:
    raised = {standing.rule.id for standing in situation.plan.assessment.raised}
    return tuple(sorted(situation.plan.holding, key=lambda rule: rule.id not in raised))


def _to_do(situation: Situation, advice: list[HoldingAdvice]) -> tuple[str, ...]:
    """What every raised rule says to do; with one rule, all of it."""
    raised = {standing.rule.id for standing in situation.plan.assessment.raised}
    rules = [rule for rule in leading(situation) if rule.holding is not None]
    counted = [
        each for rule, each in zip(rules, advice, strict=True) if rule.id in raised
    ] or advice
    common = tuple(line for line in counted[0].do if all(line in each.do for each in counted))
    several = situation.words.holding.do_when_several
    return common or tuple(situation.sides.advice(line) for line in several)


def _split(
    situation: Situation, advice: list[HoldingAdvice]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lines for under "Do not", and those with another opening, which become steps.

    Under that head a line like "Stay away from ..." would say its opposite.
    """
    opening = situation.words.holding.not_to_do
    forbidden: list[str] = []
    told: list[str] = []
    for each in advice:
        for line in each.do_not:
            if not line.startswith(opening):
                told.append(line)
            elif not _is_said(line, forbidden):
                forbidden.append(line)
    bare = (line.removeprefix(opening).rstrip(".") for line in forbidden)
    return tuple(line[:1].upper() + line[1:] for line in bare), tuple(told)


def _is_said(line: str, lines: list[str]) -> bool:
    """Whether every word that counts already stands in the lines kept: nothing is lost."""
    said = {word for kept in lines for word in _words(kept)}
    return _words(line) <= said


def _words(line: str) -> set[str]:
    words = (word.strip(".,;:").lower() for word in line.split())
    return {word[:STEM] for word in words if word and word not in SMALL_WORDS}


def _full_stop(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
