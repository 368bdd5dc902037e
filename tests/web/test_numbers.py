"""HZ-022-T1: a number is read as a person reads it, or refused with an example; never guessed."""

import re
from decimal import Decimal
from itertools import product

import pytest

from planner.web.numbers import plain, read_number

SIGNS = "0159,. -'"
"""Four digits stand for ten: no rule tells 2 from 5. Every string of up to six of these is read."""
CONVENTIONS = (("", "."), ("", ","), (",", "."), (".", ","), (" ", ","), (" ", "."), ("'", "."))
"""How people write numbers: the sign between thousands, and the sign before decimals."""


def readings(text: str) -> set[Decimal]:
    """Every number a reader of some country could take the text for."""
    found = set()
    for thousands, point in CONVENTIONS:
        groups = rf"[1-9]\d{{0,2}}({re.escape(thousands)}\d{{3}})+" if thousands else r"\d+"
        if re.fullmatch(rf"({groups}|\d+)({re.escape(point)}\d+)?", text.strip()):
            found.add(Decimal(text.strip().replace(thousands, "").replace(point, ".")))
    return found


def test_no_string_of_six_signs_is_misread():
    accepted = 0
    for length in range(1, 7):
        for letters in product(SIGNS, repeat=length):
            text = "".join(letters)
            number = read_number(text)
            if number is None:
                continue
            accepted += 1
            assert readings(text) == {number}, text

    assert accepted > 4000


@pytest.mark.parametrize(
    "text",
    ["1,5", "1.500", "1'500", "1 500", "05", ".5", "5.", "+5", "-5", "1e3", "٣", "²", "1\u00a05"],
)
def test_other_styles_are_refused(text):
    assert read_number(text) is None


def test_a_minus_is_read_only_where_something_below_nought_can_be():
    assert read_number("-3", may_be_below_zero=True) == Decimal(-3)
    assert str(read_number("-0", may_be_below_zero=True)) == "0"
    for text in ("--3", "- 3", "3-", "-", "+3", "-03"):
        assert read_number(text, may_be_below_zero=True) is None


@pytest.mark.parametrize("text", ["12\u200b", "\u202e12", "12\u00ad", "\ufeff12", "12\n3"])
def test_a_hidden_sign_is_refused(text):
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("number", "said"), [(12.0, "12"), (0.5, "0.5"), (12.25, "12.25"), (5000, "5000"), (10, "10")]
)
def test_a_number_is_shown_as_it_is_typed(number, said):
    assert plain(number) == said
    assert read_number(said) == Decimal(str(number))


@pytest.fixture
def address(a_visit):
    visit = a_visit()
    return f"/people/{visit.person_id}/visits/{visit.encounter_id}/words"


@pytest.mark.parametrize("typed", ["1,5", "1.500", "1 500", "1,500"])
def test_a_page_refuses_it_with_an_example_and_keeps_it(signed_in, address, typed):
    signed_in.get(address)

    page = signed_in.post(address, {"weekly_km": typed})

    assert page.status == 400
    assert "such as 12 or 12.5" in page.words("#weekly_km-error")[0]
    assert page.select_one("#weekly_km").get("value") == typed


def test_what_was_typed_with_decimals_comes_back_to_the_last_of_them(signed_in, address):
    signed_in.get(address)
    signed_in.post(address, {"sport": "running", "weekly_km": "32.25"})

    page = signed_in.get(address)

    assert page.select_one("#weekly_km").get("value") == "32.25"


def test_every_number_field_of_the_site_is_of_the_one_form():
    """HZ-022-T1: any other field would read its own way. The version is typed by nobody."""
    from tests.house.files import ROOT

    others = re.compile(r"\b(Decimal|Float|Integer|IntegerRange|DecimalRange)Field\b")
    found = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "planner" / "web").rglob("*.py"))
        if path.name != "forms.py" or path.parent.name != "web"
        if others.search(path.read_text(encoding="utf-8"))
    ]

    assert found == []
