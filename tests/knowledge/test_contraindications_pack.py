"""The contraindication matrix against the dossier's counts and the clinical review's changes."""

from collections import Counter
from pathlib import Path

import pytest
import textstat

from planner.clinical.answers import Presence, Sex
from planner.clinical.contraindications import Cell, CellStatus, Factor, Modality
from planner.clinical.expressions import evaluate, factors_in
from planner.knowledge.binding import bind
from planner.knowledge.reading import read

LIBRARY = Path(__file__).parents[2] / "protocols" / "library"

ADDED_BY_THE_REVIEW = {
    "immunosuppression",
    "lymphoedema",
    "faint-or-needle-fear",
    "ssri-medicine",
    "ace-inhibitor-or-diuretic",
    "spinal-fracture-acute",
    "hip-replacement",
}
ADDED_SINCE = ADDED_BY_THE_REVIEW | {"operation-or-fracture"}
"""With the question that HZ-042 asks."""

HOLDS_OF_ITEM_2 = {
    "progressive-neuro-deficit": 21,
    "fracture-or-bsi-suspected": 17,
    "undiagnosed-night-pain": 16,
    "tendon-rupture-suspected": 14,
    "systemic-infection-fever": 8,
}

# (factor, kind of treatment, status now, status in the dossier, item of the review's section 1)
CHANGED_BY_NAME = [
    ("dvt", "spinal-hvt", "contraindicated", "safe", 18),
    ("systemic-steroids-long", "nsaid-advice", "precaution", "safe", 18),
    ("circulatory-insufficiency", "nsaid-advice", "precaution", "safe", 18),
    ("aortic-aneurysm", "nsaid-advice", "precaution", "safe", 18),
    ("diabetes", "nsaid-advice", "precaution", "safe", 18),
    ("photosensitivity", "nsaid-advice", "precaution", "safe", 18),
    ("aortic-aneurysm", "iastm-friction", "contraindicated", "safe", 18),
    ("aortic-aneurysm", "roller-ball", "contraindicated", "safe", 18),
    ("radiotherapy-local", "dry-needling", "contraindicated", "safe", 18),
    ("radiotherapy-local", "roller-ball", "precaution", "safe", 18),
    ("acute-inflammation-haematoma", "neural-mob", "hold", "safe", 18),
    ("growth-plates-open", "isometric", "precaution", "safe", 4),
    ("growth-plates-open", "roller-ball", "precaution", "safe", 4),
    ("malignancy-active-local", "heavy-resistance", "hold", "precaution", 19),
    ("malignancy-active-local", "plyo-run", "hold", "precaution", 19),
]

LOADING = (
    "lumbar-exercise",
    "neural-mob",
    "stretching",
    "isometric",
    "heavy-resistance",
    "plyo-run",
)


class NothingAnswered:
    """A person of whom only the sex is known."""

    age: float | None = None
    weeks_since_onset: float | None = None
    sport: str | None = None

    def __init__(self, sex: Sex) -> None:
        self.sex: Sex | None = sex

    def presence(self, finding: str) -> Presence:
        return Presence.NOT_ASSESSED

    def factor(self, factor: str) -> Presence:
        return Presence.NOT_ASSESSED


def all_factors() -> dict[str, Factor]:
    paths = sorted((LIBRARY / "contraindications").glob("*.yaml"))
    return {path.stem: bind(Factor, read(path), path) for path in paths}


def all_modalities() -> dict[str, Modality]:
    path = LIBRARY / "modalities.yaml"
    entries = [
        bind(Modality, raw, path, ("modalities", index))
        for index, raw in enumerate(read(path)["modalities"])
    ]
    return {entry.id: entry for entry in entries}


FACTORS = all_factors()
MODALITIES = all_modalities()


def cells_of_the_dossier() -> list[tuple[str, str, Cell]]:
    return [
        (factor.id, modality, cell)
        for factor in FACTORS.values()
        if factor.id not in ADDED_SINCE
        for modality, cell in factor.cells.items()
    ]


def every_cell() -> list[tuple[str, str, Cell]]:
    return [(f.id, name, cell) for f in FACTORS.values() for name, cell in f.cells.items()]


