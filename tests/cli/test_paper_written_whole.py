"""A PDF from the command line is in place whole, or not at all."""

import errno
import tempfile
from pathlib import Path
from typing import Any

import pytest

from planner.cli import pdf
from planner.cli.outcome import CommandError
from planner.documents.values import Edition, PaperSize
from tests.documents.example_plan import tendon_plan


def test_a_full_disk_leaves_no_file_at_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """HZ-052-T2"""
    target, really_open = tmp_path / "plan.pdf", tempfile.NamedTemporaryFile

    class Full:
        """A file that takes the first bytes and then finds no room."""

        def __init__(self, *arguments: Any, **options: Any) -> None:
            self._file = really_open(*arguments, **options)
            self.name = self._file.name

        def __enter__(self) -> "Full":
            return self

        def __exit__(self, *_: object) -> None:
            self._file.close()

        def write(self, content: bytes) -> int:
            self._file.write(content[:5])
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pdf, "render_pdf", lambda *_: b"%PDF-1.7 whole %%EOF")
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", Full)
    with pytest.raises(CommandError, match="No space left"):
        pdf._write(target, tendon_plan(), Edition.STANDARD, PaperSize.A4)

    assert list(tmp_path.iterdir()) == []


def test_what_is_written_whole_is_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf, "render_pdf", lambda *_: b"%PDF-1.7 whole %%EOF")

    pdf._write(tmp_path / "plan.pdf", tendon_plan(), Edition.STANDARD, PaperSize.A4)

    assert [file.name for file in tmp_path.iterdir()] == ["plan.pdf"]
