"""What must hold of every page: its HTML, its headings, its labels, its addresses, its headers."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import cssselect2
from tinyhtml5.parser import HTMLParser

XHTML = "{http://www.w3.org/1999/xhtml}"
FIELDS = {"input", "select", "textarea"}
OF_A_PERSON = re.compile(r"/people/[0-9a-f-]{36}(/|$)")
POINTS_AT = ("for", "aria-labelledby", "aria-describedby")


def parse(text: str) -> Element:
    """The page as a tree. Raises AssertionError for anything a validator would refuse."""
    parser = HTMLParser(namespace_html_elements=False)
    tree = parser.parse(text)
    mistakes = [(place, code) for place, code, _ in parser.errors]
    assert mistakes == [], f"invalid HTML: {mistakes[:5]}"
    return tree


def check_page(tree: Element, address: str = "") -> None:
    """Every rule, each with what breaks it. ``address`` is where forms without an action go."""
    faults = [
        *_one_heading(tree),
        *_headings_in_order(tree),
        *_unique_ids(tree),
        *_labels(tree),
        *_groups(tree),
        *_pictures(tree),
        *_nothing_inline(tree),
        *_own_addresses(tree),
        *_tokens(tree),
        *_whose_forms(tree, address),
        *_targets(tree),
    ]
    assert faults == [], "; ".join(faults[:8])


def words_of(element: Element) -> str:
    """All text below an element, spaces made single."""
    return " ".join("".join(element.itertext()).split())


def select(tree: Element, selector: str) -> list[Element]:
    """Elements that match a CSS selector."""
    root = cssselect2.ElementWrapper.from_html_root(tree)
    return [found.etree_element for found in root.query_all(selector)]


def _name(element: Element) -> str:
    return f"{element.tag}#{element.get('id', '')}.{element.get('class', '')}"


def _one_heading(tree: Element) -> Iterator[str]:
    headings = list(tree.iter("h1"))
    if len(headings) != 1 or not words_of(headings[0]):
        yield f"{len(headings)} h1"
    titles = list(tree.iter("title"))
    if not titles or not words_of(titles[0]).endswith("· Treatment planner"):
        yield "no title"
    if tree.get("lang") != "en-GB":
        yield "no language"
    if len(list(tree.iter("main"))) != 1:
        yield "not one main"


def _headings_in_order(tree: Element) -> Iterator[str]:
    before = 0
    for element in tree.iter():
        if element.tag in {"h1", "h2", "h3", "h4"}:
            level = int(str(element.tag)[1])
            if level > before + 1 and before:
                yield f"h{level} after h{before}: {words_of(element)}"
            before = level
            if not words_of(element):
                yield f"an empty {element.tag}"


def _unique_ids(tree: Element) -> Iterator[str]:
    counted = Counter(e.get("id") for e in tree.iter() if e.get("id") is not None)
    yield from (f"id {name!r} {count} times" for name, count in counted.items() if count > 1)
    yield from (
        f"id {name!r} has a space or is empty" for name in counted if not (name or "").strip()
    )


def _labels(tree: Element) -> Iterator[str]:
    labelled = {e.get("for") for e in tree.iter("label") if words_of(e)}
    wrapped = {
        id(f) for e in tree.iter("label") if words_of(e) for f in e.iter() if f.tag in FIELDS
    }
    for element in tree.iter():
        if element.tag in FIELDS and element.get("type") not in {"hidden", "submit"}:
            has_label = element.get("aria-label") or element.get("id") in labelled
            if not has_label and id(element) not in wrapped:
                yield f"no label: {_name(element)} {element.get('name')}"
        if element.tag in {"button", "a", "summary"} and not (
            words_of(element) or element.get("aria-label")
        ):
            yield f"no words: {_name(element)}"


def _groups(tree: Element) -> Iterator[str]:
    for group in tree.iter("fieldset"):
        first = next(iter(group), None)
        if first is None or first.tag != "legend" or not words_of(first):
            yield f"no legend: {_name(group)}"


def _pictures(tree: Element) -> Iterator[str]:
    yield from (f"no alt: {_name(e)}" for e in tree.iter("img") if e.get("alt") is None)
    for element in tree.iter():
        is_picture = str(element.tag).endswith("svg") and element.get("role") == "img"
        if is_picture and not element.get("aria-label"):
            yield f"picture without words: {_name(element)}"


def _nothing_inline(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        if element.tag == "style" or (element.tag == "script" and words_of(element)):
            yield f"inline {element.tag}"
        for name in element.attrib:
            if name == "style" or str(name).startswith("on"):
                yield f"{name}= on {_name(element)}"


def _own_addresses(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        for name in ("href", "src", "action", "srcset", "data"):
            address = element.get(name)
            if address and (
                urlsplit(address).netloc or urlsplit(address).scheme not in {"", "tel"}
            ):
                yield f"an address elsewhere: {address}"


def _tokens(tree: Element) -> Iterator[str]:
    for form in tree.iter("form"):
        fields = {e.get("name") for e in form.iter("input")}
        if (form.get("method") or "get").lower() == "post" and "csrf_token" not in fields:
            yield f"a form without a token: {form.get('action')}"


def _whose_forms(tree: Element, address: str) -> Iterator[str]:
    """A form that writes about somebody says whose page it stood on (HZ-002)."""
    for form in tree.iter("form"):
        action = form.get("action") or address
        is_theirs = bool(OF_A_PERSON.match(action))
        fields = {e.get("name") for e in form.iter("input")}
        if (form.get("method") or "get").lower() == "post" and is_theirs and "whose" not in fields:
            yield f"a form that does not say whose it is: {action}"


def _targets(tree: Element) -> Iterator[str]:
    ids = {e.get("id") for e in tree.iter() if e.get("id")}
    for element in tree.iter():
        for name in POINTS_AT:
            for wanted in (element.get(name) or "").split():
                if wanted not in ids:
                    yield f"{name}={wanted} leads nowhere"
        address = element.get("href") or ""
        if element.tag == "a" and address.startswith("#") and address[1:] not in ids:
            yield f"{address} leads nowhere"
