"""A half-copied or damaged folder of packs is refused, and the file is named."""

import random
import shutil
from pathlib import Path

import pytest

from planner.knowledge.manifest import MANIFEST, refuse_broken_seal, seal
from planner.knowledge.reading import PackError
from planner.workflow.knowledge import load_knowledge
from tests.packs import PROTOCOLS
from tests.sizes import size

DAMAGES = size(40, 10_000)
NAME = "buttock-pain"


@pytest.fixture(scope="module")
def sealed(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("packs") / "protocols"
    shutil.copytree(PROTOCOLS, folder, ignore=shutil.ignore_patterns(MANIFEST))
    with pytest.raises(PackError, match=MANIFEST):
        load_knowledge(folder, NAME)
    seal(folder, NAME)
    refuse_broken_seal(folder, NAME)
    return Path(folder)


def files_of(folder: Path) -> list[Path]:
    """Those of the seal."""
    return [folder / line[66:] for line in (folder / MANIFEST).read_text().splitlines()]


def flip(file: Path, chance: random.Random, _other: Path) -> str:
    content = bytearray(file.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    file.write_bytes(content)
    return "has changed"


def cut(file: Path, chance: random.Random, _other: Path) -> str:
    content = file.read_bytes()
    file.write_bytes(content[: chance.randrange(len(content))])
    return "has changed"


def lose(file: Path, _chance: random.Random, _other: Path) -> str:
    file.unlink()
    return "is missing"


def mistake(file: Path, _chance: random.Random, other: Path) -> str:
    file.write_bytes(other.read_bytes())
    return "has changed"


def test_every_damage_to_a_sealed_folder_is_named(sealed):
    """HZ-060-T1: one file flipped, cut, lost, or another's; and one that nobody sealed."""
    chance, files = random.Random(60), files_of(sealed)  # the same on every run
    for number in range(DAMAGES):
        file, other = chance.sample(files, 2)
        before = file.read_bytes()
        says = (flip, cut, lose, mistake)[number % 4](file, chance, other)
        with pytest.raises(PackError, match=says) as caught:
            refuse_broken_seal(sealed, NAME)
        assert caught.value.path == str(file)
        file.write_bytes(before)
    extra = sealed / NAME / "rules" / "extra.yaml"
    extra.write_text("id: extra\n")
    with pytest.raises(PackError, match="was not there"):
        load_knowledge(sealed, NAME)
    extra.unlink()
    refuse_broken_seal(sealed, NAME)


@pytest.mark.parametrize("text", ["", "not a digest", "0" * 64, f"{'0' * 64}  a\n{'0' * 64}  a"])
def test_a_damaged_seal_is_no_seal_and_refuses_too(sealed, text):
    """HZ-060-T1"""
    file = sealed / MANIFEST
    before = file.read_text()
    file.write_text(text)
    with pytest.raises(PackError, match=MANIFEST):
        refuse_broken_seal(sealed, NAME)
    file.write_text(before)


def test_the_folder_comes_sealed():
    assert refuse_broken_seal(PROTOCOLS, NAME)


def test_a_pack_change_cut_short_is_refused_at_every_moment(sealed, tmp_path):
    """HZ-060-T2: copying a new version over an old one ends in the new one, or in a refusal."""
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        shutil.copytree(sealed / NAME / "rules", folder / NAME / "rules")
    for path in (new / NAME / "rules").iterdir():
        path.write_text(path.read_text() + "# a later version\n")
    (new / NAME / "rules" / "later.yaml").write_text("id: later\n")
    for folder in (old, new):
        seal(folder, NAME)
    order = sorted(path.relative_to(new) for path in new.rglob("*") if path.is_file())
    for number, copying in enumerate((order, order[::-1])):
        going = tmp_path / f"going-{number}"
        shutil.copytree(old, going)
        for name in copying[:-1]:
            shutil.copy2(new / name, going / name)
            with pytest.raises(PackError):
                refuse_broken_seal(going, NAME)
        shutil.copy2(new / copying[-1], going / copying[-1])
        assert refuse_broken_seal(going, NAME) == refuse_broken_seal(new, NAME)
