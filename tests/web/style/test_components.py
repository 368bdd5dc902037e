import re

import pytest

from planner.web.assets import STATIC, STYLESHEETS
from tests.web.style.guide import PAGES

COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(")


@pytest.mark.parametrize("name", PAGES)
def test_every_component_is_valid_labelled_and_without_inline_code(browser, name):
    page = browser.get(f"/style/{name}")

    assert page.status == 200
    assert page.heading


def test_nothing_is_chosen_before_somebody_chose_it(browser):
    page = browser.get("/style/examination")

    assert page.select("input[type=radio]")
    assert page.select("input[checked], option[selected]") == []


def test_colours_are_named_in_one_place():
    named = {
        path.relative_to(STATIC).as_posix(): COLOUR.findall(path.read_text(encoding="utf-8"))
        for path in STATIC.rglob("*.css")
        if path.name != "tokens.css"
    }

    assert {path: found for path, found in named.items() if found} == {}


def test_every_style_sheet_is_part_of_the_one_that_is_loaded(browser):
    there = {p.relative_to(STATIC / "css").as_posix() for p in (STATIC / "css").rglob("*.css")}

    assert there == set(STYLESHEETS)
    [link] = browser.get("/account/sign-in").select("link[rel=stylesheet]")
    style = browser.client.get(str(link.get("href")))
    assert style.mimetype == "text/css"
    assert "immutable" in style.headers["Cache-Control"]
    for path in (STATIC / "css").rglob("*.css"):
        assert path.read_text(encoding="utf-8") in style.text


def test_no_static_file_names_another_machine():
    for path in STATIC.rglob("*.*"):
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"(?:https?:)?//[a-z]", text), path
