"""The clinic's settings: saved part by part, refused in one sentence, never lost."""

import re
from io import BytesIO

import pytest

from planner.workflow.clinic import Clinic, read_clinic, save_clinic
from planner.workflow.logos import LARGEST_LOGO
from planner.workflow.one_time_links import create_account, invite
from tests.pictures import a_picture, pixels_of
from tests.web.conftest import PASSWORD, sign_in

PNG = a_picture()
CONTACT = {
    "part": "contact",
    "name": "Example Clinic",
    "address": "1 Example Street",
    "emergency_telephone": "01632 960001",
    "emergency_checked_on": "20 11 2026",
}


@pytest.fixture
def stored(app):
    def read() -> Clinic:
        with app.extensions["planner"].open_session() as db:
            return read_clinic(db)

    return read


@pytest.fixture
def somebody_else_saves(app, lead, clock, knowledge, stored):
    def save(**changes) -> None:
        with app.extensions["planner"].open_session() as db:
            now = stored()
            wanted = Clinic(**{"name": now.name, "logo": now.logo, **changes})
            save_clinic(db, lead, now.version, wanted, knowledge=knowledge, clock=clock)

    return save


def test_without_a_number_the_page_says_what_patients_read_instead(signed_in):
    page = signed_in.get("/settings")

    reads = page.words(".tier__reads")
    assert reads[0] == "No number is saved. Patients read: 999 or A&E now"
    assert reads[1] == "No number is saved. Patients read: Your clinic, today, or 111"
    assert len(page.select(".tier__reads.caution")) == 3
    assert page.select("input[checked]") == []


def test_name_and_numbers_are_saved_with_the_day_they_were_rung(signed_in, stored):
    signed_in.get("/settings")

    page = signed_in.post("/settings", CONTACT)

    assert page.words(".notice--done") == ["Saved. New papers carry these."]
    assert page.words(".tier__reads")[0] == (
        "Checked 20 Nov 2026. Patients read: 01632 960001 or A&E now"
    )
    assert stored().address == "1 Example Street"


def test_a_number_that_nobody_rang_says_so(signed_in):
    signed_in.get("/settings")

    page = signed_in.post("/settings", {**CONTACT, "emergency_checked_on": ""})

    assert "nobody has said it was checked" in page.words(".tier__reads")[0]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"emergency_checked_on": "24 11 2026"}, "24 November 2026 is in the future."),
        (
            {"emergency_telephone": ""},
            "There is no number that could have been checked.",
        ),
        (
            {"emergency_checked_on": "last week"},
            "Enter the date as day, month and year, for example 1 3 1992",
        ),
        ({"name": "x" * 301}, "Keep it to 300 characters"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(
    signed_in, stored, changes, sentence
):
    signed_in.get("/settings")
    typed = {**CONTACT, **changes}

    page = signed_in.post("/settings", typed)

    assert page.status == 400
    assert page.errors() == [sentence]
    for name in ("name", "emergency_telephone", "emergency_checked_on"):
        assert page.select_one(f"#{name}").get("value") == typed[name]
    assert "1 Example Street" in page.words("#address")[0]
    assert stored().version == 0


def test_a_new_number_is_never_shown_with_the_day_the_old_one_was_checked(signed_in, stored):
    signed_in.get("/settings")
    signed_in.post("/settings", CONTACT)

    page = signed_in.post("/settings", {**CONTACT, "emergency_telephone": "01632 960002"})

    assert page.status == 400
    assert "ring the new number" in page.errors()[0]
    assert stored().emergency_telephone == "01632 960001"


def test_two_leads_at_once_see_both_texts_with_who_and_when(signed_in, somebody_else_saves, stored):
    signed_in.get("/settings")
    somebody_else_saves(name="Their Clinic")

    page = signed_in.post("/settings", {**CONTACT, "name": "My Clinic"})

    assert page.status == 409
    assert "My Clinic" in page.text
    assert "Saved by A. Example, 10:15" in page.text
    assert "Their Clinic" in page.text
    fields = page.hidden_fields("/settings")
    signed_in.post("/settings", fields)
    assert stored().name == "My Clinic"


def test_a_logo_is_shown_and_can_be_taken_off(signed_in, stored):
    signed_in.get("/settings")

    page = signed_in.post("/settings", {"part": "logo", "logo": (BytesIO(PNG), "logo.png")})
    [picture] = page.select(".logo img")
    response = signed_in.client.get(picture.get("src"))
    assert (response.mimetype, pixels_of(response.data)) == ("image/png", (120, 40))

    signed_in.post("/settings", {"part": "logo", "remove": "y"})
    assert stored().logo is None
    assert signed_in.client.get("/settings/logo").status_code == 404


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<svg onload='alert(1)'/>", "The logo must be a PNG or JPEG picture."),
        (PNG + b"0" * LARGEST_LOGO, "This picture has 500 kB"),
        (PNG[:60], "This picture cannot be read: save it again as PNG or JPEG"),
        (a_picture(12, 9), "This picture is only 12 by 9 pixels"),
    ],
)
def test_another_file_or_too_large_a_one_is_refused_in_one_sentence(
    signed_in, stored, content, sentence
):
    signed_in.get("/settings")

    page = signed_in.post("/settings", {"part": "logo", "logo": (BytesIO(content), "logo.png")})

    assert page.status == 400
    assert page.errors()[0].startswith(sentence)
    assert stored().logo is None


