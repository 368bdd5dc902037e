"""``make bench``: every figure of the design that exists so far, in one run."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime

from planner.assembly.assemble import assemble
from planner.assembly.plan import Plan
from planner.clinical.pack import Pack
from planner.documents import render
from planner.documents.drawn import finished_drawings
from planner.documents.extents import week_sheet
from planner.documents.filling import patient_plan
from planner.documents.values import Edition
from planner.knowledge.cases import read_case
from planner.knowledge.packs import load_pack
from planner.ruleout.assess import Assessment, Reasoner
from planner.workflow.draft import REMOVED, EditEntry
from planner.workflow.edited_plan import edited
from tests.bench.batch import batch
from tests.bench.network import peer
from tests.bench.pages import pages
from tests.bench.paper import PRINTS, SETTLED, bare_ms, memory_of_prints, without_drawings
from tests.bench.timing import Line, command_ms, median_ms
from tests.packs import PROTOCOLS

CASE = PROTOCOLS / "buttock-pain" / "cases" / "readme-runner-with-tendinopathy.yaml"


def main() -> None:
    """Measure and print one table in Markdown."""
    lines = [*reasoning(), *starting(), *pages(), *batch(), *paper()]
    print(f"{os.cpu_count()} cores, {_memory_gib():.0f} GiB memory\n")
    print("| What | Median ms | Held against | Aim |\n|---|---|---|---|")
    for line in lines:
        print(line)


def reasoning() -> list[Line]:
    """Weighing with ranking, a plan, and how both grow with ten times the content."""
    pack = load_pack(PROTOCOLS, "buttock-pain")
    case = read_case(CASE, pack, date(2026, 11, 22))
    reasoner = Reasoner(pack)
    weighed = median_ms(lambda: reasoner.assess(case), times=25)
    lines = [
        Line("weigh all causes and rank the next questions", weighed, aim="under 10 ms"),
    ]
    network = peer(reasoner, case.answers)
    if network is None:
        lines.append(Line("the same as Bayesian networks", 0, "pyAgrum is not installed"))
    else:
        inferred = median_ms(network, times=9)
        ratio = f"{inferred / weighed:.1f} times the line above (pyAgrum, weighing only)"
        lines.append(Line("the same as Bayesian networks", inferred, ratio, "10 times"))
    assessment = reasoner.assess(case)
    planned = median_ms(lambda: assemble(pack, assessment), times=25)
    lines.append(Line("a plan from the assessment", planned, aim="under 10 ms"))
    lines += changed(pack, assessment, planned)
    large = ten_times(pack)
    large_reasoner = Reasoner(large)
    grown = median_ms(lambda: large_reasoner.assess(case), times=5)
    lines.append(
        Line(
            "weighing with ten times the causes", grown, f"{grown / weighed:.1f} times", "10 times"
        )
    )
    wide = Reasoner(with_ten_times_the_findings(pack))
    widened = median_ms(lambda: wide.assess(case), times=5)
    lines.append(
        Line(
            "weighing with ten times the findings",
            widened,
            f"{widened / weighed:.1f} times",
            "10 times",
        )
    )
    return lines


def changed(pack: Pack, assessment: Assessment, planned: float) -> list[Line]:
    """Every check again after one edit; and a plan from ten times the treatments."""
    plan = assemble(pack, assessment)
    if not isinstance(plan, Plan) or plan.current is None:
        raise SystemExit("the README's case gives no plan, so nothing can be edited")
    edit = EditEntry(
        id="1",
        kind=REMOVED,
        item=plan.current.items[-1].intervention.id,
        text="",
        reason="measured",
        dose=None,
        keeps=(),
        by="A. Example",
        at=datetime(2026, 11, 22, tzinfo=UTC),
        is_undone=False,
    )

    def checked_again() -> None:
        fresh = assemble(pack, assessment)
        if isinstance(fresh, Plan):
            edited(fresh, [edit], pack)

    again = median_ms(checked_again, times=25)
    many = with_ten_times_the_treatments(pack)
    grown = median_ms(lambda: assemble(many, assessment), times=9)
    return [
        Line(
            "every check again after an edit",
            again,
            f"{again / planned:.1f} times the plan alone",
            "under 10 ms",
        ),
        Line(
            "a plan from ten times the treatments",
            grown,
            f"{grown / planned:.1f} times",
            "10 times",
        ),
    ]


def with_ten_times_the_treatments(pack: Pack) -> Pack:
    """The pack with every treatment ten times over, each copy under a name of its own."""
    treatments = dict(pack.library.interventions)
    for copy in range(1, 10):
        for name, thing in pack.library.interventions.items():
            treatments[f"{name}-{copy}"] = replace(thing, id=f"{name}-{copy}")
    return replace(pack, library=replace(pack.library, interventions=treatments))


def starting() -> list[Line]:
    """Reading every pack, and a whole process from start to answer."""
    empty = command_ms("-c", "pass")
    read = median_ms(lambda: load_pack(PROTOCOLS, "buttock-pain"), times=5)
    answered = command_ms("-m", "planner", "assess", str(CASE), "--json")
    return [
        Line("read every pack file", read),
        Line(
            "start, read all packs, answer one case",
            answered,
            f"empty Python process {empty:.0f} ms",
            "under 1,500 ms",
        ),
    ]


def paper() -> list[Line | str]:
    """The patient's plan: against bare WeasyPrint on the same HTML, and without its drawings."""
    pack = load_pack(PROTOCOLS, "buttock-pain")
    case = read_case(CASE, pack, date(2026, 11, 22))
    plan = assemble(pack, Reasoner(pack).assess(case))
    if not isinstance(plan, Plan):
        raise SystemExit("the README's case gives no plan, so nothing can be measured on paper")
    document = patient_plan(pack, plan, finished_drawings(PROTOCOLS)(case.side))
    printed = render.print_document(document)
    warm = median_ms(lambda: render.render_pdf(document), times=7)
    bare = bare_ms(document, Edition.STANDARD)
    plain = without_drawings(document)
    undrawn = median_ms(lambda: render.render_pdf(plain), times=7)
    render.close()
    settled, most = memory_of_prints(week_sheet(document))
    return [
        Line(
            f"the patient's plan, {printed.pages} pages",
            warm,
            f"{warm / bare:.2f} times bare WeasyPrint on the same HTML ({bare:.0f} ms)",
            "1.15 times",
        ),
        Line(
            "the same without drawings",
            undrawn,
            f"with drawings {warm / undrawn:.2f} times",
            "2 times",
        ),
        f"| memory of the print worker over {PRINTS} papers | | {settled} MB after {SETTLED}, "
        f"at most {most} MB from then on | 1.1 times |",
    ]


