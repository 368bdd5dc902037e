"""The clinician's record: everything, with reasons, overrides and what nobody checked."""

import dataclasses
from datetime import date

from planner.assembly.assemble import assemble
from planner.assembly.plan import Plan, Refusal
from planner.clinical.answers import Presence
from planner.clinical.case import Case, Person, SignedReason
from planner.documents.filling import clinician_record
from planner.documents.filling.identity import code_of
from planner.documents.pages import page_of
from planner.documents.values import ClinicianRecord, Edition
from planner.knowledge.cases import read_case
from tests.documents.filling.worked_plans import (
    TENDON,
    a_runner,
    a_teenager_with_a_pop,
    assessed,
    planned,
    saddle_numbness,
)
from tests.packs import PROTOCOLS, the_pack


def record_of(case: Case) -> ClinicianRecord:
    plan = planned(case)
    return clinician_record(the_pack(), plan.assessment, plan)


def summary_of(record: ClinicianRecord) -> dict[str, str]:
    return {line.label: line.text for line in (*record.summary, *record.absent)}


def test_a_refused_plan_says_why_at_the_top():
    assessment = assessed(saddle_numbness())
    outcome = assemble(the_pack(), assessment)

    record = clinician_record(the_pack(), assessment, outcome)

    assert isinstance(outcome, Refusal)
    assert any(mark == f"No plan: {outcome.because}" for mark in record.marks)
    assert record.stages == ()


def test_an_incomplete_screen_is_marked_and_its_override_carries_reason_and_signature():
    answers = {**a_runner().answers}
    del answers["night-pain"]
    reason = SignedReason(reason="Patient had to leave.", signed_by="A. Example")

    record = record_of(a_runner(answers=answers, screen_override=reason))

    assert any("Safety screen not complete" in mark for mark in record.marks)
    assert record.overrides[0].reason == "Patient had to leave."
    assert record.overrides[0].signed == "A. Example, 22 November 2026"


def test_no_chance_stands_beside_a_raised_rule():
    """HZ-030-C1: a number under one per cent would talk somebody out of an emergency."""
    found = assessed(saddle_numbness())
    record = clinician_record(the_pack(), found, None)

    rows = {row.condition: row for row in record.differential}
    assert rows["Cauda equina syndrome"].band is None
    assert rows["Lumbar radiculopathy"].band is not None


def test_every_cause_stands_with_its_verdict_and_band():
    record = record_of(a_runner())

    assert len(record.differential) == len(the_pack().presentation.conditions)
    assert all(row.verdict and row.band for row in record.differential)
    chosen = [row for row in record.differential if row.decision == "working diagnosis"]
    assert [row.condition for row in chosen] == ["Proximal hamstring tendinopathy"]


def test_a_later_stage_names_only_candidates_that_no_stage_before_it_named():
    stages = record_of(a_runner()).stages
    named = [i.name for stage in stages for s in stage.strands for i in s.items]

    assert len(named) == len(set(named))
    assert sum(bool(stage.strands) for stage in stages) > 2


def test_causes_no_test_tells_apart_print_their_evidence_once():
    path = PROTOCOLS / "buttock-pain" / "cases" / "both-sides-scored-apart.yaml"
    rows = record_of(read_case(path, the_pack(), date(2026, 11, 22))).differential
    lead = rows[0]
    shared = next(row for row in rows if row.shares_with)

    assert shared.shares_with == lead.condition
    assert shared.note.startswith(f"Evidence as for {lead.condition}. ")
    assert lead.speaks_for
    assert not shared.speaks_for
    assert not shared.is_brief


def test_every_rule_stands_in_the_table_or_among_the_clear_ones():
    record = record_of(a_runner())

    told = {row.name for row in record.rules} | set(summary_of(record)["Rules clear"].split("; "))
    told |= {line.label.rpartition(" (")[0] for line in record.rules_open}

    assert told >= {rule.name for rule in the_pack().presentation.rules.values()}
    assert all(line.text for line in record.rules_open)


def test_a_score_stands_in_the_record_with_its_unit():
    """HZ-011-C1"""
    record = record_of(a_runner(measures={"psfs": 4.0, "sit-time": 12.5}))

    assert {row.today for row in record.outcome_measures} == {"4 of 10", "12.5 min", ""}


def test_every_item_carries_grade_source_and_what_was_checked():
    record = record_of(a_runner())
    items = [
        i for stage in record.stages if stage.is_current for s in stage.strands for i in s.items
    ]

    assert len(items) > 5
    assert all(item.dose and item.grade and item.checked for item in items)
    assert record.checked == f"None of the {len(items)} items has been checked by a clinician."


def test_once_a_clinician_checked_an_item_each_item_says_who_did_or_that_nobody_has():
    plan = planned(a_runner())
    assert plan.current is not None
    first, *others = plan.current.items
    review = dataclasses.replace(first.intervention.review, checked_by="A. Example")
    signed = dataclasses.replace(
        first, intervention=dataclasses.replace(first.intervention, review=review)
    )
    now = dataclasses.replace(plan.current, items=(signed, *others))
    stages = tuple(now if each is plan.current else each for each in plan.stages)

    record = clinician_record(the_pack(), plan.assessment, dataclasses.replace(plan, stages=stages))

    said = [i.checked for stage in record.stages for s in stage.strands for i in s.items]
    assert record.checked == ""
    assert any(line.endswith("; checked by A. Example") for line in said)
    assert sum("not checked by a clinician" in line for line in said) == len(others)


def test_conflicts_with_the_founding_document_are_told_by_number():
    record = record_of(a_runner())

    told = " ".join(i.why for stage in record.stages for s in stage.strands for i in s.items)

    assert "C03: " in told or "C04: " in told