def test_a_logo_saved_by_somebody_else_is_shown_before_it_is_replaced(
    signed_in, somebody_else_saves, stored
):
    signed_in.get("/settings")
    somebody_else_saves(logo=a_picture(60, 60))
    theirs = stored().logo

    page = signed_in.post("/settings", {"part": "logo", "logo": (BytesIO(PNG), "logo.png")})

    assert page.errors()[0].startswith("Somebody saved the logo after this page was opened")
    assert stored().logo == theirs


def test_the_devices_are_all_or_those_that_are_ticked(signed_in, stored):
    page = signed_in.get("/settings")
    names = {e.get("value") for e in page.select(".devices input")}
    assert "plinth" in names
    assert "shoes-with-grip" not in names

    page = signed_in.post("/settings", {"part": "devices"})
    assert page.errors() == ["Choose whether the clinic has every device, or tick them"]

    signed_in.post("/settings", {"part": "devices", "which": "some", "devices": ["plinth"]})
    assert stored().devices == ("plinth",)
    signed_in.post("/settings", {"part": "devices", "which": "all"})
    assert stored().devices is None


def test_saving_one_part_leaves_the_others(signed_in, stored):
    signed_in.get("/settings")
    signed_in.post("/settings", CONTACT)
    signed_in.post("/settings", {"part": "devices", "which": "some", "devices": ["plinth"]})
    signed_in.post("/settings", {"part": "logo", "logo": (BytesIO(PNG), "logo.png")})

    now = stored()

    assert (now.name, now.devices) == ("Example Clinic", ("plinth",))
    assert pixels_of(now.logo) == (120, 40)
    assert re.match("2026-11-20", str(now.emergency_checked_on))


def test_a_part_nobody_knows_changes_nothing(signed_in, stored):
    signed_in.get("/settings")

    assert signed_in.post("/settings", {"part": "other"}).status == 400
    assert stored().version == 0


def test_only_the_lead_sees_the_settings(app, signed_in, lead, clock, new_browser):
    with app.extensions["planner"].open_session() as db:
        link = invite(db, lead, is_lead=False, clock=clock)
        create_account(
            db, link, sign_in_name="b.example", name="B. Example", password=PASSWORD, clock=clock
        )
    other = sign_in(new_browser(), "b.example")

    assert other.get("/settings").status == 403
    assert "Settings" not in other.get("/people").words("nav a")
    assert "Settings" in signed_in.get("/people").words("nav a")
