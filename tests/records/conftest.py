"""The stores of both databases."""

from tests.stores import clock, db, engine, lead, place, postgresql_address, sqlite_template

__all__ = ["clock", "db", "engine", "lead", "place", "postgresql_address", "sqlite_template"]
