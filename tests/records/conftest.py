"""The stores of both databases."""

from tests.sooner import as_delivered
from tests.stores import clock, db, engine, lead, place, postgresql_address, sqlite_template

__all__ = [
    "as_delivered",
    "clock",
    "db",
    "engine",
    "lead",
    "place",
    "postgresql_address",
    "sqlite_template",
]
