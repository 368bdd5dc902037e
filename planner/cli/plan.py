"""``plan``: the staged protocol, as text or JSON."""

import json
from argparse import Namespace

from planner.assembly.plan import Refusal
from planner.cli.cases import opened_case, opened_pack, planned, refused
from planner.cli.plan_as_json import plan_json
from planner.cli.plan_as_text import plan_text


def run(options: Namespace) -> int:
    """Print one plan, or stop with the reason there is none."""
    pack = opened_pack()
    case = opened_case(options.case, pack)
    _, outcome = planned(pack, case)
    if isinstance(outcome, Refusal):
        raise refused(outcome)
    if options.json:
        print(json.dumps(plan_json(outcome, pack), ensure_ascii=False, indent=2))
    else:
        print(plan_text(outcome))
    return 0
