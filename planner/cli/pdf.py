"""``pdf``: a document on paper, written whole or not at all. Everything printed here is DRAFT."""

import os
import tempfile
from argparse import Namespace
from pathlib import Path

from planner import config
from planner.assembly.assemble import assemble
from planner.assembly.plan import Refusal
from planner.cli.cases import opened_case, opened_pack, planned, refused
from planner.cli.outcome import REFUSED, WRONG_INPUT, CommandError
from planner.clinical.case import Case
from planner.clinical.pack import Pack
from planner.documents.drawn import finished_drawings
from planner.documents.errors import PdfError
from planner.documents.extents import Extent, cut
from planner.documents.filling import clinician_record, patient_plan, referral_letter
from planner.documents.filling.work_note import work_note
from planner.documents.render import render_pdf
from planner.documents.values import Document, Edition, PaperSize, PatientPlan
from planner.ruleout.assess import Reasoner


def run(options: Namespace) -> int:
    """Write one document and say where it is."""
    pack = opened_pack()
    case = opened_case(options.case, pack)
    document = _document(options.document, pack, case)
    if isinstance(document, PatientPlan):
        document = _cut(document, Extent(options.extent))
    _write(options.output, document, Edition(options.edition), PaperSize(options.paper))
    print(options.output)
    return 0


def _document(kind: str, pack: Pack, case: Case) -> Document:
    if kind == "patient":
        _, outcome = planned(pack, case)
        if isinstance(outcome, Refusal):
            raise refused(outcome)
        return patient_plan(pack, outcome, finished_drawings(config.PROTOCOLS)(case.side))
    if kind == "work-note":
        return _work_note(pack, case)
    assessment = Reasoner(pack).assess(case)
    if kind == "referral":
        try:
            return referral_letter(pack, assessment)
        except ValueError as error:
            raise CommandError(REFUSED, str(error)) from error
    ready = case.irritability is not None or case.working_diagnosis is None
    outcome = (
        assemble(pack, assessment)
        if ready or assessment.emergency or assessment.holding
        else Refusal(because="irritability is not rated yet, and every dose depends on it")
    )
    return clinician_record(pack, assessment, outcome)


def _work_note(pack: Pack, case: Case) -> Document:
    _, outcome = planned(pack, case)
    if isinstance(outcome, Refusal):
        raise refused(outcome)
    note = work_note(patient_plan(pack, outcome))
    if note is None:
        raise CommandError(REFUSED, "this plan has no advice that holds at work")
    return note


def _cut(plan: PatientPlan, extent: Extent) -> Document:
    try:
        return cut(plan, extent)
    except ValueError as error:
        raise CommandError(REFUSED, f"--extent {extent.value}: {error}") from error


def _write(path: Path, document: Document, edition: Edition, size: PaperSize) -> None:
    """Render, then put the finished file in place in one step."""
    folder = path.parent
    if path.is_dir() or not folder.is_dir():
        what = "is a folder" if path.is_dir() else "lies in a folder that does not exist"
        raise CommandError(WRONG_INPUT, f"-o {path}: this {what}; expected a file name for the PDF")
    if not os.access(folder, os.W_OK):
        raise CommandError(WRONG_INPUT, f"-o {path}: the folder {folder} cannot be written to")
    try:
        content = render_pdf(document, edition, size)
    except PdfError as error:
        raise CommandError(WRONG_INPUT, str(error)) from error
    try:
        with tempfile.NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as part:
            part.write(content)
        Path(part.name).chmod(0o644)
        Path(part.name).replace(path)
    except OSError as error:
        Path(part.name).unlink(missing_ok=True)
        raise CommandError(
            WRONG_INPUT, f"-o {path}: cannot be written: {error.strerror}"
        ) from error
