"""The seal of the packs: the digest of every file, so that a half-copied folder is not used.

``check --seal`` writes it once somebody has looked the packs through. From then on a start refuses
a file that is missing, changed or was not there, and names it (HZ-060). A folder without a seal is
used as it is: then only what a file refers to is missed.
"""

import hashlib
from pathlib import Path

from planner.knowledge.reading import PackError

MANIFEST = "packs.sha256"
"""Beside the folders of the packs; as ``sha256sum`` writes it, so that others can check it too."""


def seal(protocols: Path, presentation: str) -> Path:
    """Write the digests of the files as they are now."""
    file = protocols / MANIFEST
    part = file.with_suffix(".part")
    digests = _digests(protocols, presentation)
    part.write_text("".join(f"{value}  {name}\n" for name, value in digests.items()), "utf-8")
    part.replace(file)
    return file


def is_sealed(protocols: Path) -> bool:
    """Whether the files of this folder are bound to a seal."""
    return (protocols / MANIFEST).exists()


def refuse_broken_seal(protocols: Path, presentation: str) -> None:
    """Raise PackError for the first file that is not as it was sealed; nothing without a seal."""
    file = protocols / MANIFEST
    if not file.exists():
        return
    wanted = _read(file)
    found = _digests(protocols, presentation)
    for name in sorted(wanted.keys() | found.keys()):
        if wanted.get(name) != found.get(name):
            raise PackError(protocols / name, None, _said(name in wanted, name in found))


def _said(was_sealed: bool, is_there: bool) -> str:
    what = "was not there" if not was_sealed else "has changed" if is_there else "is missing"
    return (
        f"{what} when compared with {MANIFEST}: copy the folder again, or look the packs "
        "through and seal them with check --seal"
    )


def _read(file: Path) -> dict[str, str]:
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(file, None, "cannot be read as a list of digests") from error
    wanted: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        value, space, name = line.partition("  ")
        if len(value) != 64 or not space or not name or name in wanted:
            raise PackError(file, number, "expected a digest, two blanks and the name of a file")
        wanted[name] = value
    if not wanted:
        raise PackError(file, None, "names no file")
    return wanted


def _digests(protocols: Path, presentation: str) -> dict[str, str]:
    folders = (protocols / "library", protocols / presentation)
    return {
        path.relative_to(protocols).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(path for folder in folders for path in folder.rglob("*.yaml"))
    }
