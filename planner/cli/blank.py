"""``blank``: an empty case file, every id that can be answered with its question beside it."""

import json
from argparse import Namespace

from planner.cli.cases import opened_pack
from planner.cli.outcome import WRONG_INPUT, CommandError
from planner.clinical.findings import FindingStage
from planner.clinical.pack import Pack
from planner.knowledge.words import closest

NOT_ASSESSED = "not-assessed"


def run(options: Namespace) -> int:
    """Print the empty case file of one presentation."""
    pack = opened_pack()
    known = pack.presentation.head.id
    if options.presentation != known:
        hint = closest(options.presentation, [known]) or f"; expected {known}"
        raise CommandError(
            WRONG_INPUT, f"presentation: {options.presentation!r} is not known{hint}"
        )
    print(_as_json(pack) if options.json else _as_yaml(pack), end="")
    return 0


def _as_json(pack: Pack) -> str:
    blank: dict[str, object] = {
        "presentation": pack.presentation.head.id,
        "date": None,
        "patient": {"age": None, "sex": None},
        "side": None,
        "answers": {name: NOT_ASSESSED for name, _ in _questions(pack)},
        "factors": dict.fromkeys(pack.library.factors, NOT_ASSESSED),
        "equipment": dict.fromkeys(pack.library.equipment, NOT_ASSESSED),
        "working-diagnosis": None,
        "contributors": [],
        "irritability": None,
        "duration-weeks": None,
    }
    return json.dumps(blank, ensure_ascii=False, indent=2) + "\n"


def _as_yaml(pack: Pack) -> str:
    head = pack.presentation.head
    conditions = ", ".join(pack.presentation.conditions)
    lines = [
        f"presentation: {head.id}",
        "date:                       # the day of the visit, such as 2026-11-22",
        "person: {name: , born: }    # optional, printed on the papers",
        "patient: {age: , sex: }     # years; female or male",
        "side:                       # left, right or both",
        "irritability:               # low, moderate or high",
        "duration-weeks:",
        "# stage: left out, the entry stage is worked out",
        "working-diagnosis:          # a condition, or not-sure-yet",
        f"# conditions: {conditions}",
        "contributors: []",
        f"sport: {{name: , weekly-km: , longest-tolerated-km: , goal: }}  "
        f"# {', '.join(head.sports)}",
        "# after-surgery: {what: , date: , side: , set-by: , set-on: , limits: "
        "[{limit: , amount: , until: , lifted: }]}",
        f"# limits: {', '.join(pack.library.surgeons_limits)}",
        "equipment: []",
        *(f"#  - {thing.id}: {thing.name}" for thing in pack.library.equipment.values()),
        "answers:                    # present, absent or not-assessed",
        *(f"  {name}: {NOT_ASSESSED}  # {_one_line(ask)}" for name, ask in _questions(pack)),
        "# answered-on: {ID: 2026-11-01}  # days of answers from before this visit",
        "factors:                    # present, absent or not-assessed",
        *(
            f"  {factor.id}: {NOT_ASSESSED}  # {_one_line(factor.ask)}"
            for factor in pack.library.factors.values()
        ),
    ]
    return "\n".join(lines) + "\n"


def _questions(pack: Pack) -> list[tuple[str, str]]:
    return [
        (finding.id, finding.wording)
        for finding in pack.library.findings.values()
        if finding.answerable and finding.stage is not FindingStage.OUTCOME
    ]


def _one_line(text: str) -> str:
    return " ".join(text.split())
