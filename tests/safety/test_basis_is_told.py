"""HZ-032: whatever is suggested carries its source, how strong it is, and the facts it rests on."""

from collections.abc import Iterator
from pathlib import Path

from planner.assembly.assemble import assemble
from planner.assembly.plan import Plan
from planner.cli.as_json import Json, assessment_json
from planner.clinical.answers import Presence
from planner.clinical.case import Case
from planner.clinical.findings import EvidenceKind
from planner.knowledge.cases import read_case
from planner.ruleout.assess import Assessment, Reasoner
from tests.builders import VISIT
from tests.packs import PROTOCOLS, the_pack
from tests.sizes import size

CASES: list[Path] = sorted((PROTOCOLS / "buttock-pain" / "cases").glob("*.yaml"))[:: size(15, 1)]


def assessed() -> Iterator[Assessment]:
    reasoner = Reasoner(the_pack())
    for path in CASES:
        case: Case = read_case(path, the_pack(), VISIT)
        yield from reasoner.assess_each(case)


def faults_of_argument(argument: Json, found: Assessment) -> list[str]:
    """What an argument does not tell, or tells of an answer nobody gave."""
    sources, picture = the_pack().library.sources, found.picture
    faults = []
    is_group = argument["construct"] == "prior-group"
    if not is_group or argument["source"]:
        source = sources[argument["source"]]
        if argument["evidence"] == EvidenceKind.PUBLISHED.value:
            faults += ["no year"] * (source.year is None and not source.note)
            faults += ["no population"] * (not source.population)
    faults += ["no strength"] * (not argument["evidence"] or not argument["ratio"] > 0)
    faults += ["no reason"] * (is_group and not argument["quality"])
    said = Presence(argument["answer"])
    if not is_group:
        faults += [f"{argument['finding']} is not {said}"] * (
            picture.presence(argument["finding"]) is not said
        )
    return faults + [
        f"{name} was never answered"
        for name in argument["findings"]
        if picture.presence(name) is Presence.NOT_ASSESSED
    ]


def test_each_argument_and_rule_of_every_case_tells_its_basis():
    """HZ-032-T1: source, year, strength and the facts used, for everything the board says."""
    seen, faults = 0, []
    for found in assessed():
        told = assessment_json(found)
        for cause in told["differential"]:
            for argument in (*cause["for"], *cause["against"]):
                seen += 1
                faults += [(cause["condition"], f) for f in faults_of_argument(argument, found)]
        for standing in found.raised:
            seen += 1
            rule = standing.rule
            faults += [(rule.id, "no source")] * (not rule.sources)
            faults += [(rule.id, "no facts")] * (not standing.because and not standing.says)
        faults += [(n.finding.id, "no reason") for n in found.next_findings if not n.why]
    assert faults == []
    assert seen > 20 * len(CASES)


def test_each_dose_and_caution_of_every_plan_tells_its_basis():
    """HZ-032-T1: grade and citation of each dose, the fact behind each thing left out."""
    seen, faults = 0, []
    for found in assessed():
        plan = assemble(the_pack(), found)
        if not isinstance(plan, Plan) or plan.current is None:
            continue
        for item in plan.current.items:
            seen += 1
            cited = item.dose.evidence
            faults += [(item.intervention.id, "no grade")] * (not cited.grade)
            faults += [(item.intervention.id, "no source")] * (
                not cited.sources and not cited.reason
            )
        faults += [(entry.id, "no reason") for entry in plan.left_out if not entry.because]
    assert faults == []
    assert seen > len(CASES)
