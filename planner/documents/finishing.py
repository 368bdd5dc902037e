"""What is written into the tags after the layout: the scope of each table header.

WeasyPrint names the headers of each cell but gives a header no Scope of its own; some screen
readers look for it first.
"""

from typing import Any


def write_scope_on_headers(_document: object, pdf: Any) -> None:
    """Give every TH a Scope: Column in the head of a table, Row in its body.

    ``pdf`` is the document as the PDF writer holds it: a flat list of numbered objects that
    point to one another by number.
    """
    by_reference = {item.reference: item for item in pdf.objects if _is_element(item)}
    for element in by_reference.values():
        if element["S"] == "/TH":
            attributes = element.setdefault("A", type(element)({"O": "/Table"}))
            attributes["Scope"] = "/Column" if _is_in_head(element, by_reference) else "/Row"


def _is_in_head(element: Any, by_reference: dict[Any, Any]) -> bool:
    parent = by_reference.get(element["P"])
    while parent is not None and parent["S"] != "/Table":
        if parent["S"] == "/THead":
            return True
        parent = by_reference.get(parent["P"])
    return False


def _is_element(item: Any) -> bool:
    return isinstance(item, dict) and item.get("Type") == "/StructElem"
