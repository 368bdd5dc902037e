"""Fill an empty demonstration: clinicians, clinic settings, people and their visits in order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from planner.clinical.case import Case
from planner.workflow.actor import Actor, VisitRef
from planner.workflow.clinic import save_clinic
from planner.workflow.clock import Clock
from planner.workflow.demonstration.people import CLINIC, ON_FILE, STORIES
from planner.workflow.demonstration.story import Story, Visit
from planner.workflow.demonstration.telling import StoryClock, Teller
from planner.workflow.knowledge import Knowledge
from planner.workflow.one_time_links import create_account, first_link, invite
from planner.workflow.papers import Press
from planner.workflow.people import PersonDetails, add_person, read_person
from planner.workflow.reading import read_visit
from planner.workflow.starting import make_demonstration
from planner.workflow.visits import open_encounter, open_episode

SIGN_IN_NAMES = ("demo", "colleague")
"""The lead, and a clinician who is not."""
OLDER_THAN_ANY_VISIT = timedelta(days=60)

CaseReader = Callable[[str], Case]
"""A worked case of the packs by its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """What all stories share."""

    db: Session
    lead: Actor
    colleague: Actor
    knowledge: Knowledge
    read_case: CaseReader
    press: Press
    clock: Clock


def fill_demonstration(
    db: Session,
    *,
    password: str,
    knowledge: Knowledge,
    read_case: CaseReader,
    press: Press,
    clock: Clock,
    say: Callable[[str], None],
) -> None:
    """Mark the empty record as a demonstration, then tell every story in the order of its days.

    Raises RefusedError where the record is not empty: nothing is written then.
    """
    before = StoryClock(clock.now() - OLDER_THAN_ANY_VISIT, clock.now())
    make_demonstration(db, clock=before)
    lead, colleague = _clinicians(db, password, before)
    save_clinic(db, lead, 0, CLINIC, knowledge=knowledge, clock=before)
    cast = Cast(
        db=db,
        lead=lead,
        colleague=colleague,
        knowledge=knowledge,
        read_case=read_case,
        press=press,
        clock=clock,
    )
    for given, family, age, birthday, sex in ON_FILE:
        before.pass_by(24 * 60)
        add_story = Story(
            about="", given_name=given, family_name=family, age=age, birthday=birthday, sex=sex
        )
        _add(cast, add_story, before)
    told: dict[str, VisitRef] = {}
    now = clock.now()
    planned = [(visit.begins(now), story, visit) for story in STORIES for visit in story.visits]
    for begins, story, visit in sorted(planned, key=lambda each: each[0]):
        if visit is story.visits[-1]:
            say(story.about)
        told[story.family_name] = _tell(
            cast, story, visit, told.get(story.family_name), StoryClock(begins, now)
        )


def _clinicians(db: Session, password: str, clock: Clock) -> tuple[Actor, Actor]:
    """Two accounts, each made through its one-time link as in real life."""
    token = first_link(db, clock=clock) or ""
    names = ("A. Example, physiotherapist", "B. Sample, physiotherapist")
    actors = []
    for sign_in_name, name in zip(SIGN_IN_NAMES, names, strict=True):
        account = create_account(
            db, token, sign_in_name=sign_in_name, name=name, password=password, clock=clock
        )
        actor = Actor(account_id=account.id, name=account.name, is_lead=account.is_lead)
        actors.append(actor)
        if actor.is_lead:
            token = invite(db, actor, is_lead=False, clock=clock)
    return actors[0], actors[1]


def _add(cast: Cast, story: Story, clock: StoryClock) -> str:
    details = PersonDetails(
        given_name=story.given_name,
        family_name=story.family_name,
        born=story.born(cast.clock.today()),
        sex=story.sex,
        telephone=story.telephone,
    )
    return add_person(cast.db, cast.lead, details, is_new_person=True, clock=clock).id


def _tell(
    cast: Cast, story: Story, visit: Visit, before: VisitRef | None, clock: StoryClock
) -> VisitRef:
    actor = cast.colleague if visit.by_colleague else cast.lead
    day = clock.today()
    if before is None:
        person_id = _add(cast, story, clock)
        at = open_episode(
            cast.db,
            actor,
            person_id,
            presentation=cast.knowledge.pack.presentation.head.id,
            visit_date=day,
            knowledge=cast.knowledge,
            clock=clock,
        )
    else:
        earlier = read_visit(cast.db, before, knowledge=cast.knowledge, clock=clock)
        at = open_encounter(
            cast.db, actor, before.person_id, earlier.episode_id, visit_date=day, clock=clock
        )
    teller = Teller(
        db=cast.db,
        actor=actor,
        knowledge=cast.knowledge,
        clock=clock,
        press=cast.press,
        person=read_person(cast.db, at.person_id, clock=clock),
        at=at,
    )
    teller.tell(visit, cast.read_case(visit.case))
    return at
