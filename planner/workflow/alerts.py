"""Emergencies that a save raises: kept in the same transaction, until their outcome is known."""

from planner.clinical.answers import Presence
from planner.clinical.redflags import Urgency
from planner.records.decisions import EmergencyAlert, EmergencyOutcome
from planner.records.episode import EpisodeSoFar
from planner.records.findings import Answer, FactorAnswer
from planner.workflow.case_of import case_from
from planner.workflow.flags import check_plans_again
from planner.workflow.knowledge import Knowledge
from planner.workflow.saving import Saving


def keep_alerts(save: Saving, knowledge: Knowledge) -> None:
    """Add an alert for every emergency rule that this save raises, and check plans in use again.

    One that waits already is not told twice. One whose outcome is known comes back only with a
    new yes to what it is about: a yes of an earlier visit alone refuses the plan, as it should,
    until the question is asked again.
    """
    save.db.flush()
    save.so_far.forget()
    rules = knowledge.reasoner.standings(case_from(save.db, save.so_far, knowledge))
    waiting = {alert.rule for alert in open_alerts(save.so_far)}
    known = {alert.rule for alert in save.so_far.rows(EmergencyAlert)}
    said_yes = {
        row.finding if isinstance(row, Answer) else row.factor
        for row in save.rows
        if isinstance(row, Answer | FactorAnswer) and row.presence == Presence.PRESENT.value
    }
    for standing in rules:
        rule, is_emergency = standing.rule.id, standing.urgency is Urgency.EMERGENCY
        if not (standing.is_raised and is_emergency) or rule in waiting:
            continue
        if rule not in known or said_yes.intersection(standing.because):
            alert = EmergencyAlert(rule=rule, because=list(standing.because))
            save.add(alert, f"emergency:{rule}")
    check_plans_again(save, knowledge)


def open_alerts(so_far: EpisodeSoFar) -> tuple[EmergencyAlert, ...]:
    """Alerts of the episode that have no outcome yet, oldest first."""
    return tuple(alert for alert, outcome in ended_alerts(so_far) if outcome is None)


def ended_alerts(
    so_far: EpisodeSoFar,
) -> tuple[tuple[EmergencyAlert, EmergencyOutcome | None], ...]:
    """Every alert of the episode with its outcome, oldest first; ``None`` where it still waits."""
    outcomes = so_far.rows(EmergencyOutcome)
    return tuple(
        (alert, next((o for o in outcomes if _ends(o, alert)), None))
        for alert in so_far.rows(EmergencyAlert)
    )


def _ends(outcome: EmergencyOutcome, alert: EmergencyAlert) -> bool:
    """Whether it was recorded after the alert: within a visit by its saves, else by the moment.

    An outcome of a later visit ends nothing that an earlier one, opened again, raises after it.
    """
    if outcome.rule != alert.rule:
        return False
    if outcome.encounter_id == alert.encounter_id:
        return (outcome.at_version, outcome.line) > (alert.at_version, alert.line)
    return outcome.recorded_at >= alert.recorded_at
