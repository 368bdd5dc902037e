"""The board as values: who is in view, what is named, what is never hidden."""

import pytest

from planner.clinical.answers import Side
from planner.clinical.conditions import Verdict
from planner.clinical.redflags import RuleState
from planner.ruleout.moves import moves, suppose
from planner.web.assessment.board_cards import IN_VIEW, board_of, short_name


@pytest.fixture
def board(app):
    def of(page, moved=()):
        with app.test_request_context():
            return board_of(page, page.assessment, moved)

    return of


def test_a_name_loses_what_stands_in_brackets():
    assert short_name("Ischial (ischiogluteal) bursitis") == "Ischial bursitis"
    assert short_name("Sacroiliac joint pain") == "Sacroiliac joint pain"


def test_likely_and_possible_causes_have_a_row_of_their_own(board, examined):
    page = examined.read()

    shown = {row.id for row in board(page).causes}

    assert {
        r.condition.id
        for r in page.assessment.differential
        if r.leads_node and r.verdict in IN_VIEW
    } <= shown


def test_every_cause_stands_somewhere_on_the_board(board, examined):
    page = examined.read()
    shown = board(page)

    rows = [row.id for row in shown.causes] + [r.id for tail in shown.tails for r in tail.causes]

    assert sorted(rows) == sorted(
        r.condition.id for r in page.assessment.differential if r.leads_node
    )


def test_a_raised_rule_heads_the_board_and_its_cause_has_no_chance_beside_it(board, at_examination):
    """Sorting never hides a raised rule."""
    at_examination.answer(fever_unwell="present", severe_constant_pain="present")
    at_examination.answer(night_pain="present", unexplained_weight_loss="present")
    page = at_examination.read()
    raised = [r for r in page.assessment.differential if r.raised]
    assert raised

    shown = board(page)

    assert shown.open_rules[0].is_raised
    assert shown.open_rules[0].state.endswith("rule raised")
    first, says = shown.open_rules[0], page.assessment.raised[0].says
    assert len(says) > 1
    assert all(f"{text[:1].upper()}{text[1:].rstrip('.')}." in first.words for text in says)
    assert [row.id for row in shown.causes[: len(raised)]] == [r.condition.id for r in raised]
    assert all(row.band is None and row.state == "by rule" for row in shown.causes[: len(raised)])


def test_what_nobody_asked_is_named(board, visit, knowledge):
    """HZ-014-C3: unknown items stand by name, and no cause is ruled out on them."""
    page = visit.read()
    shown = board(page)
    findings = knowledge.pack.library.findings
    opened = [s for s in page.assessment.rules if s.state is RuleState.OPEN]

    said = {
        rule.name: f"{rule.words} {', '.join(rule.also_not_known)}"
        for rule in (*shown.open_rules, *shown.unsettled)
    }

    assert {s.rule.name for s in opened} <= set(said)
    for standing in opened:
        for name in standing.to_ask:
            if name in findings:
                assert findings[name].name in said[standing.rule.name]
    first = shown.causes[0]
    assert [reason.words for reason in first.to_assess][:1] == [
        findings[page.assessment.ruling(first.id).to_assess[0]].name
    ]


def test_a_key_finding_that_is_missing_keeps_its_cause_open_and_is_linked(board, at_examination):
    """HZ-014-C3, on the board."""
    shown = board(at_examination.read())
    [row] = [r for r in shown.causes if r.id == "proximal-hamstring-tendinopathy"]

    assert row.tone.value == "needs-assessment"
    links = {reason.words: reason.address for reason in row.to_assess}
    assert links["Bent-knee stretch test"].endswith("on-the-back?ask=bent-knee-stretch")


def test_a_test_that_is_forbidden_is_named_without_a_link(board, at_examination):
    at_examination.answer(pop_felt="present")
    shown = board(at_examination.read())
    reasons = [reason for row in shown.causes for reason in row.to_assess]

    [stretch] = [r for r in reasons if r.words == "Bent-knee stretch test"]

    assert stretch.address is None
    assert "not to be done" in stretch.detail


def test_the_band_before_the_last_answer_is_shown_where_it_reads_otherwise(
    board, at_examination, knowledge
):
    page = at_examination.read()
    after = knowledge.reasoner.rule_each(suppose(page.case, "bent-knee-stretch", _present()))[0]
    moved = moves(after, page.assessment.differential)

    rows = {row.id: row for row in board(page, moved).causes}

    assert rows["proximal-hamstring-tendinopathy"].band.was_words.startswith("was ")


def test_a_published_ratio_stands_before_and_after_its_discount_with_its_fault(board, examined):
    shown = board(examined.read())
    [row] = [r for r in shown.causes if r.id == "proximal-hamstring-tendinopathy"]
    [stretch] = [r for r in row.speaks_for if r.words == "Bent-knee stretch test: present"]

    assert stretch.detail == (
        "ratio 6.5 (interval 3.0–13.8, 92 people), 3.6 after discount, counted as 3.1: "
        "tried on 46 known cases and 46 healthy people"
    )
    assert stretch.source == "cacchio2012"
    assert not stretch.is_checked


def test_each_cause_has_its_own_line_to_be_set_aside_below(board, examined):
    page = examined.read()
    shown = board(page)

    for row in (*shown.causes, *(r for tail in shown.tails for r in tail.causes)):
        ruling = page.assessment.ruling(row.id)
        assert row.threshold == ruling.condition.settling.ruled_out_below


def test_causes_that_no_test_separates_share_a_row_and_it_says_so(board, examined):
    shown = board(examined.read())
    [row] = [r for r in shown.causes if r.id == "proximal-hamstring-tendinopathy"]

    assert "No clinical test tells it from" in row.note
    assert "ischial bursitis" in row.note


def test_the_docked_line_says_the_leading_cause_and_what_is_open(board, examined):
    shown = board(examined.read())

    assert shown.line[0] == "Likely:"
    assert shown.line[1].startswith("Proximal hamstring tendinopathy, ")
    assert shown.line_state.endswith("causes open")
    assert Verdict.LIKELY.value in shown.line[0].lower()


def _present():
    from planner.clinical.answers import Presence

    return Presence.PRESENT


def test_a_reason_of_an_earlier_day_says_how_long_ago_and_by_whom(board, first_visit, second_visit):
    """HZ-010-C3, HZ-032-C1: what was answered today needs no word."""
    first_visit.answer(pain_at_sitting_bone="present")
    second_visit.hurts(Side.RIGHT)
    second_visit.answer(sitting_pain="present")

    rows = {row.id: row for row in board(second_visit.read()).causes}

    said = {r.words: r.answered for r in rows["proximal-hamstring-tendinopathy"].speaks_for}
    assert "7 days ago by A. Example" in said["Pain pinpointed at the sitting bone: yes"]
    assert said["Pain when sitting: yes"] == ""
