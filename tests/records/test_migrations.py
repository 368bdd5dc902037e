"""The tables of the store and the models of the program are the same."""

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from planner.records.base import UtcTime, append_only_tables
from planner.records.engine import StoreError, StorePlace, open_store
from planner.records.tables import METADATA
from planner.records.upgrade import HEAD, MIGRATIONS, revision_of, upgrade
from tests.house.files import ROOT


def test_the_models_and_the_migrated_tables_agree(engine: Engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": _types_differ})

        assert compare_metadata(context, METADATA) == []


def _types_differ(_context, _seen, _column, found, wanted):
    """SQLite knows few types: hold the models to the kind, and say nothing where it is the same."""
    if isinstance(wanted, UtcTime):
        return not isinstance(found, sa.DateTime)
    return None


def test_the_revision_of_the_program_is_the_newest_migration():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))

    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_a_store_that_is_up_to_date_is_left_alone(engine: Engine):
    assert upgrade(engine) is False


def test_a_store_of_a_newer_program_is_refused_in_one_sentence(engine: Engine):
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(StoreError, match="newer version"):
        upgrade(engine)
    with engine.connect() as connection:
        assert revision_of(connection) == "9999"


def test_starting_on_a_store_that_is_up_to_date_never_imports_alembic(tmp_path: Path):
    engine = open_store(StorePlace(folder=tmp_path))
    upgrade(engine)
    engine.dispose()
    script = (
        "import sys; from pathlib import Path;"
        "from planner.records.engine import StorePlace, open_store;"
        "from planner.records.upgrade import upgrade;"
        f"upgrade(open_store(StorePlace(folder=Path({str(tmp_path)!r}))));"
        "print('alembic' in sys.modules, 'weasyprint' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert ran.stdout.split() == ["False", "False"]


def test_every_table_that_is_only_added_to_has_its_triggers(engine: Engine):
    """HZ-024: a table added to the models without its guard in the migration turns this red."""
    catalogue = (
        "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger'"
        if engine.dialect.name == "sqlite"
        else "SELECT DISTINCT event_object_table FROM information_schema.triggers"
    )
    with engine.connect() as connection:
        guarded = set(connection.execute(text(catalogue)).scalars())

    assert guarded == set(append_only_tables())


SCREENING = {
    "answer": ("presence", "side", "observed_on"),
    "factor_answer": ("presence", "observed_on"),
    "consent": ("answer",),
    "symptom_onset": ("worse",),
    "irritability_rating": ("irritability",),
}


def test_no_screening_column_has_a_default_or_is_a_yes_or_no(engine: Engine):
    """HZ-014-T2"""
    for table, names in SCREENING.items():
        columns = {column["name"]: column for column in inspect(engine).get_columns(table)}
        for name in names:
            assert columns[name]["default"] is None
            assert not isinstance(columns[name]["type"], sa.Boolean)
            model = METADATA.tables[table].columns[name]
            assert model.default is None
            assert model.server_default is None


def test_who_and_when_can_never_be_left_out(engine: Engine):
    for table in append_only_tables():
        columns = {column["name"]: column for column in inspect(engine).get_columns(table)}
        for name in {"recorded_at", "recorded_by"} & set(columns):
            assert columns[name]["nullable"] is False
            assert columns[name]["default"] is None
