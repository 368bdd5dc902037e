"""The documents of a visit as values, filled from the record: draft or issued."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from planner.assembly.plan import Plan, Refusal
from planner.documents.extents import Extent, cut, week_sheet
from planner.documents.filling import Paper, clinician_record, patient_plan, referral_letter
from planner.documents.filling.whats_new import whats_new
from planner.documents.filling.work_note import work_note
from planner.documents.values import (
    ClinicianRecord,
    DailyAdvice,
    Document,
    Edition,
    HelpLevel,
    HelpTier,
    Icon,
    PatientPlan,
    Printable,
    ReferralLetter,
    SummaryLine,
)
from planner.documents.worker import Printed
from planner.progression.differences import Difference
from planner.records.episode import EpisodeSoFar
from planner.records.findings import Words
from planner.records.situation import NextVisit
from planner.ruleout.assess import Assessment
from planner.workflow.actor import Actor
from planner.workflow.clinic import Clinic
from planner.workflow.errors import RefusedError
from planner.workflow.knowledge import Knowledge
from planner.workflow.logos import printed_logo
from planner.workflow.onsets import onset_words
from planner.workflow.pain import pain_line
from planner.workflow.paper_need import paper_need_of

Press: TypeAlias = Callable[[Printable, Edition], Printed]
"""Prints one document; ``planner.documents.render.print_document`` is one."""

PATIENT, WEEK, WORK, CLINICIAN, REFERRAL = "patient", "week", "work", "clinician", "referral"
DISCHARGE = "discharge"
"""The kinds of papers; the first three are handed to the person."""
FOR_THE_PERSON = frozenset({PATIENT, WEEK, WORK})

TOLD = {
    "wrong": "What is wrong",
    "fears": "What worries them",
    "wants-back": "What they want back",
    "past-care": "Past care",
    "scans": "Scans and injections",
    "medicines": "Medicines",
    "sleep-mood-work": "Sleep, mood, work",
}
"""The texts printed in the clinician's record, and their labels."""


def paper_of(so_far: EpisodeSoFar, clinic: Clinic, actor: Actor) -> Paper:
    """What the record knows about every paper of this visit; a draft until it is issued."""
    coming, need = so_far.latest_here(NextVisit), paper_need_of(so_far)
    lines = tuple(line.strip() for line in clinic.address.splitlines() if line.strip())
    telephone = (clinic.clinic_telephone,) if clinic.clinic_telephone else ()
    return Paper(
        therapist=actor.name,
        signs_as=actor.signs_as,
        clinic=clinic.name,
        clinic_lines=tuple(filter(None, (clinic.name, *lines, *telephone))),
        telephone=clinic.clinic_telephone,
        next_visit=coming.text if coming else "",
        is_sample=so_far.person.is_sample,
        onsets=onset_words(so_far),
        logo=printed_logo(clinic.logo),
        edition=need.edition.value if need.edition else "",
        extent=need.extent.value if need.extent else "",
    )


def plan_paper(
    knowledge: Knowledge,
    plan: Plan,
    paper: Paper,
    clinic: Clinic,
    notes: Sequence[str],
    changes: Sequence[Difference] = (),
) -> PatientPlan:
    """The patient's plan, with the clinic's telephone numbers and the clinician's own notes.

    ``changes`` are the differences from the version before: what is new, in the person's words.
    """
    document = patient_plan(knowledge.pack, plan, knowledge.drawings(plan.case.side), paper)
    title = f"From {paper.therapist}" if paper.therapist else "From your physiotherapist"
    own = tuple(DailyAdvice(Icon.ADVICE, title, note) for note in notes)
    return replace(
        document,
        help=tuple(_with_number(tier, clinic) for tier in document.help),
        every_day=(*own, *document.every_day),
        changes=whats_new(knowledge.pack, plan, changes),
    )


def patient_papers(plan: PatientPlan, paper: Paper) -> list[tuple[str, Document, Edition]]:
    """What is printed for the person: the plan in every edition, the week in theirs, the note.

    How much of the course the plan holds is what was recorded for them; the whole without it.
    """
    whole = cut(plan, Extent(paper.extent or Extent.COURSE.value))
    papers: list[tuple[str, Document, Edition]] = [(PATIENT, whole, each) for each in Edition]
    if plan.diary is not None:
        theirs = Edition(paper.edition or Edition.STANDARD.value)
        papers.append((WEEK, week_sheet(plan), theirs))
    if (note := work_note(plan)) is not None:
        papers.append((WORK, note, Edition.STANDARD))
    return papers


def record_paper(
    knowledge: Knowledge,
    assessment: Assessment,
    outcome: Plan | Refusal | None,
    paper: Paper,
    words: Sequence[tuple[str, str]],
) -> ClinicianRecord:
    """The clinician's record, with the person's own words first."""
    document = clinician_record(knowledge.pack, assessment, outcome, paper)
    told = tuple(SummaryLine(label, text) for label, text in words)
    return replace(document, own_words=(*told, *document.own_words))


def letter_paper(
    knowledge: Knowledge, assessment: Assessment, rule: str | None, paper: Paper
) -> ReferralLetter:
    """The referral letter. Raises RefusedError where there is nothing to refer."""
    try:
        return referral_letter(knowledge.pack, assessment, rule, paper)
    except ValueError as error:
        sentence = str(error)
        raise RefusedError(f"{sentence[:1].upper()}{sentence[1:]}.", "rule") from error


def own_words(so_far: EpisodeSoFar) -> tuple[tuple[str, str], ...]:
    """The person's texts and numbers for pain, with their labels; empty ones left out."""
    latest = so_far.by(Words, lambda row: row.field)
    told = tuple(
        (label, row.text.strip())
        for field, label in TOLD.items()
        if (row := latest.get(field)) is not None and row.text.strip()
    )
    pain = pain_line(so_far)
    return (*told, ("How bad, 0 to 10", pain)) if pain else told


def _with_number(tier: HelpTier, clinic: Clinic) -> HelpTier:
    number = {
        HelpLevel.EMERGENCY: clinic.emergency_telephone,
        HelpLevel.TODAY: clinic.urgent_telephone,
        HelpLevel.CAN_WAIT: "",
    }[tier.level]
    return replace(tier, who=number) if number else tier
