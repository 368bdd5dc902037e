"""The fictional person, clinic and codes of the examples."""

from typing import Any

from planner.documents.values import Identity

CLINIC_TELEPHONE = "01632 960123"


def an_identity(**changes: Any) -> Identity:
    values: dict[str, Any] = {
        "person": "Example Runner",
        "born": "1 March 1992",
        "side": "right side",
        "kind": "Plan",
        "document_id": "7K2M",
        "code": "7K2M",
        "version": "1",
        "date": "22 Nov 2026",
        "therapist": "A. Example",
        "clinic": "Example Clinic",
        "telephone": CLINIC_TELEPHONE,
    }
    return Identity(**(values | changes))
