"""The finished drawings reach whatever prints."""

import hashlib
import json
import re

from planner.app import read_knowledge
from planner.clinical.answers import Side
from planner.config import Settings
from planner.documents.drawn import finished_drawings
from tests.packs import PROTOCOLS


def test_the_site_hands_out_the_drawings_of_its_protocols(tmp_path):
    knowledge = read_knowledge(Settings(data=tmp_path, protocols=PROTOCOLS))

    assert "sx-iso-bridge-sl" in knowledge.drawings(Side.RIGHT)


def test_the_left_side_is_the_right_one_mirrored():
    drawings = finished_drawings(PROTOCOLS)
    right, left = drawings(Side.RIGHT)["sx-iso-bridge-sl"], drawings(Side.LEFT)["sx-iso-bridge-sl"]

    assert right.svg != left.svg
    assert right.alt != left.alt
    assert drawings(None)["sx-iso-bridge-sl"] == right
    assert drawings(Side.BOTH)["sx-iso-bridge-sl"] == right


def test_a_folder_without_drawings_gives_none(tmp_path):
    """HZ-047-T3: a card without a picture stands with its words, never with another's."""
    assert finished_drawings(tmp_path)(Side.RIGHT) == {}


SHARED = (
    {"ba-setup", "lm-sitting"},
    {"gr-surface", "gr-volume"},
    {"lm-pain-rule", "sx-iso-bridge-sl"},
    {"lr-knee-rolls", "sh-stretch-lowback"},
    {"pv-strength", "sx-rdl-dl"},
    {"sh-massage-prerun", "st-self-roller-thigh"},
)
"""Items that are drawn alike on purpose: the same movement, under another name."""


def test_every_drawing_is_the_sealed_file_and_no_two_items_share_one_unless_listed():
    """HZ-047-T1: the start refuses a file whose digest is not the sealed one."""
    folder = PROTOCOLS / "library" / "drawings"
    lines = (PROTOCOLS / "packs.sha256").read_text("utf-8").splitlines()
    sealed = {line[66:]: line[:64] for line in lines}
    index = json.loads((folder / "index.json").read_text("utf-8"))["drawings"]
    by_digest: dict[str, set[str]] = {}
    for name, entry in index.items():
        content = (folder / entry["file"]).read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        assert digest == sealed[f"library/drawings/{entry['file']}"]
        by_digest.setdefault(digest, set()).add(name)

    alike = sorted((names for names in by_digest.values() if len(names) > 1), key=min)
    assert alike == list(SHARED)


def test_the_words_of_a_mirrored_drawing_name_the_other_side():
    """HZ-047-T1: every "right" is a "left" and the other way round; nothing else differs.

    HZ-013-T4.
    """
    drawings = finished_drawings(PROTOCOLS)
    left = drawings(Side.LEFT)
    for name, right in drawings(Side.RIGHT).items():
        turned = re.sub(
            r"\b(right|left)\b",
            lambda said: "left" if said[0] == "right" else "right",
            right.alt,
        )
        assert left[name].alt == turned, name
