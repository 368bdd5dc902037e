"""Vignettes of a red-flag rule, told from its file alone: nobody asks the program what is enough.

Each way to meet a trigger becomes a person who says yes to that and to nothing else, with the age,
sex and weeks it asks for. Where a rule has few ways, the same ways are told with other answers
beside them: the rest of the screen denied, pain that no rule speaks of, another age that fits.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import combinations, islice, product
from typing import Any

import yaml

from tests.packs import PROTOCOLS

RULES = PROTOCOLS / "buttock-pain" / "rules"
AGES = (6, 9, 13, 16, 22, 24, 28, 33, 42, 47, 55, 62, 68, 75, 84)
WEEKS = (0.5, 2, 5, 9, 14, 22, 30, 60)
WAYS, OF_A_PART = 400, 30
"""How many ways of a trigger, and of one part of it, are told at the most."""
Raw = Any


@dataclass(frozen=True)
class Way:
    """What has to hold: findings said yes and no to, a factor, and the limits of the person."""

    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    factors: frozenset[str] = frozenset()
    ages: frozenset[int] = frozenset(AGES)
    weeks: frozenset[float] = frozenset(WEEKS)
    sexes: frozenset[str] = frozenset(("female", "male"))

    def and_(self, other: "Way") -> "Way":
        return Way(
            self.yes | other.yes,
            self.no | other.no,
            self.factors | other.factors,
            self.ages & other.ages,
            self.weeks & other.weeks,
            self.sexes & other.sexes,
        )

    @property
    def can_be(self) -> bool:
        return bool(not self.yes & self.no and self.ages and self.weeks and self.sexes)


@dataclass(frozen=True)
class Vignette:
    """One person: which trigger of the rule is met, and how."""

    trigger: int
    way: Way
    denied: frozenset[str] = field(default=frozenset())
    said: frozenset[str] = field(default=frozenset())
    age: int | None = None
    sex: str | None = None


@cache
def derived() -> Mapping[str, Raw]:
    """Findings that are worked out, as their files say it."""
    files = (PROTOCOLS / "library" / "findings").glob("*.yaml")
    found = (f for file in files for f in yaml.safe_load(file.read_text("utf-8"))["findings"])
    return {finding["id"]: finding["derived"] for finding in found if "derived" in finding}


@cache
def rule(name: str) -> Raw:
    """A rule as its file says it."""
    return yaml.safe_load((RULES / f"{name}.yaml").read_text("utf-8"))


def told(name: str, screen: Iterable[str], benign: Iterable[str], wanted: int) -> list[Vignette]:
    """So many vignettes of a rule, its triggers in turn."""
    ways = [[*_ways(trigger)] for trigger in rule(name)["triggers"]]
    first = [
        Vignette(at, found[place])
        for place in range(max(map(len, ways)))
        for at, found in enumerate(ways)
        if place < len(found)
    ]
    beside: tuple[dict[str, Any], ...] = (
        {"denied": frozenset(screen)},
        {"said": frozenset(benign)},
        {"denied": frozenset(screen), "said": frozenset(benign)},
        {},
    )
    others = (
        replace(one, age=age, sex=sex, **beside[(at + place) % len(beside)])
        for place, (age, sex) in enumerate(product(AGES, ("female", "male")))
        for at, one in enumerate(first[:wanted])
        if age in one.way.ages and sex in one.way.sexes
    )
    return [*first[:wanted], *islice(others, max(0, wanted - len(first)))]


def _ways(trigger: Mapping[str, Raw]) -> Iterator[Way]:
    parts = [_all(trigger["when"])]
    if trigger.get("confirm") is not None:
        parts.append(_all(trigger["confirm"]))
    yield from islice(_every(parts), WAYS)


def _all(when: Raw, *, holds: bool = True) -> list[Way]:
    """The ways in which an expression holds, or in which it does not."""
    if isinstance(when, str):
        if when in derived():
            return _all(derived()[when], holds=holds)
        return [Way(yes=frozenset((when,))) if holds else Way(no=frozenset((when,)))]
    keys = [key for key in when if key not in ("of", "reaching")]
    each = [_one(key, when, holds) for key in keys]
    return _few(_every(each)) if holds else _few(way for ways in each for way in ways)


def _one(key: str, when: Mapping[str, Raw], holds: bool) -> list[Way]:
    value = when[key]
    if key in ("any_of", "none_of", "all_of"):
        each = [_all(part, holds=holds is not (key == "none_of")) for part in value]
        is_every = (key == "all_of") is holds if key != "none_of" else holds
        return _few(_every(each)) if is_every else _few(way for ways in each for way in ways)
    if key == "at_least":
        chosen = combinations(when["of"], value if holds else len(when["of"]))
        parts = ([_all(part, holds=holds) for part in some] for some in chosen)
        return _few(way for some in parts for way in _every(some))
    if key == "points":
        return _scored(value, when["reaching"], holds)
    if key == "age":
        return [Way(ages=frozenset(a for a in AGES if _within(a, value) is holds))]
    if key == "weeks_since_onset":
        return [Way(weeks=frozenset(w for w in WEEKS if _within(w, value) is holds))]
    if key == "sex":
        return [Way(sexes=frozenset(s for s in ("female", "male") if (s == value) is holds))]
    if key == "factor" and holds:
        return [Way(factors=frozenset((value,)))]
    raise AssertionError(f"no vignette is told of {key}")


def _scored(items: list[Raw], reaching: float, holds: bool) -> list[Way]:
    gains = [item for item in items if item["points"] > 0]
    if not holds:
        return _few(_every([_all(item["when"], holds=False) for item in gains]))
    enough = (
        some
        for count in range(1, len(gains) + 1)
        for some in combinations(gains, count)
        if sum(item["points"] for item in some) >= reaching
    )
    return _few(way for some in enough for way in _every([_all(i["when"]) for i in some]))


def _within(number: float, limits: Mapping[str, float]) -> bool:
    return limits.get("from", 0) <= number < limits.get("under", 1000)


def _every(parts: list[list[Way]]) -> Iterator[Way]:
    """Every part at once, in each of its ways; what cannot be one person is left out."""
    for chosen in islice(product(*parts), 20 * WAYS):
        way = Way()
        for part in chosen:
            way = way.and_(part)
        if way.can_be:
            yield way


def _few(ways: Iterable[Way]) -> list[Way]:
    """Spread over all there are."""
    found = list(dict.fromkeys(islice(ways, 20 * WAYS)))
    return found[:: max(1, len(found) // OF_A_PART)]
