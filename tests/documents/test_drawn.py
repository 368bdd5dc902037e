"""The finished drawings reach whatever prints."""

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
    assert finished_drawings(tmp_path)(Side.RIGHT) == {}
