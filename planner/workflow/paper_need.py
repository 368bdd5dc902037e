"""How somebody needs their papers: which edition, how much of the course (HZ-054).

Asked once and kept for the whole course of care. It is a text of the visit like others, so it is
versioned, carried to later visits and audited the same way.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.documents.extents import Extent
from planner.documents.values import Edition
from planner.records.episode import EpisodeSoFar
from planner.records.findings import Words
from planner.workflow.clock import Clock
from planner.workflow.errors import RefusedError
from planner.workflow.saving import Saving, saves

EDITION, EXTENT = "paper-edition", "paper-extent"
"""The fields it is kept under."""
EXTENTS = (Extent.COURSE, Extent.STAGE)
"""What a whole plan can be; the week on one page comes beside either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperNeed:
    """What was recorded; ``None`` where nobody has asked."""

    edition: Edition | None = None
    extent: Extent | None = None


def paper_need_of(so_far: EpisodeSoFar) -> PaperNeed:
    """What is on record, of this visit or an earlier one."""
    told = so_far.by(Words, lambda row: row.field)
    return need_in({str(field): row.text for field, row in told.items()})


def need_in(texts: Mapping[str, str]) -> PaperNeed:
    """The need among the texts of a visit."""
    edition, extent = texts.get(EDITION), texts.get(EXTENT)
    return PaperNeed(
        edition=Edition(edition) if edition else None, extent=Extent(extent) if extent else None
    )


@saves("record-paper-need")
def record_paper_need(save: Saving, edition: str, extent: str, *, clock: Clock) -> None:
    """Keep which paper the person needs. Raises RefusedError for one that is not printed."""
    if edition not in {one.value for one in Edition}:
        raise RefusedError("Choose which print they need.", "edition")
    if extent not in {one.value for one in EXTENTS}:
        raise RefusedError("Choose how much of the course they get.", "extent")
    here = save.so_far.by(Words, lambda row: row.field, here=True)
    for field, text in ((EDITION, edition), (EXTENT, extent)):
        stored = here.get(field)
        save.put(Words(field=field, text=text), field, text, stored, stored.text if stored else "")
