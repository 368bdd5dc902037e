"""``check``: every pack, schema to worked cases; each fault with file, line and entry.

With ``--seal`` the files are sealed as they are, once nothing is wrong with them. A red-flag rule
that differs from the last seal is named, and sealed only with ``--rules-changed``; what else
differs is told and kept by the day. A clinic that changes a protocol for itself adds ``--by``,
``--because`` and ``--until``: the seal that came with the folder stays, and what was changed is
marked wherever it is used (HZ-064).
"""

import sys
from argparse import Namespace
from pathlib import Path

from planner import config
from planner.cli.clock import today
from planner.cli.outcome import WRONG_INPUT, CommandError
from planner.knowledge.checking import check_pack
from planner.knowledge.content_changes import content_since_seal, keep_content_changes
from planner.knowledge.ledger import LEDGER, keep_ledger
from planner.knowledge.local import LOCAL
from planner.knowledge.manifest import refuse_broken_seal, seal, seal_local
from planner.knowledge.packs import load_pack
from planner.knowledge.reading import PackError
from planner.knowledge.rule_changes import keep_rule_changes, rules_since_seal


def run(options: Namespace) -> int:
    """Print what was checked, or every fault on standard error."""
    checked = check_pack(config.PROTOCOLS, config.PRESENTATION, today())
    for problem in checked.problems:
        print(problem, file=sys.stderr)
    if checked.problems:
        print(f"{len(checked.problems)} faults found", file=sys.stderr)
        return 2
    print(", ".join(f"{count} {name}" for name, count in checked.counts.items()) + ": all in order")
    try:
        _seal(options)
    except (PackError, ValueError) as error:
        raise CommandError(WRONG_INPUT, str(error)) from error
    return 0


def _seal(options: Namespace) -> None:
    folder, name = config.PROTOCOLS, config.PRESENTATION
    own = (options.by, options.because, options.until)
    if not options.seal:
        if any(own) or options.rules_changed:
            raise ValueError("--by, --because, --until and --rules-changed go with --seal")
        refuse_broken_seal(folder, name)
        return
    if all(own):
        file = seal_local(folder, name, *own)
        print(f"signed by {options.by} in {file}, until {options.until}")
    elif any(own):
        raise ValueError("a clinic's own change needs --by, --because and --until together")
    elif (folder / LOCAL).exists():
        raise ValueError(
            f"{folder / LOCAL} holds a clinic's own change: sign with --by, or remove it"
        )
    else:
        _say_which_rules(folder, name, options.rules_changed)
        _say_what_else(folder, name)
        print(f"sealed in {seal(folder, name)}")
    if new := keep_ledger(folder, name, load_pack(folder, name)):
        print(f"{new} new ids kept in {folder / name / LEDGER}")


def _say_which_rules(folder: Path, name: str, because: str | None) -> None:
    """Refuse a rule that changed without a reason; keep the reason."""
    changed = rules_since_seal(folder, name)
    if not changed:
        return
    said = ", ".join(f"{rule} ({how})" for rule, how in changed.items())
    if not because:
        raise ValueError(
            f"red-flag rules differ from the last seal: {said}. A clinic signs its own change with "
            "--by, --because and --until; a new edition says why with --rules-changed"
        )
    file = keep_rule_changes(folder, name, changed, because, today())
    print(f"red-flag rules: {said}; kept in {file}")


def _say_what_else(folder: Path, name: str) -> None:
    """Tell and keep which other entries differ; no reason is asked for them."""
    changed = content_since_seal(folder, name)
    if not changed:
        return
    for kind, entries in changed.items():
        print(f"{kind}: {', '.join(f'{entry} {how}' for entry, how in entries.items())}")
    print(f"kept in {keep_content_changes(folder, name, changed, today())}")
