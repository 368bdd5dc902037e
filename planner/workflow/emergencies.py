"""An emergency ends with a recorded outcome, never with one's own override."""

from planner.records.decisions import EmergencyOutcome
from planner.workflow.alerts import open_alerts
from planner.workflow.case_of import case_from
from planner.workflow.clock import Clock
from planner.workflow.errors import RefusedError
from planner.workflow.knowledge import Knowledge
from planner.workflow.saving import Saving, saves
from planner.workflow.texts import checked_reason

IN_ERROR = "recorded-in-error"
OUTCOMES = {
    "admitted": "Admitted to hospital",
    "seen-and-excluded": "Seen, and the emergency was excluded",
    "seen-and-treated": "Seen and treated elsewhere",
    "declined": "The person declined to go, knowing the risk",
    IN_ERROR: "The answer was a slip, and has been corrected",
}
"""How an emergency can end."""


@saves("record-outcome", when_finished=True)
def record_outcome(
    save: Saving, rule: str, outcome: str, note: str, *, knowledge: Knowledge, clock: Clock
) -> None:
    """Record how an emergency ended: who said so and what was found stand in the note.

    A slip can be recorded as one only after the answer was corrected, so that the rule is no
    longer raised. Whatever the outcome, the rule stays raised until its question is answered
    again or a signed result resolves it.
    """
    save.refuse_stale()
    if rule not in {alert.rule for alert in open_alerts(save.so_far)}:
        raise RefusedError("No emergency of this kind waits for its outcome.", "rule")
    if outcome not in OUTCOMES:
        raise RefusedError("Choose how it ended.", "outcome")
    why = checked_reason(note, "note")
    if outcome == IN_ERROR:
        assessment = knowledge.reasoner.assess(case_from(save.db, save.so_far, knowledge))
        if any(standing.rule.id == rule for standing in assessment.raised):
            raise RefusedError("It is still raised: correct the answer first.", "outcome")
    save.add(EmergencyOutcome(rule=rule, outcome=outcome, note=why), rule)
