"""The papers of a visit as drafts, to look at: made on the spot and stored nowhere."""

from dataclasses import dataclass

from planner.assembly.plan import PlanKind
from planner.clinical.redflags import RuleState
from planner.documents.filling.work_note import work_note
from planner.documents.values import Edition, PatientPlan
from planner.ruleout.assess import Assessment
from planner.ruleout.rules import RuleStanding
from planner.web.visits import visit_address
from planner.workflow.entries import VisitPage
from planner.workflow.papers import CLINICIAN, PATIENT, REFERRAL, WEEK, WORK
from planner.workflow.protocol import ProtocolBoard

EDITIONS = {
    Edition.STANDARD: ("Standard print", "14 point"),
    Edition.LARGE: ("Large print", "18 point"),
    Edition.PLAIN: ("Plain print", "least ink"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLink:
    """One paper to open: what it is, a note, where."""

    words: str
    note: str
    address: str


def previews_of(
    page: VisitPage, board: ProtocolBoard, patient: PatientPlan | None
) -> tuple[PaperLink, ...]:
    """Every draft that can be looked at now: the plan in each edition, the record, letters.

    ``patient`` is the plan as it would be printed; it knows whether there is a note for work.
    """
    links = []
    if board.plan is not None:
        links += [
            _link(page, f"Patient’s plan, {words.lower()}", note, PATIENT, edition)
            for edition, (words, note) in EDITIONS.items()
        ]
        if board.plan.kind is not PlanKind.HOLDING:
            links.append(_link(page, "Patient’s week", "one page to tick", WEEK))
        if patient is not None and work_note(patient) is not None:
            links.append(_link(page, "Note for work", "names no cause", WORK))
    links.append(_link(page, "Clinician’s record", "everything, with reasons", CLINICIAN))
    links += [
        _link(
            page, f"Letter: {standing.rule.name}", standing.urgency.value, REFERRAL, rule=standing
        )
        for standing in speaking_rules(board.assessment)
    ]
    return tuple(link for link in links if link is not None)


def speaking_rules(assessment: Assessment) -> tuple[RuleStanding, ...]:
    """Rules a letter can be written for: raised, holding the plan, or open with a trigger."""
    first = (*assessment.raised, *assessment.holding)
    opened = tuple(
        standing
        for standing in assessment.rules
        if standing.state is RuleState.OPEN and standing.trigger_present
    )
    return tuple({standing.rule.id: standing for standing in (*first, *opened)}.values())


def _link(
    page: VisitPage,
    words: str,
    note: str,
    document: str,
    edition: Edition = Edition.STANDARD,
    rule: RuleStanding | None = None,
) -> PaperLink | None:
    more = {"rule": rule.rule.id} if rule else {}
    address = visit_address(
        "papers.preview", page, document=document, edition=edition.value, **more
    )
    return PaperLink(words=words, note=note, address=address) if address else None
