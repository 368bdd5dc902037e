"""What changed in the protocols, on one page."""

from dataclasses import replace
from datetime import date

from planner.knowledge.content_changes import Change

ON = date(2026, 11, 27)


def test_rules_stand_with_their_reason_and_the_rest_by_kind(signed_in, app):
    """HZ-038-C2"""
    changes = (
        Change(ON, "rules", "cauda-equina", "changed", "Leg weakness on both sides is asked"),
        Change(ON, "findings", "bent-knee-stretch", "changed"),
        Change(ON, "findings", "no-longer-there", "gone"),
    )
    services = app.extensions["planner"]
    known = replace(services.knowledge, changes=(changes, ("a line of nobody",)))
    app.extensions["planner"] = replace(services, knowledge=known)

    page = signed_in.get("/library/changes")

    assert page.words("h2") == ["Friday 27 November 2026", "Lines that cannot be read"]
    assert "Leg weakness on both sides is asked" in page.text
    [rule] = page.words(".lines li")
    [stretch, gone, odd] = page.words(".points li")
    assert rule.endswith(f"{known.pack.presentation.rules['cauda-equina'].name} (changed)")
    assert (stretch, gone, odd) == (
        f"{known.pack.library.findings['bent-knee-stretch'].name} (changed)",
        "No longer there (gone)",
        "a line of nobody",
    )
    assert "2 groups of findings with their evidence: 1 changed, 1 gone" in page.text


def test_what_the_delivered_rules_were_changed_for_is_on_the_page(signed_in, knowledge):
    page = signed_in.get("/library/changes")

    found, odd = knowledge.changes
    assert odd == ()
    assert {one.why.lower() for one in found if one.why} <= {
        told.lower() for told in page.words("b")
    }
