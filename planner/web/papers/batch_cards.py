"""Papers of several people in words: whose can be asked for, and how far each has come."""

from dataclasses import dataclass

from planner.documents.values import Edition
from planner.web.menu import address_of
from planner.web.papers.batch_form import PAPERS
from planner.web.papers.previews import EDITIONS
from planner.web.words import born, day_with_name, plural
from planner.workflow.batches import Batch, PaperLine, PlanInUse, Progress
from planner.workflow.print_queue import DONE, FAILED, NONE, WAITING, WORKING

STATES = {
    WAITING: "Waits",
    WORKING: "Being made",
    DONE: "Ready",
    FAILED: "Not made",
    NONE: "No such paper",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceCard:
    """One plan to choose: whose, told apart from others by birth date and record number."""

    plan_id: str
    name: str
    facts: str
    is_chosen: bool
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeCard:
    """One paper: whose, which, how it stands; ``address`` once it can be opened."""

    name: str
    facts: str
    paper: str
    state: str
    because: str
    warnings: tuple[str, ...]
    address: str | None
    is_failed: bool
    can_be_tried_again: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressCard:
    """How far it has come, for the bar and in words."""

    wanted: int
    ended: int
    words: str
    goes_on: bool


def choice_cards(plans: tuple[PlanInUse, ...], chosen: list[str]) -> tuple[ChoiceCard, ...]:
    """The plans in use, in their order."""
    return tuple(
        ChoiceCard(
            plan_id=plan.plan_id,
            name=plan.person.name,
            facts=(
                f"born {born(plan.person.born, plan.person.age)}, "
                f"record {plan.person.record_number}, version {plan.version} of "
                f"{day_with_name(plan.issued_at.astimezone().date())}"
            ),
            is_chosen=plan.plan_id in chosen,
            is_here=plan.is_here,
        )
        for plan in plans
    )


def made_cards(batch: Batch) -> tuple[MadeCard, ...]:
    """Every paper of a batch."""
    return tuple(_made_card(paper) for paper in batch.papers)


def progress_card(progress: Progress) -> ProgressCard:
    """Ready, not made and still to come, in one sentence."""
    words = f"{progress.made} of {plural(progress.wanted, 'paper')} ready"
    if progress.failed:
        words += f", {progress.failed} not made"
    return ProgressCard(
        wanted=progress.wanted,
        ended=progress.made + progress.failed,
        words=f"{words}.",
        goes_on=progress.is_going_on,
    )


def _made_card(paper: PaperLine) -> MadeCard:
    address = None
    if paper.document_id is not None:
        address = address_of(
            "papers.document", person_id=paper.person.id, document_id=paper.document_id
        )
    edition, _ = EDITIONS[Edition(paper.edition)]
    pages = f", {plural(paper.pages, 'page')}" if paper.pages else ""
    return MadeCard(
        name=paper.person.name,
        facts=(
            f"born {born(paper.person.born, paper.person.age)}, "
            f"record {paper.person.record_number}, version {paper.version}"
        ),
        paper=f"{PAPERS[paper.kind].partition(',')[0]}, {edition.lower()}{pages}",
        state=STATES[paper.state],
        because=paper.said,
        warnings=paper.warnings,
        address=address,
        is_failed=paper.state in (FAILED, NONE),
        can_be_tried_again=paper.state == FAILED,
    )
