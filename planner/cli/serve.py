"""``serve``: make or open the record, print the address and the one-time link, then serve."""

import argparse

from planner.cli.server import address_of, build_site, must_be_free, serve_pages
from planner.cli.starting import at_record, must_have_packs, one_sentence
from planner.config import read_settings
from planner.workflow.clock import SystemClock
from planner.workflow.one_time_links import first_link


def run(_options: argparse.Namespace) -> int:
    """Prepare the record, say where to go, and serve."""
    with one_sentence():
        settings = read_settings()
        must_be_free(settings.port)
        must_have_packs(settings)
        link = at_record(settings, lambda db: first_link(db, clock=SystemClock()))
        site = build_site(settings)
    lines = [f"The record is in {settings.data}", f"Open {address_of(settings)}"]
    if link is not None:
        lines.append(f"Create the first account, once: {address_of(settings)}/account/first/{link}")
    lines.append("Ctrl-C stops it.")
    return serve_pages(site, settings, lines=lines)
