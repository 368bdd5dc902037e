"""The sheet that goes before a superseded paper: what was replaced, and by what."""

from dataclasses import dataclass

from planner.documents.values.clinician_record import SummaryLine
from planner.documents.values.identity import Identity


@dataclass(frozen=True)
class CoverSheet:
    """Whose paper lies behind this sheet, and which version to use in its place.

    ``identity`` is that of the paper behind it, so that nobody puts it before another one.
    ``instead`` is said in the heaviest frame of the page.
    """

    identity: Identity
    title: str
    instead: str
    lines: tuple[SummaryLine, ...]
    draft: bool = False

    def __post_init__(self) -> None:
        if not self.instead.strip():
            raise ValueError("A cover sheet must say what to use instead")
