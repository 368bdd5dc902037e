"""A file brings nothing in that a form would refuse: each rule broken once, in one sentence."""

from datetime import date

import pytest

from planner.clinical.case import SportLoad
from planner.records.belonging import rows_of
from planner.workflow.errors import RefusedError
from planner.workflow.form_rules import refuse_unfit
from planner.workflow.measuring import record_measures
from planner.workflow.situation import (
    GivenConsent,
    record_consent,
    record_equipment,
    record_sport,
)
from planner.workflow.words import record_words

TODAY = date(2026, 11, 23)
BROKEN = [
    ("person", "given_name", " ", "given_name is empty"),
    ("person", "family_name", "x" * 301, "1 characters too long"),
    ("person", "born", date(2030, 1, 1), "no birth date"),
    ("person", "born", date(1880, 1, 1), "no birth date"),
    ("person", "sex", "other-word", "none of the answers"),
    ("words", "text", "x" * 5001, "1 characters too long"),
    ("words", "text", "hidden \x07", "hidden sign"),
    ("measurement", "number", 11.0, "from 0 to 10 was expected, not 11"),
    ("measurement", "number", float("nan"), "was expected"),
    ("measurement", "measure", "mood", "not in the protocols"),
    ("consent", "answer", "perhaps", "none of the answers"),
    ("irritability_rating", "irritability", "some", "none of the answers"),
    ("sport_record", "weekly_km", 501.0, "from 0 to 500"),
    ("sport_record", "name", "chess", "none of the answers"),
    ("equipment_record", "things", ["anvil"], "not in the list"),
]


@pytest.fixture
def rows(desk):
    """A visit as it was saved through the forms' own actions."""
    desk.make_ready()
    desk.save(record_words, {"wrong": "It aches on the bone I sit on."})
    desk.know(record_equipment, ["resistance-band"])
    desk.know(record_sport, SportLoad(name="running", weekly_km=30))
    desk.know(record_measures, {"nprs": 4})
    desk.save(record_consent, {"examination": GivenConsent(answer="given", note="")})
    desk.db.rollback()
    return rows_of(desk.db, [desk.visit.person_id])


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_what_no_form_lets_in_is_refused_of_a_file_too(desk, rows):
    """HZ-081-T2: lengths, ranges and choices; what was saved here passes."""
    pack = desk.knowledge.pack
    refuse_unfit(rows, pack, TODAY)
    for table, column, value, says in BROKEN:
        assert rows[table], f"no row of {table} to break"
        first, *rest = rows[table]
        broken = {**rows, table: [{**first, column: value}, *rest]}
        with pytest.raises(RefusedError, match=says) as refused:
            refuse_unfit(broken, pack, TODAY)
        assert refused.value.sentence.startswith(f"{table}, row 1: ")
        assert refused.value.sentence.endswith("Nothing was put in.")
