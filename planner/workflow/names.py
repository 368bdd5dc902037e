"""Names as they are compared: small letters, no accents, no signs; never how they are kept."""

import unicodedata
from datetime import date
from difflib import SequenceMatcher

CLOSE = 0.75
"""From this likeness on, two names may be one with a slip of the fingers."""

SHORT_FORMS = (
    ("alexander", "alex", "sandy"),
    ("alexandra", "alex", "sandra"),
    ("andrew", "andy", "drew"),
    ("anthony", "tony"),
    ("benjamin", "ben"),
    ("catherine", "katherine", "kate", "katie", "cathy", "kathy"),
    ("charles", "charlie"),
    ("christine", "christina", "chris", "tina"),
    ("christopher", "chris"),
    ("daniel", "dan", "danny"),
    ("david", "dave"),
    ("edward", "ed", "eddie", "ted"),
    ("elizabeth", "liz", "beth", "betty", "eliza", "lizzie"),
    ("frederick", "fred"),
    ("gregory", "greg"),
    ("henry", "harry"),
    ("jacqueline", "jackie"),
    ("james", "jim", "jimmy", "jamie"),
    ("jennifer", "jen", "jenny"),
    ("john", "jack", "johnny"),
    ("jonathan", "jon", "jonny"),
    ("joseph", "joe"),
    ("joshua", "josh"),
    ("margaret", "maggie", "peggy", "meg"),
    ("matthew", "matt"),
    ("michael", "mike", "mick"),
    ("nicholas", "nick"),
    ("patricia", "pat", "trish", "tricia"),
    ("patrick", "pat", "paddy"),
    ("peter", "pete"),
    ("philip", "phil"),
    ("rebecca", "becky"),
    ("richard", "rick", "dick", "rich"),
    ("robert", "rob", "bob", "bobby"),
    ("samantha", "sam"),
    ("samuel", "sam"),
    ("stephen", "steven", "steve"),
    ("susan", "sue", "suzanne"),
    ("thomas", "tom"),
    ("timothy", "tim"),
    ("victoria", "vicky", "tori"),
    ("william", "will", "bill", "billy"),
)
"""Forms of one English given name; expert judgement, short on purpose."""


APOSTROPHES = "'’`"
STROKES = str.maketrans({"đ": "d", "ð": "d", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i"})
"""Letters whose stroke or other half is no accent that can be taken off."""


def folded(text: str) -> str:
    """Letters and digits in small, without accents, words apart by one blank."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(STROKES))
    letters = (c for c in plain if not unicodedata.combining(c))
    joined = "".join(c if c.isalnum() else "" if c in APOSTROPHES else " " for c in letters)
    return " ".join(joined.split())


def parts_of(name: str) -> frozenset[str]:
    """The words somebody is found by: O'Brien by "obrien", by "brien" and by "o"."""
    apart = "".join(" " if c in APOSTROPHES else c for c in name)
    return frozenset((*folded(name).split(), *folded(apart).split()))


def digits_of(telephone: str) -> str:
    """The last nine digits of a telephone number: the same with and without a country code."""
    return "".join(c for c in telephone if c.isdigit())[-9:]


def are_close(one: str, other: str) -> bool:
    """Whether two folded names are equal, forms of one name, or a slip apart."""
    if not one or not other:
        return False
    if one == other or any(one in forms and other in forms for forms in SHORT_FORMS):
        return True
    if set(one.split()) & set(other.split()):
        return True
    return SequenceMatcher(None, one, other).ratio() >= CLOSE


def are_swapped(one: date, other: date) -> bool:
    """Whether day and month stand in each other's place."""
    return (one.year, one.month, one.day) == (other.year, other.day, other.month)


def is_one_slip(one: date, other: date) -> bool:
    """Whether two dates differ by one digit, or by two neighbours in each other's place."""
    first, second = f"{one:%Y%m%d}", f"{other:%Y%m%d}"
    places = [n for n in range(8) if first[n] != second[n]]
    if len(places) == 1:
        return True
    return (
        len(places) == 2
        and places[1] - places[0] == 1
        and first[places[0]] == second[places[1]]
        and first[places[1]] == second[places[0]]
    )


def is_look_alike(one: tuple[str, str, date], other: tuple[str, str, date]) -> bool:
    """Two people who are easily confused on a list (HZ-001): given name, family name, birth date.

    The same surname, and either the same first initial or birth dates at most 31 days apart.
    """
    given, family, born = one
    other_given, other_family, other_born = other
    if folded(family) != folded(other_family):
        return False
    same_initial = folded(given)[:1] == folded(other_given)[:1]
    return same_initial or abs((born - other_born).days) <= 31


def age_on(born: date, day: date) -> int:
    """Whole years; somebody born on 29 February is a year older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
