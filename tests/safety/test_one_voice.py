"""HZ-044: one plan never says two things about the same run."""

from planner.assembly.doses import dose_for
from planner.clinical.answers import Irritability
from tests.packs import the_pack

REST = ("lm-relative-rest", "lm-relative-rest-protect")


def test_hz_044_where_rest_says_no_running_the_stage_allows_none():
    pack = the_pack()
    checked = 0
    for picture in pack.presentation.pictures.values():
        for stage in picture.stages:
            for irritability in Irritability:
                running = stage.running
                if irritability is Irritability.HIGH and stage.running_when_irritable:
                    running = stage.running_when_irritable
                for name in REST:
                    item = pack.library.interventions[name]
                    row = dose_for(item, picture.id, stage.id, irritability)
                    if row and row.use and row.load and row.load.text.startswith("no running"):
                        checked += 1
                        assert running == "none", f"{picture.id} {stage.id} {irritability.value}"
    assert checked > 10
