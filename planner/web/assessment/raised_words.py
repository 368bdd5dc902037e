"""Why a cause stands among the raised ones, in words."""

from planner.ruleout.assess import Assessment
from planner.ruleout.differential import Ruling


def raised_words(side: Assessment, ruling: Ruling) -> str:
    """How fast, and whether the rule guards this cause or only makes one think of it."""
    standing = {s.rule.id: s for s in side.raised}[ruling.raised[0]]
    rule = f"{standing.urgency.value} rule raised"
    return f"can be this too: {rule}" if ruling.is_suspected else rule


def suspected_words(side: Assessment, ruling: Ruling) -> str:
    """Which rule of another cause was raised, by what, and why it can be this one; or nothing."""
    if not ruling.is_suspected:
        return ""
    standing = {s.rule.id: s for s in side.raised}[ruling.raised[0]]
    because = standing.rule.suspects_because or ""
    return f"{standing.rule.name} was raised: {'; '.join(standing.says)}. {because}".rstrip()
