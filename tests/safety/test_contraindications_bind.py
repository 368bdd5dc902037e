"""HZ-040: a contraindicated technique never stands in a plan. Full cross product, no sampling."""

from datetime import date

import pytest

from planner.assembly.screening import screen
from planner.clinical.answers import Presence
from planner.clinical.case import InvestigationOutcome
from planner.clinical.contraindications import CellStatus
from planner.knowledge.references import TOUCHES_NOBODY
from tests.packs import the_pack


class OneAnswer:
    """Every factor absent but one; nobody was operated on."""

    on = date(2026, 11, 23)
    after_surgery = None
    investigations: tuple[InvestigationOutcome, ...] = ()

    def __init__(self, factor: str, answer: Presence) -> None:
        self._factor, self._answer = factor, answer

    def factor(self, factor: str) -> Presence:
        return self._answer if factor == self._factor else Presence.ABSENT


def test_hz_040_t1_every_cell_of_the_matrix_is_decided():
    library = the_pack().library
    for factor in library.factors.values():
        assert set(factor.cells) == set(library.modalities), factor.id


def test_hz_040_t1_every_item_that_touches_somebody_has_a_row_in_the_matrix():
    library = the_pack().library
    for item in library.interventions.values():
        assert item.modality in library.modalities or item.modality == TOUCHES_NOBODY, item.id


@pytest.mark.parametrize("answer", list(Presence))
def test_hz_040_t2_every_item_meets_every_factor_at_every_answer(answer: Presence):
    """HZ-037-T2: of all contraindications that can be met not one stays silent."""
    library = the_pack().library
    for factor in library.factors.values():
        facts = OneAnswer(factor.id, answer)
        for item in library.interventions.values():
            own = [a.status for a in item.avoid_when if a.factor == factor.id]
            kinds = (item.modality, *item.also_as)
            cells = [factor.cells[kind] for kind in kinds if kind in factor.cells]
            statuses = own + [cell.until_agreed for cell in cells]
            blocks = any(status.blocks for status in statuses)
            minds = CellStatus.PRECAUTION in statuses
            screened = screen(item, library, facts)
            where = f"{item.id} x {factor.id}: {answer.value}"
            assert screened.allowed is (answer is Presence.ABSENT or not blocks), where
            assert bool(screened.blocked_by) is (blocks and answer is Presence.PRESENT), where
            assert bool(screened.cautions) is (minds and answer is not Presence.ABSENT), where


@pytest.mark.parametrize(
    ("factor", "modality", "status"),
    [
        ("implanted-device", "tens", "contraindicated"),
        ("pregnancy", "tens", "contraindicated"),
        ("pregnancy", "nsaid-advice", "contraindicated"),
        ("dvt", "spinal-hvt", "contraindicated"),
        ("radiotherapy-local", "dry-needling", "contraindicated"),
        ("radiotherapy-local", "roller-ball", "precaution"),
        ("aortic-aneurysm", "iastm-friction", "contraindicated"),
        ("aortic-aneurysm", "roller-ball", "contraindicated"),
        ("acute-inflammation-haematoma", "neural-mob", "hold"),
        ("growth-plates-open", "isometric", "precaution"),
        ("growth-plates-open", "roller-ball", "precaution"),
        ("malignancy-active-local", "heavy-resistance", "hold"),
        ("malignancy-active-local", "plyo-run", "hold"),
        ("fracture-or-bsi-suspected", "isometric", "hold"),
        ("undiagnosed-night-pain", "plyo-run", "hold"),
    ],
)
def test_hz_040_t3_the_cells_the_clinical_review_named_stand_as_it_said(factor, modality, status):
    assert the_pack().library.factors[factor].cells[modality].status.value == status
