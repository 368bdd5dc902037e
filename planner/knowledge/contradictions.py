"""Answers that cannot both be true: a whole that its own parts deny."""

from planner.clinical.answers import Presence
from planner.clinical.case import Case
from planner.clinical.pack import Pack
from planner.knowledge.fields import CaseError
from planner.ruleout.picture import ClinicalPicture


def refuse_contradictions(case: Case, pack: Pack) -> None:
    """Raise CaseError when an answer for a derived finding differs from its own parts."""
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
