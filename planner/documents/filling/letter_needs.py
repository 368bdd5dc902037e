"""What each kind of service asks first of everybody sent to it, with its answers."""

from dataclasses import replace

from planner.clinical.answers import Presence
from planner.clinical.expressions import evaluate
from planner.clinical.pack import Pack
from planner.clinical.wording import Receiver
from planner.ruleout.assess import Assessment
from planner.ruleout.picture import ClinicalPicture

ANSWERS = {Presence.PRESENT: "Yes", Presence.ABSENT: "No", None: "Not asked"}


def receiver_of(
    pack: Pack, *, rule: str | None = None, condition: str | None = None, action: str = ""
) -> Receiver:
    """The kind of service a letter goes to; the last one (the GP) where none is named."""
    receivers = pack.presentation.words.letter.receivers
    return next(
        (
            one
            for one in receivers
            if rule in one.rules or condition in one.conditions or action in one.actions
        ),
        receivers[-1],
    )


def needs_of(
    pack: Pack, assessment: Assessment, receiver: Receiver, said: frozenset[str]
) -> tuple[tuple[str, str], ...]:
    """Answer by answer the names it holds for; what the letter says already is left out.

    Nothing asked is "Not asked", never "No". What an answer elsewhere settles is not asked again,
    and what age or sex alone keep from this patient is left out.
    """
    groups: dict[Presence | None, list[str]] = {presence: [] for presence in ANSWERS}
    factors, findings = pack.library.factors, pack.library.findings
    unasked = ClinicalPicture(pack.library, replace(assessment.case, factors={}), {})
    for name in receiver.factors:
        asked_of = factors[name].asked_of
        if asked_of is not None and evaluate(asked_of, unasked) is Presence.ABSENT:
            continue
        answer = assessment.picture.factor(name)
        groups[answer if answer in groups else None].append(_small(factors[name].label))
    for name in receiver.findings:
        if name not in said:
            answer = assessment.picture.presence(name)
            groups[answer if answer in groups else None].append(_small(findings[name].name))
    return tuple((ANSWERS[key], "; ".join(names)) for key, names in groups.items() if names)


def _small(text: str) -> str:
    """A name inside a line: what stands in brackets explains it on the screen, not here."""
    text = text.partition(" (")[0]
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
