"""A clinic's own change of the protocols is signed, marked and ended, or refused (HZ-064)."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from planner.clinical.local import LocalChange, LocalSigned
from planner.clinical.local_rules import changed_rules
from planner.clinical.pack import Pack
from planner.documents.filling import clinician_record, referral_letter
from planner.knowledge.local import LOCAL, local_change
from planner.knowledge.manifest import refuse_broken_seal, seal, seal_local
from planner.knowledge.reading import PackError
from planner.knowledge.sealed import load_sealed
from planner.ruleout.assess import Reasoner
from tests.builders import a_case
from tests.packs import PROTOCOLS, the_pack

NAME = "buttock-pain"
CHANGED = "library/interventions/electrotherapy/ep-tens.yaml"
UNTIL = date(2027, 5, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The delivered folder with one file the clinic changed by hand."""
    made = tmp_path / "protocols"
    shutil.copytree(PROTOCOLS, made, ignore=shutil.ignore_patterns("cases", "poses", "drawings"))
    seal(made, NAME)
    path = made / CHANGED
    path.write_text(path.read_text("utf-8").replace("minutes: ", "minutes: 1", 1), "utf-8")
    return made


def signed(folder: Path, **changes: object) -> Pack:
    said = {"by": "A. Lead", "because": "Our devices differ", "until": UNTIL, **changes}
    seal_local(folder, NAME, **said)  # type: ignore[arg-type]  # wrong ones are the test
    return load_sealed(folder, NAME)[0]


def test_a_change_nobody_signed_is_refused(folder):
    """HZ-064-T1"""
    with pytest.raises(PackError, match="has changed"):
        load_sealed(folder, NAME)
    for missing in ("by", "because"):
        with pytest.raises(ValueError, match="names who made it, and why"):
            signed(folder, **{missing: " "})
    assert not (folder / LOCAL).exists()


def test_a_signed_change_is_known_by_its_file_and_its_entry(folder):
    """HZ-064-T2: exactly what was changed."""
    local = signed(folder).local

    assert local is not None
    assert local.files == (CHANGED,)
    assert local.entries == {"ep-tens"}
    assert not local.has_ended(UNTIL)
    assert local.has_ended(date(2027, 5, 2))


def test_a_rule_and_a_construct_of_one_name_are_told_apart():
    """HZ-064-T2: the file of a rule marks no question of a construct that is called alike."""

    def entries(file: str) -> frozenset[str]:
        said = LocalSigned(by="A. Lead", because="a test", until=UNTIL, files={file: "0"})
        return local_change(said, the_pack()).entries

    assert entries("buttock-pain/rules/cauda-equina.yaml") == {"cauda-equina"}
    assert "saddle-sensory-change" in entries("library/findings/cauda-equina.yaml")


def test_what_is_changed_again_or_taken_away_is_refused(folder):
    """HZ-064-T1"""
    signed(folder)
    (folder / CHANGED).write_text((folder / CHANGED).read_text("utf-8") + "# more\n", "utf-8")
    with pytest.raises(PackError, match="has changed"):
        refuse_broken_seal(folder, NAME)
    signed(folder)
    (folder / NAME / "rules" / "cauda-equina.yaml").unlink()
    with pytest.raises(PackError, match="is missing"):
        signed(folder)


def test_the_clinicians_record_names_what_the_clinic_changed(folder):
    """HZ-064-T1"""
    pack = signed(folder)
    assessment = Reasoner(pack).assess(a_case())

    [mark] = [
        m for m in clinician_record(pack, assessment, None).marks if "Changed in this clinic" in m
    ]
    assert "by A. Lead until 1 May 2027 (Our devices differ)" in mark
    assert CHANGED in mark
    unchanged = replace(pack, local=None)
    marks = clinician_record(unchanged, assessment, None).marks
    assert not [m for m in marks if "Changed in this clinic" in m]


def test_record_and_letter_say_that_a_red_flag_rule_is_the_clinics_own():
    """HZ-038-T2: whoever receives the letter reads it too; other rules' letters say nothing."""
    pack = replace(
        the_pack(),
        local=LocalChange(
            by="A. Lead",
            because="Our hospital rings back.",
            until=UNTIL,
            files=("buttock-pain/rules/cauda-equina.yaml",),
            entries=frozenset({"cauda-equina"}),
        ),
    )
    assessment = Reasoner(pack).assess(
        a_case(present=("saddle-sensory-change", "sudden-limb-change"))
    )

    own = referral_letter(pack, assessment, "cauda-equina").concern
    assert own.endswith("by A. Lead, until 1 May 2027: Our hospital rings back.")
    others = [s.rule.id for s in assessment.raised if s.rule.id != "cauda-equina"]
    assert "A. Lead" not in referral_letter(pack, assessment, others[0]).concern
    [mark] = [m for m in clinician_record(pack, assessment, None).marks if "A. Lead" in m]
    assert mark.endswith("red-flag rules that rest on it: Suspected cauda equina syndrome")


def test_a_change_of_what_is_always_screened_touches_every_rule():
    """HZ-038-C3"""
    head = LocalChange(
        by="A. Lead",
        because="a test",
        until=UNTIL,
        files=("buttock-pain/presentation.yaml",),
        entries=frozenset({"presentation"}),
    )
    assert changed_rules(the_pack()) == ()
    changed = changed_rules(replace(the_pack(), local=head))
    assert len(changed) == len(the_pack().presentation.rules)
