"""What an earlier visit says is never chosen on a page of today's as if it were new (HZ-015).

That nothing is chosen on an untouched first visit is walked in ``test_every_page``.
"""

from datetime import timedelta

import pytest

from planner.clinical.answers import Presence
from planner.ruleout.warning_signs import protected
from planner.workflow.actor import VisitRef
from planner.workflow.answers import record_answers
from planner.workflow.factors import record_factors
from planner.workflow.reading import read_visit
from planner.workflow.situation import GivenConsent, record_consent
from planner.workflow.visits import open_encounter
from tests.web.walking import pages_of
from tests.workflow.desk import given

CONSENT = {"examination": "given", "chaperone": "not-needed", "capacity": "has-capacity"}


@pytest.fixture
def answered_last_week(app, lead, clock, knowledge, a_visit) -> VisitRef:
    """Today's second visit, after a first one that said no to everything protected."""
    pack = knowledge.pack
    first = a_visit(visit_date=clock.today() - timedelta(days=7))
    findings = [n for n in protected(pack) if pack.library.findings[n].derived is None]
    packs = {"knowledge": knowledge, "clock": clock}
    with app.extensions["planner"].open_session() as db:
        said = given(dict.fromkeys(findings, "absent"))
        saved = record_answers(db, lead, first, 1, said, **packs)
        noes = dict.fromkeys(pack.library.factors, Presence.ABSENT)
        saved = record_factors(db, lead, first, saved.version, noes, **packs)
        agreed = {kind: GivenConsent(answer=answer) for kind, answer in CONSENT.items()}
        record_consent(db, lead, first, saved.version, agreed, clock=clock)
        episode = read_visit(db, first, **packs).episode_id
        return open_encounter(
            db, lead, first.person_id, episode, visit_date=clock.today(), clock=clock
        )


def test_no_page_of_the_next_visit_chooses_a_protected_answer_of_the_last_one(
    app, signed_in, knowledge, answered_last_week
):
    """HZ-015-T1: red flags, nerves, scores, factors and consent are asked anew on every page."""
    asked_anew = {*protected(knowledge.pack), *knowledge.pack.library.factors, *CONSENT}
    chosen = {
        (page.address.rsplit("/", 1)[-1], name)
        for page in pages_of(signed_in, app, answered_last_week)
        for name in (str(e.get("name")) for e in page.select("main input[checked]"))
        if name.partition("--")[0] in asked_anew
    }

    assert chosen == set()
