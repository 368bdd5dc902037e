"""The numbers and verdicts of the pack as flat tables, one line each, for people to compare.

``python -m tests.safety.tables`` writes them again after a change that a clinician has read.
"""

from collections.abc import Iterator
from pathlib import Path

from planner.clinical.answers import Irritability
from planner.clinical.findings import EvidenceKind
from planner.clinical.pack import Pack
from planner.clinical.quantities import Amount, DoseRow
from tests.packs import the_pack

FOLDER = Path(__file__).parent / "figures"

LETTERS = {"contraindicated": "C", "hold": "H", "precaution": "p", "safe": "."}


def matrix(pack: Pack) -> Iterator[str]:
    """One line a factor, one letter a modality, in the order of modalities.yaml."""
    yield "# " + " ".join(pack.library.modalities)
    for name, factor in sorted(pack.library.factors.items()):
        row = "".join(LETTERS[factor.cells[m].status.value] for m in pack.library.modalities)
        yield f"{name}: {row}"


def ratios(pack: Pack) -> Iterator[str]:
    """Every row of evidence with what is weighed of it."""
    for finding in sorted(pack.library.findings.values(), key=lambda f: f.id):
        for row in finding.accuracy:
            if row.evidence is EvidenceKind.PUBLISHED:
                discount = row.design_discount
                worth = (
                    f"LR+ {row.lr_positive} LR- {row.lr_negative} "
                    f"discounted {discount.lr_positive if discount else None} "
                    f"{discount.lr_negative if discount else None} "
                    f"{'preferred' if row.preferred else 'shown'}"
                    f"{'' if row.usable else ' unusable'}"
                )
            elif row.evidence is EvidenceKind.EXPERT:
                assert row.weight_if_present is not None
                assert row.weight_if_absent is not None
                worth = f"{row.weight_if_present.value} / {row.weight_if_absent.value}"
            else:
                worth = f"rule: {row.effect}"
            mark = "verified" if row.verified else "unverified"
            yield f"{finding.id} -> {row.condition}: {worth} [{row.source}, {mark}]"


def priors(pack: Pack) -> Iterator[str]:
    """Priors and thresholds of every condition."""
    for condition in sorted(pack.presentation.conditions.values(), key=lambda c: c.id):
        pretest, settling = condition.pretest, condition.settling
        strata = ", ".join(f"{s.when}: {s.estimate}" for s in pretest.strata)
        yield (
            f"{condition.id}: {pretest.estimate} in {pretest.plausible_range}; "
            f"ruled out below {settling.ruled_out_below}, unlikely below "
            f"{settling.unlikely_below}, likely from {settling.likely_from}; "
            f"key {' '.join(settling.key_findings)}; {strata}"
        )


def doses(pack: Pack) -> Iterator[str]:
    """Every dose row in one line."""
    order = list(Irritability)
    for item in sorted(pack.library.interventions.values(), key=lambda i: i.id):
        for row in sorted(item.doses, key=lambda r: order.index(r.irritability)):
            where = " ".join(f"{a.picture}:{','.join(map(str, a.stages))}" for a in row.applies)
            yield f"{item.id} {row.irritability.value} [{where}] {_dose(row)}"


def rules(pack: Pack) -> Iterator[str]:
    """Every trigger of every rule, as it is computed with."""
    for rule in sorted(pack.presentation.rules.values(), key=lambda r: r.id):
        yield f"{rule.id}: {rule.urgency.value}"
        for trigger in rule.triggers:
            urgency = trigger.urgency.value if trigger.urgency else "-"
            yield f"  {urgency} when {trigger.when} confirm {trigger.confirm}"


TABLES = {"matrix": matrix, "ratios": ratios, "priors": priors, "doses": doses, "rules": rules}


def text_of(name: str, pack: Pack) -> str:
    """One table as the text of its file."""
    return "\n".join(TABLES[name](pack)) + "\n"


def _dose(row: DoseRow) -> str:
    if not row.use:
        return "NO"
    parts = {
        "sets": row.sets,
        "reps": row.reps,
        "hold": row.hold,
        "duration": row.duration,
        "rest": row.rest,
    }
    amounts = [f"{name} {_amount(amount)}" for name, amount in parts.items() if amount]
    load = row.load.text if row.load else "-"
    often = row.frequency.text if row.frequency else "-"
    mark = "verified" if row.evidence.verified else "unverified"
    return f"{' '.join(amounts)}; load {load}; tempo {row.tempo}; {often} [{mark}]"


def _amount(amount: Amount) -> str:
    high = f"-{amount.to:g}" if amount.to is not None else ""
    return f"{amount.amount:g}{high}{' ' + amount.unit if amount.unit else ''}"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for table in TABLES:
        (FOLDER / f"{table}.txt").write_text(text_of(table, the_pack()), encoding="utf-8")
