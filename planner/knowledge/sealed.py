"""The packs as every command and every page is handed them: held to their seal, then read."""

from dataclasses import replace
from pathlib import Path

from planner.clinical.pack import Pack
from planner.knowledge.local import local_change
from planner.knowledge.manifest import refuse_broken_seal
from planner.knowledge.packs import load_pack


def load_sealed(protocols: Path, presentation: str) -> tuple[Pack, str]:
    """The pack, marked with what the clinic changed of it, and the digest of its seal.

    Raises PackError for the first thing wrong, a broken seal first.
    """
    seal, signed = refuse_broken_seal(protocols, presentation)
    pack = load_pack(protocols, presentation)
    return (replace(pack, local=local_change(signed, pack)) if signed else pack), seal
