import re
from xml.etree import ElementTree

import pytest

from planner.drawings import pose_file, proof
from tests.drawings.finished import DRAWINGS, ENTRIES, INDEX, OWN, POSES, svg_of

CORE = (
    "dg-piriformis", "ep-tens", "gr-cadence", "gr-hills-return", "gr-speed", "gr-step-width",
    "gr-volume", "gr-walk-run", "ifi-space", "kc-band-walk", "kc-calf-raise", "kc-dead-bug",
    "kc-pelvic-drop", "kc-side-abd", "kc-side-plank", "kc-squat", "lm-pain-rule", "lm-sitting",
    "lr-knee-rolls", "lr-pelvic-tilt", "lr-prone-press-up", "neu-slider-supine", "pl-askip",
    "pl-bound", "pl-split-jump", "pv-strength", "pv-warmup", "sx-bridge-sl", "sx-diver",
    "sx-hip-thrust", "sx-iso-bridge-dl", "sx-iso-bridge-sl", "sx-iso-hip-ext-stand",
    "sx-iso-long-lever", "sx-iso-prone-curl", "sx-prone-curl", "sx-prone-hip-ext", "sx-rdl-dl",
    "sx-rdl-sl", "sx-slider-curl",
)  # fmt: skip
EXAMINATION = (
    "active-piriformis", "bent-knee-stretch", "faber", "fadir", "long-stride-walking",
    "modified-bent-knee-stretch", "palpation-points", "puranen-orava",
    "seated-piriformis-stretch", "sij-thigh-thrust", "slump", "straight-leg-raise",
)  # fmt: skip
ALLOWED = {"svg", "title", "g", "path"}


def elements(svg):
    root = ElementTree.fromstring(svg)  # noqa: S314 (our own file)
    return [(e.tag.split("}")[1], e) for e in root.iter()]


@pytest.mark.parametrize("key", [*CORE, *EXAMINATION])
def test_every_core_exercise_and_main_test_has_its_drawing(key):
    assert (DRAWINGS / ENTRIES[key]["file"]).is_file()


def test_every_pose_has_a_drawing_made_from_its_present_text_and_no_other_exists():
    stale = []
    for path in sorted(POSES.glob("*.yaml")):
        entry = ENTRIES.get(path.stem, {"inputs": ""})
        if not entry["inputs"].startswith(pose_file.read(path).digest):
            stale.append(path.stem)

    assert stale == []
    assert {p.stem for p in POSES.glob("*.yaml")} == set(ENTRIES)
    assert {p.name for p in DRAWINGS.glob("*.svg")} == {
        "body-chart.svg",
        *(entry["file"] for entry in ENTRIES.values()),
    }


@pytest.mark.parametrize("key", OWN)
def test_a_drawing_is_small_enough_to_print_fast(key):
    svg = svg_of(key)

    assert len(elements(svg)) <= 12
    assert OWN[key]["checks"]["segments"] <= 700
    assert len(svg.encode()) <= 20_000


@pytest.mark.parametrize("key", OWN)
def test_a_drawing_holds_paths_only_and_its_sentence_as_title(key):
    found = elements(svg_of(key))

    assert {tag for tag, _ in found} == ALLOWED
    assert [e.text for tag, e in found if tag == "title"] == [OWN[key]["alt"]]
    attributes = {name for _, e in found for name in e.attrib}
    assert not attributes & {"id", "style", "transform", "href", "clip-path", "mask", "filter"}


@pytest.mark.parametrize("key", ENTRIES)
def test_the_sentence_is_one_and_short_and_the_left_one_exchanges_the_sides(key):
    entry = ENTRIES[key]

    assert re.fullmatch(r"[A-Z][^.]*\.", entry["alt"])
    assert len(entry["alt"].split()) <= 32
    assert pose_file.mirrored_words(entry["alt_left"]) == entry["alt"]


@pytest.mark.parametrize("key", ENTRIES)
def test_a_drawing_is_mirrored_by_one_replacement(key):
    rule, svg = INDEX["mirror"], svg_of(key)
    width = ENTRIES[key]["viewBox"][2]

    assert svg.count(rule["find"]) == 1
    mirrored = svg.replace(rule["find"], rule["replace"].format(width=width))
    groups = [e for tag, e in elements(mirrored) if tag == "g"]
    assert groups[0].attrib["transform"] == f"matrix(-1 0 0 1 {width} 0)"


@pytest.mark.parametrize("key", OWN)
def test_panels_and_marked_places_lie_inside_the_drawing(key):
    _, _, width, height = OWN[key]["viewBox"]

    for panel in OWN[key]["panels"]:
        left, top, wide, high = panel["box"]
        assert left >= 0
        assert top >= 0
        assert left + wide <= width
        assert top + high <= height
    for x, y in OWN[key]["points"].values():
        assert 0 < x < width
        assert 0 < y < height


@pytest.mark.parametrize("key", OWN)
def test_no_line_leaves_the_page(key):
    svg = svg_of(key)
    _, _, width, height = OWN[key]["viewBox"]

    for d in re.findall(r' d="([^"]+)"', svg):
        for line in proof.subpaths(d):
            assert line.min() >= -2
            assert line[:, 0].max() <= width + 2
            assert line[:, 1].max() <= height + 2


def test_two_figures_are_drawn_a_woman_and_a_man():
    figures = [entry["figure"] for entry in OWN.values()]

    assert min(figures.count("woman"), figures.count("man")) >= 15


def test_the_body_chart_has_tap_regions_for_both_sides_of_every_paired_finding():
    svg = (DRAWINGS / "body-chart.svg").read_text(encoding="utf-8")
    regions = [e.attrib for tag, e in elements(svg) if e.attrib.get("class") == "region"]

    sides: dict[str, set[str]] = {}
    for region in regions:
        sides.setdefault(region["data-finding"], set()).add(region["data-side"])
    assert set(sides) == set(INDEX["body_chart"]["regions"])
    assert all(found in ({"left", "right"}, {"middle"}) for found in sides.values())
    assert {"pain-at-sitting-bone", "pain-at-psis", "groin-pain-too"} <= set(sides)
