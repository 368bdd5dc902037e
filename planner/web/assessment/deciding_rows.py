"""The questions that decide a rule: in which order, how many at once, and under what words."""

from collections.abc import Sequence

from planner.clinical.answers import Presence
from planner.clinical.redflags import RedFlagRule
from planner.ruleout.deciding import Deciding, questions_behind
from planner.ruleout.forbidden import reasons_against
from planner.ruleout.picture import ClinicalPicture
from planner.ruleout.rules import RuleStanding
from planner.web.assessment.asking import ASKED
from planner.web.services import knowledge
from planner.web.words import plural

AT_ONCE = 5
"""Questions put on a card before its steps; more would push what to do and say out of view."""
WHETHER = "Ask first: the answer decides whether this stands."
SPEED = "Ask first: the answer decides how fast."
BOTH = "Ask first: the answers decide whether this stands, and how fast."
EITHER_WAY = "Still to ask; this stands either way."


def in_order(decides: Deciding, rule: RedFlagRule, picture: ClinicalPicture) -> tuple[str, ...]:
    """What is put to the person: what can end the rule, then what can hasten it, then the rest.

    Within each, a question comes before a test; what is not to be done in this person, or makes
    sense only after a yes that nobody gave, comes last. Of those that hasten, the one that speaks
    loudest for the causes of the rule comes first.
    """
    library = knowledge().pack.library
    found: list[str] = []
    for names, by_weight in (
        (decides.whether, False),
        (decides.speed, True),
        (decides.either_way, False),
    ):
        asked = questions_behind(names, picture, library)

        def place(name: str, by_weight: bool = by_weight) -> tuple[bool, bool, float]:
            finding = library.findings[name]
            is_idle = bool(reasons_against(finding, picture)) or not picture.is_asked_of(name)
            weight = _weight(name, rule) if by_weight else 0.0
            return is_idle, finding.kind not in ASKED, -weight

        found += sorted(asked, key=place)
    return tuple(dict.fromkeys(found))


def _weight(name: str, rule: RedFlagRule) -> float:
    """How much a yes adds to the likeliest-made cause of the rule, in log-odds."""
    effects = knowledge().reasoner.effects
    known = (effects.get(cause, {}).get((name, Presence.PRESENT)) for cause in rule.conditions)
    return max((effect.log_ratio for effect in known if effect is not None), default=0.0)


def words_over(decides: Deciding, standing: RuleStanding) -> str:
    """What the answers decide."""
    if not standing.is_raised or (decides.whether and not decides.speed):
        return WHETHER
    if decides.whether:
        return BOTH
    return SPEED if decides.speed else EITHER_WAY


def at_once(names: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The first few, and those that wait in a fold; a fold for a single one would save nothing."""
    most = AT_ONCE if len(names) > AT_ONCE + 1 else len(names)
    return names[:most], names[most:]


def fold_words(count: int) -> str:
    """Over the questions that do not fit at once; "" where there are none."""
    return plural(count, "more question") + " that can decide it" if count else ""
