"""``let-in``: a way back for somebody who lost the password or the telephone and has no lead left.

A printed code comes first; then another lead, on the page "People of the clinic". This command is
for the lead who is alone: it asks for nothing but this computer, and it stands in the trail.
"""

import argparse

from planner.cli.server import address_of
from planner.cli.starting import at_record, one_sentence
from planner.config import read_settings
from planner.workflow.clock import SystemClock
from planner.workflow.one_time_links import release_link


def run(options: argparse.Namespace) -> int:
    """Print a link that works once, for an hour; nothing changes until it is used."""
    settings = read_settings()
    with one_sentence():
        token = at_record(
            settings, lambda db: release_link(db, options.sign_in_name, clock=SystemClock())
        )
    print("A printed recovery code signs in as the telephone does: try one first.")
    print(f"Otherwise open, once, within one hour: {address_of(settings)}/account/first/{token}")
    print("It asks for a new password and sets the telephone up again; until then nothing changes.")
    print("The audit trail says that it was made on this computer. Whoever opens it becomes them.")
    return 0