def test_what_was_left_out_says_because_for_every_item_of_the_plan():
    plan = planned(a_runner())
    record = clinician_record(the_pack(), plan.assessment, plan)

    names = {name for row in record.left_out for name in row.item.split("; ")}

    assert {entry.name for entry in plan.left_out if entry.id != entry.strand} <= names
    assert all(row.because for row in record.left_out)


def test_unanswered_factors_are_one_line_and_those_that_block_one_row():
    record = record_of(a_runner(factors={"pregnancy": Presence.ABSENT}))

    unasked = summary_of(record)["Factors not asked"]
    rows = [row for row in record.factors if row.answer == "not assessed"]
    assert len(unasked.split("; ")) > 20
    assert len(rows) == 1
    assert "items wait" in rows[0].effect


def test_one_factor_that_nobody_asked_is_told_in_the_singular():
    path = PROTOCOLS / "buttock-pain" / "cases" / "spinal-stenosis-leans-on-the-trolley.yaml"
    record = record_of(read_case(path, the_pack(), date(2026, 11, 27)))

    [row] = [row for row in record.factors if row.answer == "not assessed"]
    assert (row.factor, row.effect) == ("1 factor", "1 item waits; the question above names it")


def test_absent_and_not_assessed_are_lines_of_their_own():
    answers = {**a_runner().answers}
    del answers["night-pain"]
    reason = SignedReason(reason="Left early.", signed_by="A. Example")

    summary = summary_of(record_of(a_runner(answers=answers, screen_override=reason)))

    night = the_pack().library.findings["night-pain"].name
    assert summary["Screen, not asked"] == night
    assert night not in summary["Safety screen"]


def test_every_source_beside_a_statement_is_in_the_list():
    record = record_of(a_runner())
    listed = {row.key for row in record.sources}

    cited = {
        name
        for stage in record.stages
        for strand in stage.strands
        for item in strand.items
        for name in item.source.split(", ")
        if name
    }

    assert cited
    assert cited <= listed


def test_the_code_follows_from_the_case_and_never_from_the_name():
    case = a_runner()
    renamed = dataclasses.replace(case, person=Person(name="Another Example"))

    assert code_of(case, "Plan") == code_of(renamed, "Plan")
    assert code_of(case, "Plan") != code_of(a_runner(stage=2), "Plan")
    assert code_of(case, "Plan") != code_of(case, "Letter")
    assert len(code_of(case, "Plan")) == 4


def test_the_order_in_which_answers_were_given_does_not_change_the_code():
    case = a_runner()
    backwards = dataclasses.replace(case, answers=dict(reversed(list(case.answers.items()))))

    assert code_of(case, "Plan") == code_of(backwards, "Plan")


def test_the_record_of_a_plan_names_the_diagnosis_and_its_computed_verdict():
    plan = planned(a_runner())

    record = clinician_record(the_pack(), plan.assessment, plan)

    assert isinstance(plan, Plan)
    assert plan.case.working_diagnosis == TENDON
    assert summary_of(record)["Working diagnosis"].startswith("Proximal hamstring tendinopathy (")


def test_what_was_absent_stands_after_what_was_found_and_not_in_the_summary():
    record = record_of(a_runner())

    labels = [line.label for line in record.summary]
    assert "Safety screen" in labels
    assert {"Screen, absent", "Rules clear", "Factors absent"}.isdisjoint(labels)
    assert {"Screen, absent", "Rules clear"} <= {line.label for line in record.absent}


def test_the_essentials_are_signed_before_the_appendix_and_the_doses_stand_in_them_alone():
    record = record_of(a_runner())
    page = page_of(record, Edition.STANDARD)
    essentials, _, appendix = page.partition('<section class="appendix">')
    [doses] = [
        [item.dose for strand in stage.strands for item in strand.items]
        for stage in record.stages
        if stage.is_current
    ]

    assert "Signed for the whole record" in essentials
    assert essentials.count('class="dose"') == len(doses)
    assert 'class="dose"' not in appendix
    assert all(f"<h2>{part}</h2>" in appendix for part in ("Left out, because", "Sources"))


def test_a_question_that_is_not_asked_of_this_patient_is_not_counted_as_owed():
    assessment = assessed(a_teenager_with_a_pop())
    summary = summary_of(clinician_record(the_pack(), assessment, None))

    asked = len(the_pack().presentation.head.always_screen) - 1
    assert summary["Safety screen"] == f"{asked} of {asked} asked"
    assert "Screen, not asked" not in summary


def test_questions_that_hold_back_the_same_stand_in_one_line():
    path = PROTOCOLS / "buttock-pain" / "cases" / "adolescent-avulsion-protected-weeks.yaml"
    plan = planned(read_case(path, the_pack(), date(2026, 11, 27)))
    asked = [q for q in plan.questions if q.blocks and not q.waiting]
    assert len(asked) > len({q.because for q in asked}), "the case no longer shows it"

    lines = clinician_record(the_pack(), plan.assessment, plan).questions

    for q in asked:
        [line] = [line for line in lines if q.ask in line]
        assert q.because.casefold() in line.casefold()
    assert len(lines) < len([q for q in plan.questions if q.blocks])


def test_a_factor_that_blocks_much_names_three_items_once_and_counts_the_rest():
    name = "tendinopathy-with-limits-after-a-meniscus-repair.yaml"
    path = PROTOCOLS / "buttock-pain" / "cases" / name
    record = record_of(read_case(path, the_pack(), date(2026, 11, 22)))

    [row] = [row for row in record.factors if row.status == "blocks"]
    out = row.effect.partition("; ")[0]
    assert out.count(", ") == 2
    assert "(each stands among what was left out)" in out
