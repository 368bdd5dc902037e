"""Every paper of one person in words, for their record: plans and letters, the newest first."""

from dataclasses import dataclass

from planner.assembly.plan import PlanKind
from planner.web.menu import address_of
from planner.web.papers.referral_cards import state_of
from planner.web.services import db
from planner.web.words import day_with_name
from planner.workflow.paper_trail import LetterLine, PlanLine, letters_of, plans_of

KINDS = {PlanKind.FULL: "Plan", PlanKind.HOLDING: "Holding plan", PlanKind.INTERIM: "Interim plan"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCard:
    """One paper: what, when and by whom, whether it stands, where it is."""

    title: str
    facts: str
    state: str
    stands: bool
    address: str | None
    urgency: str = ""


def paper_cards(person_id: str) -> dict[str, tuple[PaperCard, ...]]:
    """The plans and the letters of a person."""
    return {
        "plans": tuple(_plan_card(person_id, line) for line in plans_of(db(), person_id)),
        "letters": tuple(_letter_card(person_id, line) for line in letters_of(db(), person_id)),
    }


def _plan_card(person_id: str, line: PlanLine) -> PaperCard:
    issued = day_with_name(line.issued_at.astimezone().date())
    return PaperCard(
        title=f"{KINDS[PlanKind(line.kind)]}, version {line.version}",
        facts=f"{issued} · {line.by} · code {line.code}",
        state=f"replaced by version {line.replaced_by}" if line.replaced_by else "stands",
        stands=line.replaced_by is None,
        address=address_of("papers.plan", person_id=person_id, plan_id=line.id),
    )


def _letter_card(person_id: str, line: LetterLine) -> PaperCard:
    written = day_with_name(line.written_at.astimezone().date())
    return PaperCard(
        title=f"Letter to {line.to or 'nobody named yet'}",
        facts=f"{written} · {line.by}",
        state=state_of(line.step),
        stands=line.is_open,
        address=address_of("papers.referral", person_id=person_id, referral_id=line.id),
        urgency=line.urgency,
    )
