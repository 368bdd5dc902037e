"""How hard a text for the patient is to read, in words for the clinician who types it."""

from dataclasses import dataclass

from planner.documents.readability import AIM, LONGEST_SENTENCE, TOO_HARD, Reading, read

MOST_LONG_WORDS = 6
MOST_SAID = 12.0
"""Above the last year of school a grade says no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeCard:
    """The grade in one line, the sentence that raises it, and the long words in it."""

    words: str
    is_hard: bool
    sentence: str = ""
    because: str = ""
    long_words: str = ""


def grade_card(text: str) -> GradeCard | None:
    """What to say about a text; nothing about an empty one."""
    reading = read(text)
    if not reading.words:
        return None
    return GradeCard(
        words=_words(reading),
        is_hard=reading.is_hard,
        sentence=reading.hardest,
        because=_because(reading),
        long_words=", ".join(reading.long_words[:MOST_LONG_WORDS]),
    )


def _words(reading: Reading) -> str:
    hint = "" if reading.is_enough else " A short text: take it as a hint."
    grade = f"{max(0.0, reading.grade):g}" if reading.grade <= MOST_SAID else f"over {MOST_SAID:g}"
    if not reading.is_hard:
        return f"Reading grade {grade}. The plan aims at {AIM:g} or less.{hint}"
    return f"Reading grade {grade}: hard to read. The plan aims at {AIM:g} or less.{hint}"


def _because(reading: Reading) -> str:
    if not reading.hardest:
        return ""
    if reading.hardest_words > LONGEST_SENTENCE:
        return f"{reading.hardest_words} words; {LONGEST_SENTENCE} is the most. Cut it in two."
    return f"Its words are long; grade {TOO_HARD:g} is the most. Use shorter ones."
