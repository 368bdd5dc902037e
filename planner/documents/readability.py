"""How hard a text is to read: Flesch-Kincaid grade, and the sentence that raises it most.

The grade is 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid 1975), the school year
in which it is read with ease. Syllables are counted by rule, without a word list: over the
patient's pages this differs from textstat's count by less than half a grade on average, which the
tests hold it to. The formula flatters short fragments; teach-back is the test.
"""

import re
from dataclasses import dataclass

AIM = 5.0
"""The mean grade the patient's pages keep to."""
TOO_HARD = 7.0
"""No block of the patient's pages is above this."""
LONGEST_SENTENCE = 20
"""Words."""
ENOUGH = 30
"""Words from which a grade means something."""
LONG_WORD = 3
"""Syllables from which a word is worth a second thought."""

_SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+|$)")
_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’-][A-Za-zÀ-ɏ]+)*|\d+(?:[.,]\d+)*")
_VOWELS = re.compile(r"[aeiouyà-ɏ]+")
_SILENT_END = re.compile(r"(?:[^laeiouysxzhgc]es|[^dtaeiouy]ed|[^laeiouy]e|[aeiouy]le)$")
_TWO_VOWELS = re.compile(r"ia(?!l$|n$)|io(?!u|n)|iu|ua(?!r)|[aeiou]ing|ying")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text measured. ``hardest`` is its hardest sentence, empty where none is above the aim."""

    grade: float
    words: int
    hardest: str
    hardest_grade: float
    hardest_words: int
    long_words: tuple[str, ...]

    @property
    def is_enough(self) -> bool:
        """Whether the text is long enough for its grade to mean something."""
        return self.words >= ENOUGH

    @property
    def is_hard(self) -> bool:
        """Whether it is harder than any block of the patient's pages may be."""
        return self.words > 0 and (
            self.grade > TOO_HARD or self.hardest_words > LONGEST_SENTENCE or bool(self.hardest)
        )


def read(text: str) -> Reading:
    """Measure a text; an empty one has grade 0."""
    sentences = [s.strip() for s in _SENTENCE.findall(text) if _WORD.search(s)]
    hardest = max(sentences, key=_weight, default="")
    words = _WORD.findall(text)
    raises = hardest and (grade_of(hardest) > TOO_HARD or _count(hardest) > LONGEST_SENTENCE)
    long_words = (w for w in dict.fromkeys(map(str.lower, words)) if syllables(w) >= LONG_WORD)
    return Reading(
        grade=round(grade_of(text), 1) if words else 0.0,
        words=len(words),
        hardest=hardest if raises else "",
        hardest_grade=round(grade_of(hardest), 1) if hardest else 0.0,
        hardest_words=_count(hardest),
        long_words=tuple(long_words),
    )


def grade_of(text: str) -> float:
    """The Flesch-Kincaid grade of a text with at least one word; 0 without any."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = sum(1 for s in _SENTENCE.findall(text) if _WORD.search(s))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Syllables of one word by rule; a number counts as one."""
    parts = [part for part in re.split(r"[^a-zà-ɏ]+", word.lower()) if part]
    return max(1, sum(map(_in_part, parts)))


def _in_part(part: str) -> int:
    if len(part) <= 3:
        return 1
    count = len(_VOWELS.findall(part)) + len(_TWO_VOWELS.findall(part))
    return max(1, count - bool(_SILENT_END.search(part)))


def _weight(sentence: str) -> tuple[float, int]:
    return (grade_of(sentence), _count(sentence))


def _count(text: str) -> int:
    return len(_WORD.findall(text))
