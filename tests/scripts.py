"""Texts in thirty scripts with the signs that break careless programs, for tests of typing."""

import random
import unicodedata

SCRIPTS = {
    "Latin": (0x0041, 0x017F),
    "Greek": (0x0391, 0x03C9),
    "Cyrillic": (0x0410, 0x044F),
    "Armenian": (0x0531, 0x0587),
    "Hebrew": (0x05D0, 0x05EA),
    "Arabic": (0x0627, 0x064A),
    "Syriac": (0x0710, 0x072F),
    "Thaana": (0x0780, 0x07A5),
    "N'Ko": (0x07CA, 0x07EA),
    "Devanagari": (0x0905, 0x0939),
    "Bengali": (0x0985, 0x09B9),
    "Gurmukhi": (0x0A05, 0x0A39),
    "Gujarati": (0x0A85, 0x0AB9),
    "Tamil": (0x0B85, 0x0BB9),
    "Telugu": (0x0C05, 0x0C39),
    "Kannada": (0x0C85, 0x0CB9),
    "Malayalam": (0x0D05, 0x0D39),
    "Sinhala": (0x0D85, 0x0DC6),
    "Thai": (0x0E01, 0x0E2E),
    "Lao": (0x0E81, 0x0EAE),
    "Tibetan": (0x0F40, 0x0F6C),
    "Burmese": (0x1000, 0x102A),
    "Georgian": (0x10D0, 0x10F0),
    "Korean": (0xAC00, 0xD7A3),
    "Ethiopic": (0x1200, 0x1248),
    "Cherokee": (0x13A0, 0x13F4),
    "Khmer": (0x1780, 0x17A2),
    "Mongolian": (0x1820, 0x1877),
    "Japanese": (0x3041, 0x3096),
    "Chinese": (0x4E00, 0x9FA5),
}
FROM_RIGHT = ("Hebrew", "Arabic", "Syriac", "Thaana", "N'Ko")
SIGNS = (
    *("<", ">", "&", "<b>", "</textarea>", "&amp;", "&lt;", "{{ 7*7 }}", "%s", "\\n", "--", ";"),
    *('"', "'", "’", "°", "±", "→", "↓", "≤", "½", "<30", ">20", "e\u0301", "n\u0303", "–"),
)


def letters_of(script: str, chance: random.Random, count: int) -> str:
    """Letters of one script that no rule of writing joins to their neighbours."""
    first, last = SCRIPTS[script]
    found: list[str] = []
    while len(found) < count:
        letter = chr(chance.randint(first, last))
        if unicodedata.category(letter) in ("Lu", "Ll", "Lo"):
            found.append(letter)
    return "".join(found)


def a_text(script: str, chance: random.Random) -> str:
    """A few words of one script with signs between, blanks and line ends included."""
    parts: list[str] = []
    for _ in range(chance.randint(2, 6)):
        parts += [
            letters_of(script, chance, chance.randint(1, 6)),
            chance.choice((" ", "", "\n", "  ")),
            chance.choice(SIGNS),
            chance.choice((" ", "", "\n")),
        ]
    return chance.choice(("", " ", "\n")) + "".join(parts)
