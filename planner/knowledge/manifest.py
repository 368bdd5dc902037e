"""The seal of the packs: the digest of every file, so that a half-copied folder is not used.

Packs are read folder by folder: without the seal a red-flag rule whose file got lost in copying
would be gone without a sign. Every command and every start refuses a file that is missing, changed
or was not there, and names it (HZ-060). ``check --seal`` writes the seal anew, once nothing is
wrong with the packs. Worked cases and poses are left out: only checks and drawing read them.
"""

import hashlib
from datetime import date
from pathlib import Path

from planner.clinical.local import LocalSigned
from planner.knowledge.local import read_local, write_local
from planner.knowledge.reading import PackError

MANIFEST = "packs.sha256"
"""Beside the folders of the packs; as ``sha256sum`` writes it, so that others can check it too."""
KINDS = (".yaml", ".svg", ".json")
UNSEALED = frozenset({"cases", "poses"})


def seal(protocols: Path, presentation: str) -> Path:
    """Write the digests of the files as they are now."""
    file = protocols / MANIFEST
    part = file.with_suffix(".part")
    found = digests(protocols, presentation)
    part.write_text("".join(f"{value}  {name}\n" for name, value in found.items()), "utf-8")
    part.replace(file)
    return file


def seal_local(protocols: Path, presentation: str, by: str, because: str, until: date) -> Path:
    """Sign what differs from the seal as the clinic's own. Raises PackError, ValueError.

    The seal itself stays: pages and papers mark what stands in the files that differ.
    """
    wanted, found = _read(protocols / MANIFEST), digests(protocols, presentation)
    if gone := min(wanted.keys() - found.keys(), default=""):
        raise PackError(protocols / gone, None, _said(was_sealed=True, is_there=False))
    own = {name: value for name, value in found.items() if wanted.get(name) != value}
    return write_local(protocols, by, because, until, own)


def refuse_broken_seal(protocols: Path, presentation: str) -> tuple[str, LocalSigned | None]:
    """The digest of the seal, and what the clinic signed beside it.

    Raises PackError for the first file that is not as it was sealed; one that the clinic changed
    must be as the clinic signed it (local.py).
    """
    file = protocols / MANIFEST
    wanted, local = _read(file), read_local(protocols)
    own = local.files if local else {}
    found = digests(protocols, presentation)
    for name in sorted(wanted.keys() | found.keys() | own.keys()):
        if found.get(name) != own.get(name, wanted.get(name)):
            raise PackError(protocols / name, None, _said(name in wanted, name in found))
    return hashlib.sha256(file.read_bytes()).hexdigest(), local


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
        raise PackError(
            file, None, "cannot be read as a list of digests: copy the folder again"
        ) from error
    wanted: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        value, space, name = line.partition("  ")
        if len(value) != 64 or not space or not name or name in wanted:
            raise PackError(file, number, "expected a digest, two blanks and the name of a file")
        wanted[name] = value
    if not wanted:
        raise PackError(file, None, "names no file")
    return wanted


def digests(protocols: Path, presentation: str) -> dict[str, str]:
    """The digest of every sealed file as it is now, by its name within the folder."""
    folders = (protocols / "library", protocols / presentation)
    return {
        path.relative_to(protocols).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(path for folder in folders for path in folder.rglob("*"))
        if path.suffix in KINDS and not UNSEALED & set(path.relative_to(protocols).parts)
    }
