"""Answers that cannot all be true: a case file that holds them is refused by name (HZ-033)."""

from collections.abc import Mapping
from typing import Any

from planner.clinical.answers import Presence
from planner.clinical.case import Case, SignedReason
from planner.clinical.pack import Pack
from planner.knowledge import fields
from planner.knowledge.fields import CaseError
from planner.ruleout.contradictions import BEFORE_BIRTH, contradictions
from planner.ruleout.picture import ClinicalPicture


def refuse_contradictions(case: Case, pack: Pack) -> None:
    """Raise CaseError for a whole that its own parts deny, and for facts nobody explained."""
    for given in (case.answers, case.answers_left, case.answers_right):
        answers = {**case.answers, **given}
        picture = ClinicalPicture(pack.library, case, answers)
        for name, answer in given.items():
            computed = picture.computed(name)
            if computed is not Presence.NOT_ASSESSED and computed is not answer:
                known = "the age" if name.startswith("age-") else "the other answers"
                raise CaseError(
                    f"answers: {name}: {answer.value} does not fit {known}; expected "
                    f"{computed.value}, or leave it out"
                )
        for found in contradictions(pack, case, picture):
            if found.reason is None:
                raise CaseError(
                    f"{found.id}: {found.says}; expected one of them corrected, or under "
                    f"explained: {found.id} a reason and signed-by"
                )


def explained_in(raw: Mapping[str, Any], pack: Pack) -> dict[str, SignedReason]:
    """Why contradictions are true all the same, by their ids. Raises CaseError."""
    known = {BEFORE_BIRTH: None, **pack.presentation.contradictions}
    section = fields.section(raw, "explained", known)
    said = {name: signed_reason(section, name, "explained: ") for name in section}
    return {name: reason for name, reason in said.items() if reason is not None}


def signed_reason(raw: Mapping[str, Any], key: str, where: str = "") -> SignedReason | None:
    """A reason that somebody signed, or none. Raises CaseError where half of it is missing."""
    section = fields.section(raw, key, ("reason", "signed-by"))
    if not section:
        return None
    place = f"{where}{key}: "
    reason, signed = fields.text(section, "reason", place), fields.text(section, "signed-by", place)
    if reason is None or signed is None:
        raise CaseError(f"{place}expected a reason and signed-by, both written")
    return SignedReason(reason=reason, signed_by=signed)
