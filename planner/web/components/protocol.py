"""The protocol board: items, doses, evidence, cautions, meters, what was left out."""

from dataclasses import dataclass
from enum import StrEnum

from planner.documents.filling.dose_line import DoseLine
from planner.web.components.questions import Caution


class Tested(StrEnum):
    """Where the evidence comes from, as a sign: this condition, elsewhere, opinion only."""

    HERE = "full"
    ELSEWHERE = "half"
    OPINION = "ring"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceTag:
    """The source's own grade in words; never re-graded.

    ``dose``: "dose from source", "dose confirmed here 2 Nov", or empty with ``confirm_address``
    (a POST that confirms the dose row for the clinic). ``alerts``: its review is late, or the
    clinic changed it.
    """

    tested: Tested
    grade: str
    dose: str = ""
    confirm_address: str | None = None
    is_checked: bool = True
    alerts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLink:
    """A small action of an item: "Change dose", "Remove"."""

    words: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCard:
    """One item of the current stage. ``where``: "at home, 6 min".

    Without a ``dose`` the card waits: ``waits`` says what is missing and ``set_address`` leads
    to where ``set_words`` is done; no number is ever put in its place. ``marks`` say what was
    edited and by whom; ``unasked`` which questions nobody has asked would change how it is done.
    """

    id: str
    name: str
    where: str
    evidence: EvidenceTag | None = None
    dose: DoseLine | None = None
    cautions: tuple[Caution, ...] = ()
    why: str = ""
    waits: str = ""
    set_address: str | None = None
    set_words: str = "Set a dose"
    links: tuple[ItemLink, ...] = ()
    moves: tuple[ItemLink, ...] = ()
    marks: tuple[str, ...] = ()
    unasked: str = ""

    def __post_init__(self) -> None:
        if self.dose is None and not self.waits:
            raise ValueError(f"{self.id}: an item without a dose says what it waits for")


@dataclass(frozen=True, slots=True, kw_only=True)
class StageHead:
    """The head of one stage column. ``aim`` is said of the current stage."""

    title: str
    note: str
    weeks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StrandRow:
    """One strand: its items now, or why none; and the names of candidates in each later stage.

    ``left_out`` is the sentence shown where the strand has no item; ``conflicts`` say where the
    founding document and the evidence part over what stands in it.
    """

    name: str
    note: str
    items: tuple[ItemCard, ...]
    later: tuple[tuple[str, ...], ...]
    left_out: str = ""
    conflicts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.items and not self.left_out:
            raise ValueError(f"{self.name}: a strand without items says why it is left out")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolBoard:
    """Stages across, strands down. Every strand appears."""

    now: StageHead
    later: tuple[StageHead, ...]
    strands: tuple[StrandRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter:
    """Name, "4 of 4", bar. Over the limit hatches the excess and says what to drop.

    ``blocks``: one block for each whole unit (exercises); otherwise solid (minutes).
    """

    name: str
    value: float
    limit: float
    unit: str = ""
    blocks: bool = False
    drop: str = ""

    @property
    def words(self) -> str:
        """As "4 of 4" or "20 of 20 min"."""
        return f"{self.value:g} of {self.limit:g}" + (f" {self.unit}" if self.unit else "")

    @property
    def scale(self) -> float:
        """What the whole width stands for."""
        return max(self.value, self.limit, 1)

    def per_cent(self, amount: float) -> float:
        """An amount as per cent of the width."""
        return round(100 * amount / self.scale, 2)

    @property
    def full(self) -> float:
        """What is used, up to the limit."""
        return min(self.value, self.limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutLine:
    """A name and one sentence of reason."""

    name: str
    because: str