def test_every_factor_speaks_about_every_kind_of_treatment():
    assert len(MODALITIES) == 26
    assert len(FACTORS) == 46 + len(ADDED_SINCE)
    assert set(FACTORS) >= ADDED_SINCE
    assert len(cells_of_the_dossier()) == 1196
    for path, factor in FACTORS.items():
        assert factor.id == path
        assert list(factor.cells) == list(MODALITIES), factor.id


def test_the_two_guard_rows_are_never_prescribed_and_advice_has_no_cells():
    assert {m.id for m in MODALITIES.values() if m.guard_only} == {"cswd", "spinal-hvt"}
    assert "information" not in MODALITIES


def test_the_dossiers_status_counts_moved_by_the_reviews_changes_and_nothing_else():
    dossier = Counter({"safe": 544, "precaution": 374, "contraindicated": 278})
    expected = dossier.copy()
    expected["precaution"] -= sum(HOLDS_OF_ITEM_2.values())
    expected["hold"] += sum(HOLDS_OF_ITEM_2.values())
    for _factor, _modality, after, before, _item in CHANGED_BY_NAME:
        expected[before] -= 1
        expected[after] += 1

    counted = Counter(cell.status.value for _, _, cell in cells_of_the_dossier())

    assert counted == expected
    assert counted == {"safe": 531, "precaution": 304, "contraindicated": 282, "hold": 79}


def test_seventy_six_cells_that_said_to_wait_now_block():
    held = Counter(
        factor
        for factor, _, cell in cells_of_the_dossier()
        if cell.status is CellStatus.HOLD and "item 2:" in (cell.note or "")
    )

    assert held == HOLDS_OF_ITEM_2
    assert sum(held.values()) == 76


@pytest.mark.parametrize(("factor", "modality", "status", "before", "item"), CHANGED_BY_NAME)
def test_a_cell_the_review_changed_names_the_item_and_is_not_verified(
    factor, modality, status, before, item
):
    cell = FACTORS[factor].cells[modality]

    assert cell.status.value == status
    assert not cell.verified
    assert cell.sources == ("clinical-review-2026",)
    assert f"section 1 item {item}:" in (cell.note or "")
    assert f"was {before}" in (cell.note or "")


def test_one_hundred_and_seventy_cells_keep_the_source_that_was_seen():
    verified = [cell for _, _, cell in cells_of_the_dossier() if cell.verified]

    assert len(verified) == 170
    assert Counter(cell.status.value for cell in verified) == {
        "contraindicated": 124,
        "precaution": 41,
        "hold": 1,  # undiagnosed night pain x lumbar mobilisation
        "safe": 4,
    }
    for cell in verified:
        assert set(cell.sources) - {"memory", "houghton2010"}


def test_an_acute_fracture_forbids_all_loading_and_a_slipped_bone_does_not():
    for modality in (*LOADING, "spinal-mob", "spinal-hvt", "hip-sij-mob"):
        fracture = FACTORS["spinal-fracture-acute"].cells[modality]
        assert fracture.status is CellStatus.CONTRAINDICATED, modality
    assert FACTORS["spinal-instability"].cells["isometric"].status is CellStatus.SAFE
    assert "fracture" not in FACTORS["spinal-instability"].label


def test_tuberculosis_asks_for_active_disease_only():
    assert "had it treated" not in FACTORS["tuberculosis"].ask
    assert FACTORS["tuberculosis"].label == "Active tuberculosis"


@pytest.mark.parametrize("factor", sorted(ADDED_SINCE))
def test_an_authored_factor_claims_no_source_and_restricts_something(factor):
    cells = FACTORS[factor].cells.values()

    assert all(not c.verified and c.sources == ("memory",) for c in cells)
    assert all((c.note or "").startswith("authored") for c in cells)
    assert any(c.status is not CellStatus.SAFE for c in cells)


@pytest.mark.parametrize("factor", ["ssri-medicine", "ace-inhibitor-or-diuretic"])
def test_a_medicine_that_meets_anti_inflammatories_touches_that_advice_alone(factor):
    restricted = [
        name for name, cell in FACTORS[factor].cells.items() if cell.status is not CellStatus.SAFE
    ]

    assert restricted == ["nsaid-advice"]


