"""The record: SQLAlchemy models by subject, the encrypted store, its migrations."""
