"""What many sites, stores and pages of one test run may share: things compiled from the same text.

Each test has a site and a store of its own. Their routes, their SQL, the library and the
patterns of the HTML parser are the same every time; making them again took a third of the run.

Nor does a store that is thrown away wait for its disk, or a password that all may read cost an
attacker anything. The tests of both ask for what is delivered (``AS_DELIVERED``).
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import tinyhtml5.inputstream
from argon2 import PasswordHasher
from sqlalchemy import Dialect, Engine, create_engine
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

import planner.records.engine
import planner.web.library.shelf
import planner.workflow.passwords
from planner.clinical.pack import Pack
from planner.web.library.shelf import Shelf


class Patterns(dict[tuple[Any, bool], Any]):
    """The parser's own store of patterns, which keeps each under a key it never asks for."""

    def __missing__(self, key: tuple[Any, bool]) -> re.Pattern[str]:
        characters, opposite = key
        within = "".join(f"\\x{ord(character):02x}" for character in characters)
        self[key] = re.compile(f"[{'' if opposite else '^'}{within}]+")
        pattern: re.Pattern[str] = self[key]
        return pattern


BUILDERS: dict[tuple[Any, ...], Callable[..., tuple[str, str]]] = {}
"""How an address is built from its values, by the route it belongs to."""
compile_builder = Rule._compile_builder


def builder_once(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
    """The same for the same route of any site; the route itself is handed to it with the values."""
    if rule.defaults:
        return compile_builder(rule, append_unknown)
    key = (rule.rule, tuple(rule._trace), append_unknown)
    if key not in BUILDERS:
        BUILDERS[key] = compile_builder(rule, append_unknown)
    return BUILDERS[key]


DIALECTS: dict[str, tuple[Dialect, LRUCache[Any, Any]]] = {}
"""The dialect of each database, and its SQL as compiled from statements."""


def engine_once(address: Any, **more: Any) -> Engine:
    """An engine that speaks through the dialect of the first one, whose SQL is compiled.

    A dialect learns its database at the first connection: one that never had any is not shared.
    """
    engine = create_engine(address, **more)
    name = engine.dialect.name
    if name not in DIALECTS or DIALECTS[name][0].server_version_info is None:
        DIALECTS[name] = (engine.dialect, LRUCache(4000))
    dialect, compiled = DIALECTS[name]
    engine.dialect = engine.pool._dialect = dialect
    engine._compiled_cache = compiled
    return engine


SHELVES: dict[int, Shelf] = {}
"""The library of each packs."""
build_shelf = planner.web.library.shelf.build_shelf


def shelf_once(pack: Pack) -> Shelf:
    """The library of these packs, which it holds on to, so that no others take their place."""
    if id(pack) not in SHELVES:
        SHELVES[id(pack)] = build_shelf(pack)
    return SHELVES[id(pack)]


STORE, PASSWORDS = vars(planner.records.engine), vars(planner.workflow.passwords)
AS_DELIVERED = (STORE["ON_CONNECT"], PASSWORDS["_HASHER"])
"""How a store is opened, and what makes and checks a hash, outside tests."""


def share_sql() -> None:
    """From here on, for every test of this process."""
    STORE["create_engine"] = engine_once
    STORE["ON_CONNECT"] = (*AS_DELIVERED[0], "PRAGMA synchronous = OFF")
    PASSWORDS["_HASHER"] = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


@pytest.fixture
def as_delivered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A store that waits for its disk, and hashes that cost what they cost in a clinic."""
    monkeypatch.setitem(STORE, "ON_CONNECT", AS_DELIVERED[0])
    monkeypatch.setitem(PASSWORDS, "_HASHER", AS_DELIVERED[1])
    PASSWORDS["_nobody"].cache_clear()
    yield
    PASSWORDS["_nobody"].cache_clear()


def share_pages() -> None:
    """From here on, for every test of this process."""
    vars(tinyhtml5.inputstream)["characters_until_regex"] = Patterns()
    vars(planner.web.library.shelf)["build_shelf"] = shelf_once
    setattr(Rule, "_compile_builder", builder_once)  # noqa: B010  # not for mypy to follow
