"""How every worked case turns out, one line each, and why a line was ever changed (HZ-034-C3).

    python -m tests.safety.outcomes "why the outcomes are meant to change"

writes the lines again and adds the reason, with each line that changed, to ``content_changes.yaml``
beside them. A new case needs no reason. A clinician reads the list before a release.
"""

import hashlib
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from planner.clinical.case import Case
from planner.knowledge.cases import read_case
from planner.ruleout.assess import Reasoner
from planner.ruleout.differential import Ruling
from tests.builders import VISIT
from tests.packs import PROTOCOLS, the_pack

CASES = PROTOCOLS / "buttock-pain" / "cases"
OUTCOMES = Path(__file__).parent / "figures" / "outcomes.txt"
CHANGES = OUTCOMES.with_name("content_changes.yaml")
CAUSES = 3


@dataclass(frozen=True, slots=True)
class Difference:
    """The case that turns out otherwise; ``now`` is empty for one that is gone."""

    case: str
    was: str
    now: str

    def __str__(self) -> str:
        return f"{self.case}: was {self.was}; now {self.now or 'gone'}"


def outcome_of(case: Case, reasoner: Reasoner) -> str:
    """Disposition, raised rules, and the first causes with verdict and band in per cent."""
    found = reasoner.assess(case)
    raised = " ".join(standing.rule.id for standing in found.raised) or "none raised"
    causes = ", ".join(_cause(ruling) for ruling in found.differential[:CAUSES])
    return f"{found.disposition.value} | {raised} | {causes}"


def outcomes_now(names: Iterable[str], reasoner: Reasoner) -> dict[str, str]:
    """The outcome of each of these cases that is still there."""
    paths = ((name, CASES / f"{name}.yaml") for name in names)
    return {
        name: outcome_of(read_case(path, reasoner.pack, VISIT), reasoner)
        for name, path in paths
        if path.exists()
    }


def recorded() -> dict[str, str]:
    """The outcomes as they were last declared."""
    lines = OUTCOMES.read_text("utf-8").splitlines() if OUTCOMES.exists() else []
    return {name: said for name, _, said in (line.partition(": ") for line in lines)}


def differences(was: Mapping[str, str], now: Mapping[str, str]) -> list[Difference]:
    """Every recorded case that turns out otherwise, or is gone."""
    return [Difference(n, said, now.get(n, "")) for n, said in was.items() if now.get(n) != said]


def declared() -> list[dict[str, Any]]:
    """Every change with its day and reason, oldest first; each seals the outcomes it left."""
    return yaml.safe_load(CHANGES.read_text("utf-8")) if CHANGES.exists() else []


def seal_of_outcomes() -> str:
    """The digest of the recorded outcomes."""
    return hashlib.sha256(OUTCOMES.read_bytes()).hexdigest()


def declare(because: str) -> list[Difference]:
    """Write the outcomes as they are now, with the reason. Gives what changed."""
    was = recorded()
    now = outcomes_now(sorted(path.stem for path in CASES.glob("*.yaml")), Reasoner(the_pack()))
    changed = differences(was, now)
    OUTCOMES.write_text("".join(f"{name}: {said}\n" for name, said in now.items()), "utf-8")
    entry = {
        "on": datetime.now(UTC).date(),
        "because": because,
        "changed": [str(each) for each in changed],
        "outcomes": seal_of_outcomes(),
    }
    text = yaml.safe_dump([*declared(), entry], sort_keys=False, allow_unicode=True, width=100)
    CHANGES.write_text(text, "utf-8")
    return changed


def _cause(ruling: Ruling) -> str:
    low, high = round(100 * ruling.low), round(100 * ruling.high)
    return f"{ruling.condition.id} {ruling.verdict.value} {low}-{high}"


if __name__ == "__main__":
    if len(sys.argv) != 2 or len(sys.argv[1].strip()) < 10:
        sys.exit('Say why in a sentence: python -m tests.safety.outcomes "…"')
    for difference in declare(sys.argv[1].strip()):
        print(difference)
