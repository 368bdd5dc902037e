"""The clinic's picture: kept only when it can be read, and never in the way of a paper."""

import io
import subprocess
import sys
from dataclasses import replace

import pytest
from PIL import Image, ImageFile
from PIL.ExifTags import GPS, IFD, Base

from planner.documents.values import Edition
from planner.workflow import clinic
from planner.workflow.clinic import read_clinic, save_clinic
from planner.workflow.errors import RefusedError
from planner.workflow.issuing import preview
from planner.workflow.logos import MOST_PIXELS, PRINTED, Logo, checked_logo, printed_logo
from planner.workflow.reprinting import read_issued
from planner.workflow.snapshot import inputs_of, made_from
from tests.pictures import a_picture, pixels_of
from tests.workflow.desk import Desk, pressed

DAMAGED = a_picture(400, 100)[:-40]


def keep(desk: Desk, picture: bytes | None) -> None:
    stored = read_clinic(desk.db)
    save_clinic(
        desk.db,
        desk.actor,
        stored.version,
        replace(stored, name="Example Clinic", logo=picture),
        knowledge=desk.knowledge,
        clock=desk.clock,
    )


def seen(desk: Desk, document: str, **more: str) -> str:
    return preview(
        desk.db,
        desk.actor,
        desk.visit,
        document=document,
        edition=Edition.STANDARD,
        knowledge=desk.knowledge,
        clock=desk.clock,
        press=pressed,
        **more,
    ).decode()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_kept_in_the_size_that_is_printed(mode):
    kept = checked_logo(a_picture(1800, 300, "PNG", mode))

    across, down = pixels_of(kept.content)
    assert kept.type == "image/png"
    assert across <= PRINTED[0]
    assert down <= PRINTED[1]


@pytest.mark.parametrize("mode", ["RGB", "CMYK"])
def test_a_photograph_for_print_is_kept_as_a_plain_one(mode):
    kept = checked_logo(a_picture(900, 900, "JPEG", mode))

    assert kept.type == "image/jpeg"
    assert pixels_of(kept.content) == (200, 200)
    assert b"Exif" not in kept.content


def test_a_photograph_forgets_where_and_by_what_it_was_taken():
    """F7"""
    exif = Image.Exif()
    exif[Base.Make] = "Canary"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitudeRef] = "N"
    taken = io.BytesIO()
    with Image.open(io.BytesIO(a_picture(900, 900, "JPEG"))) as plain:
        plain.save(taken, "JPEG", exif=exif)
    assert b"Canary" in taken.getvalue()

    kept = checked_logo(taken.getvalue()).content
    assert b"Canary" not in kept
    assert b"Exif" not in kept


@pytest.mark.parametrize("length", [8, 30, 60, 100, len(DAMAGED)])
def test_a_picture_cut_short_is_refused_in_one_sentence(length, monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(RefusedError, match="This picture cannot be read"):
        checked_logo(DAMAGED[:length])


def test_a_small_file_with_an_enormous_picture_is_refused_before_it_is_decoded():
    header = bytearray(a_picture())
    header[16:24] = (60_000).to_bytes(4, "big") * 2
    assert MOST_PIXELS < 60_000**2

    with pytest.raises(RefusedError):
        checked_logo(bytes(header))


def test_the_picture_is_on_the_plan_and_the_record(desk):
    desk.make_ready()
    keep(desk, a_picture())

    for document in ("patient", "clinician"):
        assert "data:image/png;base64," in seen(desk, document), document


def test_a_damaged_picture_in_the_store_stops_no_paper(desk, monkeypatch):
    desk.make_ready()
    with monkeypatch.context() as unchecked:
        unchecked.setattr(clinic, "checked_logo", lambda picture: Logo(picture, "image/png"))
        keep(desk, DAMAGED)
    assert read_clinic(desk.db).logo == DAMAGED

    assert printed_logo(DAMAGED) == ""
    assert "Example Clinic" in seen(desk, "patient")
    assert "data:image" not in seen(desk, "patient")
    assert desk.issue().version == 1


def test_an_issued_plan_keeps_its_picture_when_the_clinic_takes_another(desk):
    """HZ-024"""
    desk.make_ready()
    keep(desk, a_picture())
    issued = desk.issue()
    frozen = read_issued(desk.db, desk.visit.person_id, issued.plan_id).snapshot
    before = made_from(inputs_of(frozen), desk.knowledge)

    keep(desk, None)

    after = made_from(inputs_of(frozen), desk.knowledge)
    assert after == before
    assert before[0].identity.logo.startswith("data:image/png")


def test_starting_does_not_load_the_decoder():
    script = "import sys, planner.app; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
