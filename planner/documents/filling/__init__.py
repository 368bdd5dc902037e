"""From the core's values to the three documents: words chosen and filled, nothing decided.

Every sentence comes from the pack (``words.yaml`` or an entry's own patient words). What is meant
for the clinician is read only by the record and the letter.
"""

from planner.documents.filling.identity import Paper
from planner.documents.filling.letter import referral_letter
from planner.documents.filling.plan import patient_plan
from planner.documents.filling.record import clinician_record

__all__ = ["Paper", "clinician_record", "patient_plan", "referral_letter"]
