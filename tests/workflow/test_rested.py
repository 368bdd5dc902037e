"""After weeks without running the table starts anew, until somebody says what was quiet since."""

from planner.clinical.answers import Irritability
from planner.clinical.stages import Running
from planner.workflow.protocol import protocol
from planner.workflow.situation import rate_irritability, record_sport

TWO_WEEKS = 14


def no_running_then_calm(desk) -> None:
    """A first plan for highly irritable pain, which allows no running; then a calm visit."""
    desk.open()
    desk.record_case()
    desk.save(rate_irritability, Irritability.HIGH)
    desk.confirm()
    desk.issue()
    desk.clock.move(days=TWO_WEEKS)
    desk.open_next()
    desk.save(rate_irritability, Irritability.LOW)


def plan_of(desk):
    return protocol(desk.db, desk.visit, knowledge=desk.knowledge, clock=desk.clock).plan


def test_distances_from_before_a_plan_without_running_start_no_table(desk):
    no_running_then_calm(desk)

    plan = plan_of(desk)

    assert plan.case.is_rested_from_running
    assert Running.EASY is not plan.running.kind
    [asked] = [q for q in plan.questions if q.id == "longest-tolerated-run"]
    assert "since the weeks without running" in asked.ask


def test_distances_told_again_start_it_from_there(desk):
    no_running_then_calm(desk)
    told = plan_of(desk).case.sport

    desk.know(record_sport, told)

    assert not plan_of(desk).case.is_rested_from_running