def test_every_cell_that_restricts_has_two_wordings_and_they_differ():
    for factor, modality, cell in every_cell():
        if cell.status is CellStatus.SAFE:
            assert cell.clinician is None, (factor, modality)
            assert cell.patient is None, (factor, modality)
        else:
            assert cell.clinician != cell.patient, (factor, modality)
            assert not (cell.clinician or "").startswith("Hold until the question"), factor


def test_the_patients_wording_is_plain_short_and_kind():
    jargon = (
        "NSAID",
        "oncology",
        "grade",
        "contraindic",
        "neurolog",
        "apophys",
        "cleared",
    )
    frightening = ("cracking", "come off the bone", "tear apart", "ruled out", "danger")
    for factor, modality, cell in every_cell():
        words = cell.patient or ""
        if not words:
            continue
        assert textstat.flesch_kincaid_grade(words) <= 5, words
        for sentence in words.rstrip(".").split(". "):
            assert len(sentence.split()) <= 20, words
        for word in (*jargon, *frightening):
            assert word not in words, (factor, modality, word)


def test_every_factor_is_one_question_to_answer_with_yes_or_no():
    openings = ("Are ", "Can ", "Could ", "Do ", "Does ", "Did ", "Has ", "Have ", "Is ", "Was ")
    for factor in FACTORS.values():
        assert factor.ask.startswith(openings), factor.ask
        assert factor.ask.count("?") == 1, factor.ask
        assert factor.ask.endswith("?"), factor.ask


def test_a_factor_that_leans_on_another_factor_never_leads_back_to_itself():
    leads_to = {
        factor.id: {
            other
            for expression in (factor.derived, factor.implied_by, factor.asked_of)
            if expression is not None
            for other in factors_in(expression)
        }
        for factor in FACTORS.values()
    }
    for start in leads_to:
        seen: set[str] = set()
        todo = set(leads_to[start])
        while todo:
            step = todo.pop()
            assert step != start, f"{start} leans on itself"
            seen.add(step)
            todo |= leads_to[step] - seen


def test_what_the_assessment_already_answered_is_not_asked_again():
    derived = {factor.id for factor in FACTORS.values() if factor.derived is not None}
    implied = {factor.id for factor in FACTORS.values() if factor.implied_by is not None}

    assert derived >= {
        "anticoagulant",
        "aortic-aneurysm",
        "cauda-equina-signs",
        "growth-plates-open",
        "hip-replacement",
        "immunosuppression",
        "low-energy-availability",
        "malignancy-history-remote",
        "osteoporosis",
        "progressive-neuro-deficit",
        "radicular-pain-stable",
        "systemic-infection-fever",
        "tendon-rupture-suspected",
        "undiagnosed-night-pain",
    }
    assert implied >= {
        "acute-inflammation-haematoma",
        "dvt",
        "fracture-or-bsi-suspected",
        "fluoroquinolone-recent",
        "malignancy-active-local",
    }


def test_a_pop_that_a_scan_explained_can_be_set_aside():
    assert FACTORS["tendon-rupture-suspected"].settled_by == (
        "proximal-hamstring-avulsion",
        "apophyseal-avulsion",
    )


def test_a_man_is_never_asked_about_pregnancy():
    for factor in ("pregnancy", "postpartum-recent", "copper-iud"):
        expression = FACTORS[factor].asked_of
        assert expression is not None
        assert evaluate(expression, NothingAnswered(Sex.MALE)) is Presence.ABSENT
        assert evaluate(expression, NothingAnswered(Sex.FEMALE)) is not Presence.ABSENT


def test_nothing_of_the_dossiers_referral_advice_was_dropped():
    referring = [f for f in FACTORS.values() if f.refer and f.id not in ADDED_SINCE]
    noted = [factor.id for factor in FACTORS.values() if factor.note]

    assert len(referring) == 16
    assert noted == [
        "metal-implant-local",
        "raynaud",
        "sciatic-irritable",
        "steroid-injection-recent",
    ]
