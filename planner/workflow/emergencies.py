"""An emergency ends with a recorded outcome, never with one's own override."""

from planner.clinical.redflags import Urgency
from planner.records.decisions import EmergencyOutcome
from planner.workflow.alerts import open_alerts
from planner.workflow.case_of import case_from
from planner.workflow.clock import Clock
from planner.workflow.errors import RefusedError
from planner.workflow.knowledge import Knowledge
from planner.workflow.saving import Saving, saves
from planner.workflow.texts import checked_reason

IN_ERROR = "recorded-in-error"
NO_LONGER = "no-longer-an-emergency"
SEEN = ("seen-and-excluded", "seen-and-treated")
OUTCOMES = {
    "accepted": "Accepted by the hospital, and on the way",
    "ambulance": "An ambulance crew has taken over",
    "colleague": "A senior colleague has taken over",
    "admitted": "Admitted to hospital",
    "seen-and-excluded": "Seen, and the emergency was excluded",
    "seen-and-treated": "Seen and treated elsewhere",
    "declined": "The person declined to go, knowing the risk",
    NO_LONGER: "Asked further, the rule no longer calls it an emergency",
    IN_ERROR: "The answer was a slip, and has been corrected",
}
"""How an emergency can end."""
NEEDS_WHOM = ("accepted", "ambulance", "colleague", "admitted", *SEEN)
"""Ended by somebody else: who, and at what time, stands in the note."""


@saves("record-outcome", when_finished=True)
def record_outcome(
    save: Saving, rule: str, outcome: str, note: str, *, knowledge: Knowledge, clock: Clock
) -> None:
    """Record how an emergency ended: who said so and what was found stand in the note.

    A slip can be recorded as one only after the answer was corrected, so that the rule is no
    longer raised; that it is no emergency any more, only once its questions say so. Whatever the
    outcome, the rule stays raised until its question is answered
    again or a signed result resolves it.
    """
    save.refuse_stale()
    if rule not in {alert.rule for alert in open_alerts(save.so_far)}:
        raise RefusedError("No emergency of this kind waits for its outcome.", "rule")
    if outcome not in OUTCOMES:
        raise RefusedError("Choose how it ended.", "outcome")
    why = checked_reason(note, "note")
    if outcome in (IN_ERROR, NO_LONGER):
        _refuse_while_raised(save, rule, outcome, knowledge)
    save.add(EmergencyOutcome(rule=rule, outcome=outcome, note=why), rule)


def _refuse_while_raised(save: Saving, rule: str, outcome: str, knowledge: Knowledge) -> None:
    """The rule itself says whether it was a slip, or is no emergency any more; nobody else may."""
    case = case_from(save.db, save.so_far, knowledge)
    for standing in knowledge.reasoner.standings(case):
        if standing.rule.id != rule or not standing.is_raised:
            continue
        if outcome == IN_ERROR:
            raise RefusedError("It is still raised: correct the answer first.", "outcome")
        if standing.urgency is Urgency.EMERGENCY:
            raise RefusedError(
                "By its answers it is still an emergency: ask on, or record what was done.",
                "outcome",
            )
