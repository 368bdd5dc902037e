"""The cover sheet of a superseded plan, filled from what was frozen with it."""

from datetime import date

from planner.clinical.case import Case
from planner.clinical.pack import Pack
from planner.documents.filling.identity import Paper, identity_of
from planner.documents.filling.numbers import long_date
from planner.documents.values import CoverSheet, SummaryLine


def cover_sheet(
    pack: Pack,
    case: Case,
    paper: Paper,
    *,
    issued_on: date,
    replaced_by: int,
    replaced_on: date,
    printed_on: date,
    fingerprint: str,
) -> CoverSheet:
    """What lies behind, and what to use in its place. ``paper`` is the superseded one's own."""
    identity = identity_of(case, pack.presentation.words, paper, "Plan")
    return CoverSheet(
        identity=identity,
        title="This plan was replaced",
        instead=f"Do not use the pages behind this sheet. Use version {replaced_by}.",
        lines=(
            SummaryLine("Behind this sheet", f"Plan {identity.code}, version {identity.version}"),
            SummaryLine("Issued", long_date(issued_on)),
            SummaryLine("Replaced by", f"Version {replaced_by}, on {long_date(replaced_on)}"),
            SummaryLine("Printed again", long_date(printed_on)),
            SummaryLine("Fingerprint of the file", fingerprint),
        ),
    )
