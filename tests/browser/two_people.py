"""Two people with a visit each, in the record of the running site."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.clinical.answers import Sex
from planner.config import PRESENTATION
from planner.records.accounts import Account
from planner.workflow.actor import Actor, VisitRef
from planner.workflow.people import PersonDetails, PersonLine, add_person
from planner.workflow.visits import open_episode
from tests.browser.conftest import Site


@dataclass(frozen=True)
class Opened:
    """A person and their open visit."""

    person: PersonLine
    visit: VisitRef

    def address(self, site: Site, page: str = "words") -> str:
        return f"{site.address}/people/{self.person.id}/visits/{self.visit.encounter_id}/{page}"


def actor_of(db: Session) -> Actor:
    """The first account, acting."""
    account = db.scalars(select(Account)).first()
    assert account is not None
    return Actor(account_id=account.id, name=account.name, is_lead=True)


def open_visit(site: Site, given_name: str, family_name: str = "Runner") -> Opened:
    """Somebody new with a first visit today."""
    services = site.app.extensions["planner"]
    with services.open_session() as db:
        actor = actor_of(db)
        details = PersonDetails(
            given_name=given_name, family_name=family_name, born=date(1992, 3, 1), sex=Sex.FEMALE
        )
        person = add_person(db, actor, details, is_new_person=True, clock=services.clock)
        visit = open_episode(
            db,
            actor,
            person.id,
            presentation=PRESENTATION,
            visit_date=services.clock.today(),
            knowledge=services.knowledge,
            clock=services.clock,
        )
    return Opened(person=person, visit=visit)
