"""Markup in a pack is text on the screen (HZ-065)."""

import dataclasses

from planner.web.services import NAME

MARKUP = "<script>alert(1)</script>{{ 7 * 7 }}{% raw %}&lt;b&gt;"


def with_markup(knowledge):
    """The packs with markup in every text of one treatment."""
    library = knowledge.pack.library
    thing = library.interventions["sx-iso-bridge-dl"]
    texts = {
        field.name: MARKUP
        for field in dataclasses.fields(thing)
        if field.name != "id" and type(getattr(thing, field.name)) is str
    }
    things = {**library.interventions, thing.id: dataclasses.replace(thing, **texts)}
    changed = dataclasses.replace(library, interventions=things)
    return dataclasses.replace(knowledge, pack=dataclasses.replace(knowledge.pack, library=changed))


def test_markup_of_a_pack_is_text_on_the_screen(app, signed_in):
    """HZ-065-T3"""
    services = app.extensions[NAME]
    app.extensions[NAME] = dataclasses.replace(services, knowledge=with_markup(services.knowledge))
    for address in ("/library/treatments", "/library/treatments/sx-iso-bridge-dl"):
        page = signed_in.client.get(address).get_data(as_text=True)
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 * 7 }}" in page
