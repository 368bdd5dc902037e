"""HZ-062: a start with protocols that lack what the record names is refused, and names it."""

from dataclasses import replace

import pytest

from planner.clinical.pack import Pack
from planner.workflow.deciding import ask_for_investigation, choose_diagnosis, sign_result
from planner.workflow.errors import RefusedError
from planner.workflow.lost_ids import refuse_lost_ids
from tests.workflow.desk import Desk


def without(pack: Pack, kind: str, name: str) -> Pack:
    """The pack as if one entry had never been in it."""
    part = "library" if hasattr(pack.library, kind) else "presentation"
    whole = getattr(pack, part)
    left = {key: value for key, value in getattr(whole, kind).items() if key != name}
    return replace(pack, **{part: replace(whole, **{kind: left})})


LOST: dict[str, tuple[str, str]] = {
    "finding bent-knee-stretch": ("findings", "bent-knee-stretch"),
    "factor dvt": ("factors", "dvt"),
    "cause proximal-hamstring-tendinopathy": ("conditions", "proximal-hamstring-tendinopathy"),
    "cause lumbar-facet-pain": ("conditions", "lumbar-facet-pain"),
    "rule cauda-equina": ("rules", "cauda-equina"),
    "investigation mri-pelvis.*result mri-pelvis no-infection": ("investigations", "mri-pelvis"),
}


def test_a_start_without_what_the_record_names_is_refused_and_says_what(desk: Desk):
    """HZ-062-T1: silently left out, a warning sign that somebody said yes to would be lost."""
    desk.open()
    desk.record_case()
    desk.know(choose_diagnosis, "proximal-hamstring-tendinopathy", ["lumbar-facet-pain"])
    desk.answer(saddle_sensory_change="present")
    desk.know(ask_for_investigation, "mri-pelvis")
    desk.know(sign_result, "mri-pelvis", "no-infection", desk.clock.today())
    pack = desk.knowledge.pack

    refuse_lost_ids(desk.db, pack)
    for says, (kind, name) in LOST.items():
        with pytest.raises(RefusedError, match=says):
            refuse_lost_ids(desk.db, without(pack, kind, name))
