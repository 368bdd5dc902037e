"""``assess``: rules, differential and what to do next, as text or JSON."""

import json
from argparse import Namespace

from planner.cli.as_json import assessment_json
from planner.cli.as_text import assessment_text
from planner.cli.cases import opened_case, opened_pack
from planner.clinical.answers import Side
from planner.ruleout.assess import Reasoner


def run(options: Namespace) -> int:
    """Print one assessment; with pain on both sides and own answers, each side apart."""
    pack = opened_pack()
    case = opened_case(options.case, pack)
    reasoner = Reasoner(pack)
    assessment = reasoner.assess(case)
    apart = {}
    if case.side is Side.BOTH and (case.answers_left or case.answers_right):
        apart = dict(reasoner.assess_sides(case))
    if options.json:
        output = assessment_json(assessment)
        if apart:
            output["sides"] = {side.value: assessment_json(one) for side, one in apart.items()}
        print(json.dumps(output, ensure_ascii=False, indent=2))
    else:
        for one in apart.values() or [assessment]:
            print(assessment_text(one))
    return 0
