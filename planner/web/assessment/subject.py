"""What the rows of the board and their reasons are told about."""

from dataclasses import dataclass

from planner.clinical.pack import Pack
from planner.ruleout.assess import Assessment
from planner.ruleout.moves import Move
from planner.workflow.entries import VisitPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The visit, one side of it, the packs, and what moved last.

    ``in_full`` tells of every answer when it was given and by whom; otherwise only of old ones.
    """

    page: VisitPage
    side: Assessment
    pack: Pack
    moved: dict[str, Move]
    in_full: bool = False
