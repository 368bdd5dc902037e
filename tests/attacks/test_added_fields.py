"""C3: a form is read by the names it has; whatever else is sent with it is read by nobody."""

import pytest
from sqlalchemy import text

from tests.attacks.conftest import Site

ADDED = {
    "id": "11111111-1111-4111-8111-111111111111",
    "is_sample": "1",
    "is_lead": "1",
    "makes_lead": "1",
    "record_number": "999",
    "version": "77",
    "created_at": "2001-01-01",
    "added_by": "somebody",
    "recorded_by": "somebody",
    "signed_by": "somebody",
    "account_id": "somebody",
    "author": "somebody",
}
PERSON = {
    "given_name": "Sample",
    "family_name": "Added",
    "born": "2 5 1971",
    "sex": "female",
}


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_fields_nobody_was_asked_for_change_nothing(site: Site):
    """C3: a person with a number, a past and an author of somebody's choice, and a lead by wish.

    Red where a view fills its row from ``request.form`` (tried with ``record_number``).
    """
    added = site.send("clinician", "POST", "/people/new", **PERSON, **ADDED)
    assert added.status_code in (302, 303)
    invited = site.send("lead", "POST", "/settings/people/invite", makes="clinician", **ADDED)
    assert invited.status_code == 200

    with site.engine.connect() as connection:
        [person] = connection.execute(
            text("SELECT * FROM person WHERE family_name = 'Added'")
        ).mappings()
        links = connection.execute(text("SELECT makes_lead FROM one_time_link")).scalars().all()
        leads = connection.execute(text("SELECT count(*) FROM account WHERE is_lead")).scalar_one()
    said = {str(value) for value in person.values()}
    assert not said & (set(ADDED.values()) - {"1"})
    assert not person["is_sample"]
    assert person["version"] == 1
    assert [bool(link) for link in links].count(True) == 1, "the very first link alone"
    assert leads == 1
