"""The clinic's own seal beside the one that came with the folder: ``local.yaml``.

A file that differs from ``packs.sha256`` is refused unless it stands here with the digest it has
now. A file of the folder can be changed or added this way, never taken away.
"""

from datetime import date
from pathlib import Path

import yaml

from planner.clinical.local import LocalChange, LocalSigned
from planner.clinical.pack import Pack
from planner.knowledge.binding import bind
from planner.knowledge.reading import read

LOCAL = "local.yaml"


def read_local(protocols: Path) -> LocalSigned | None:
    """What the clinic signed, if anything. Raises PackError with file and line."""
    file = protocols / LOCAL
    return bind(LocalSigned, read(file), file) if file.exists() else None


def write_local(protocols: Path, by: str, because: str, until: date, files: dict[str, str]) -> Path:
    """Keep the clinic's seal. Raises ValueError for what is missing in it."""
    signed = LocalSigned(by=by, because=because, until=until, files=files)
    said = {"by": signed.by, "because": signed.because, "until": signed.until, "files": files}
    file = protocols / LOCAL
    part = file.with_suffix(".part")
    part.write_text(yaml.safe_dump(said, sort_keys=False, allow_unicode=True), "utf-8")
    part.replace(file)
    return file


def local_change(signed: LocalSigned, pack: Pack) -> LocalChange:
    """Which entries of ``pack`` stand in the changed files: those of one file share its mark."""
    stems = {Path(name).stem for name in signed.files}
    constructs = {Path(name).stem for name in signed.files if "findings" in Path(name).parts}
    return LocalChange(
        by=signed.by,
        because=signed.because,
        until=signed.until,
        files=tuple(sorted(signed.files)),
        entries=frozenset(
            stems
            | {
                finding.id
                for finding in pack.library.findings.values()
                if finding.construct in constructs
            }
        ),
    )
