"""Sentences of free text that name the other side than the one recorded (HZ-013).

"Left" and "right" are words of many uses: what was left, right away, the right shoes. A sentence
counts only where the word stands for a side of the body this presentation is about, and not where
it says that this side is well.
"""

import re
from collections.abc import Iterator

from planner.clinical.answers import Side

_PART = (
    r"(?:(?:upper|lower|outer|inner|deep|proximal|distal|sore|bad|painful|affected)\s+)*"
    r"(?:sit(?:ting|s|z)?[\s-]?bones?|buttocks?|bottom|bum|glut\w*|hamstrings?|thighs?|hips?|legs?|"
    r"groins?|side|sided|hand\s+side|isch\w+|tuberosity|si|sij|sacro-?iliac|piriformis|sciatic\w*|"
    r"(?:low(?:er)?\s+)?back|calf|calves|shin|foot|feet|toes?|cheek|pelvis)\b"
)
_ON = r"(?:\b(?:the|my|his|her|their|on|side\s+is)\s+|[:(,;]\s*)"
_GOES_ON = (
    r"\s*(?:$|[.,;:!?)\]/]|(?:is|was|feels?|felt|hurts?|aches?|ached|and|or|but|when|while|if|after|"
    r"since|for|with|more|too|as|at|one|only|than|worse|again|started|began|gets?|has|had)\b)"
)
_SAYS = r"\s+(?:is|was|hurts?|aches?|feels?|gets?)\b"
_LETTERS = {Side.LEFT: ("L|Lt", "LHS"), Side.RIGHT: ("R|Rt", "RHS")}

_NOT_THIS_ONE = re.compile(
    r"\b(?:unlike|than|not|never|no\s+\w+|without\s+\w+|compared\s+(?:with|to)|versus)"
    r"(?:\s+(?:on|in|at|of|to|with))?(?:\s+(?:the|my|his|her))?\s*$",
    re.IGNORECASE,
)
_IS_WELL = re.compile(
    r"\A[\s:]*+(?:(?:is|was|feels?|felt|has\s+been|seems?|looks?)\s+)?"
    r"(?:fine|well|ok|okay|normal|good|strong|healthy|unaffected|sound|pain[\s-]?free|painless|"
    r"clear|unremarkable|never\b|not\b|(?:does|did|is|was|has|had)\s+(?:not|never)\b|"
    r"(?:does|did|is|was)n['\u2019]t\b)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"(?<=[.!?;])(?<!\bL\.)(?<!\bR\.)\s+|\n+")


def naming_the_other_side(text: str, painful: Side | None) -> tuple[str, ...]:
    """The sentences that name the side that is not ``painful``; none with both sides or no side."""
    if painful is None or painful is Side.BOTH:
        return ()
    sentences = (sentence.strip() for sentence in _ENDS.split(text))
    return tuple(s for s in sentences if _names(s, painful.other))


def _names(sentence: str, side: Side) -> bool:
    """Whether a mention of this side stays that does not say it is well, or not the one meant."""
    return any(
        not _NOT_THIS_ONE.search(sentence[:start]) and not _IS_WELL.match(sentence[end:])
        for start, end in _mentions(sentence, side)
    )


def _mentions(sentence: str, side: Side) -> Iterator[tuple[int, int]]:
    """Where the side stands: before a part of the body, alone, or as a letter."""
    word, (short, long) = side.value, _LETTERS[side]
    in_words = (rf"\b{word}[\s-]+{_PART}", rf"{_ON}{word}(?={_GOES_ON})", rf"^{word}(?={_SAYS})")
    in_letters = (rf"(?<![\w.])(?:{short})\.?\s+(?i:{_PART})", rf"\((?:{short})\)", rf"\b{long}\b")
    for pattern in in_words:
        yield from (found.span() for found in re.finditer(pattern, sentence, re.IGNORECASE))
    for pattern in in_letters:
        yield from (found.span() for found in re.finditer(pattern, sentence))