def ten_times(pack: Pack) -> Pack:
    """The pack with every condition, and every row of evidence, ten times over."""
    conditions = dict(pack.presentation.conditions)
    findings = dict(pack.library.findings)
    for copy in range(1, 10):
        for name, condition in pack.presentation.conditions.items():
            twin = f"{name}-{copy}"
            conditions[twin] = replace(condition, id=twin, node=None, guarded_by=())
        for name, finding in findings.items():
            rows = pack.library.findings[name].accuracy
            more = tuple(replace(row, condition=f"{row.condition}-{copy}") for row in rows)
            findings[name] = replace(finding, accuracy=finding.accuracy + more)
    return replace(
        pack,
        library=replace(pack.library, findings=findings),
        presentation=replace(pack.presentation, conditions=conditions),
    )


def with_ten_times_the_findings(pack: Pack) -> Pack:
    """The pack with every finding and its evidence ten times over, each copy its own construct."""
    findings = dict(pack.library.findings)
    constructs = dict(pack.library.constructs)
    for copy in range(1, 10):
        for name, construct in pack.library.constructs.items():
            order = tuple(f"{each}-{copy}" for each in construct.order)
            joint = tuple(f"{each}-{copy}" for each in construct.joint)
            constructs[f"{name}-{copy}"] = replace(
                construct, id=f"{name}-{copy}", order=order, joint=joint
            )
        for name, finding in pack.library.findings.items():
            findings[f"{name}-{copy}"] = replace(
                finding, id=f"{name}-{copy}", construct=f"{finding.construct}-{copy}"
            )
    library = replace(pack.library, findings=findings, constructs=constructs)
    return replace(pack, library=library)


def _memory_gib() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


if __name__ == "__main__":
    main()
