"""Run the migrations on the connection that ``records/upgrade.py`` hands over."""

from alembic import context

from planner.records.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
)
context.run_migrations()
