"""The referral letter: what is asked and by when, then what was found, in order of weight."""

from collections.abc import Iterable

from planner.clinical.case import NOT_SURE_YET
from planner.clinical.conditions import Disposition
from planner.clinical.local_rules import changed_rules
from planner.clinical.pack import Pack
from planner.clinical.redflags import RedFlagRule, Urgency
from planner.clinical.wording import LetterWords, Receiver
from planner.documents.filling.identity import Paper, identity_of
from planner.documents.filling.letter_findings import (
    Weighed,
    background,
    findings_of_condition,
    findings_of_rule,
    patient_line,
)
from planner.documents.filling.letter_needs import needs_of, receiver_of
from planner.documents.filling.numbers import long_date
from planner.documents.filling.placeholders import fill, fill_from
from planner.documents.filling.sides import UNKNOWN
from planner.documents.values import LetterUrgency, ReferralLetter
from planner.ruleout.assess import Assessment
from planner.ruleout.deciding import what_decides
from planner.ruleout.differential import Ruling
from planner.ruleout.rules import RuleStanding

A_DRAFT = Paper()

MOST_GUIDANCE = 1
"""Sources named in a letter of one page; the clinician's record lists all."""

MOST_SAID = 2
"""Triggers told in a sentence; the table below holds the findings of every one."""

_URGENCY = {
    Urgency.ROUTINE: LetterUrgency.ROUTINE,
    Urgency.URGENT: LetterUrgency.URGENT,
    Urgency.EMERGENCY: LetterUrgency.EMERGENCY,
}
_BY_DISPOSITION = {
    Disposition.EMERGENCY: LetterUrgency.EMERGENCY,
    Disposition.REFER_URGENT: LetterUrgency.URGENT,
}


def referral_letter(
    pack: Pack, assessment: Assessment, rule: str | None = None, paper: Paper = A_DRAFT
) -> ReferralLetter:
    """The letter from a rule, or from a cause that is referred or imaged.

    Without ``rule`` the most urgent raised rule speaks, then an urgent rule that holds the plan,
    then the leading cause. Raises ValueError with one sentence when there is nothing to refer,
    or when ``rule`` is not raised or open for this patient.
    """
    standing = _standing(assessment, rule)
    if standing is not None:
        return _from_rule(pack, assessment, standing, paper)
    return _from_condition(pack, assessment, _leading(pack, assessment), paper)


def _standing(assessment: Assessment, rule: str | None) -> RuleStanding | None:
    speaking = (*assessment.raised, *assessment.holding)
    if rule is None:
        return speaking[0] if speaking else None
    for standing in (*speaking, *assessment.rules):
        if standing.rule.id == rule and (standing in speaking or standing.trigger_present):
            return standing
    raise ValueError(f"the rule {rule} is not raised for this patient, so it has no letter")


def _leading(pack: Pack, assessment: Assessment) -> Ruling:
    """The working diagnosis, else the cause that decided the disposition."""
    chosen = assessment.case.working_diagnosis
    name = chosen if chosen not in (None, NOT_SURE_YET) else None
    if name is None:
        conditions = pack.presentation.conditions
        name = next((n for n in assessment.disposition_because if n in conditions), None)
    if name is None:
        raise ValueError("nothing to refer: no rule is raised and no cause stands out")
    ruling = assessment.ruling(name)
    condition = ruling.condition
    treated_here = condition.default_action.rank < Disposition.REFER_ROUTINE.rank
    if treated_here and condition.picture is not None:
        raise ValueError(
            f"nothing to refer: no rule is raised and {condition.name} is treated here"
        )
    return ruling


def _from_rule(
    pack: Pack, assessment: Assessment, standing: RuleStanding, paper: Paper
) -> ReferralLetter:
    rule, words = standing.rule, pack.presentation.words.letter
    urgency = standing.urgency
    others = [s.rule.name for s in assessment.raised if s.rule.id != rule.id]
    asked = [rule.letter.ask]
    if others:
        asked.append(fill(words.also_raised, rules="; ".join(others)))
    return _letter(
        pack,
        assessment,
        paper,
        findings_of_rule(pack, assessment, standing, paper.onsets),
        receiver_of(pack, rule=rule.id),
        title=_title(pack, assessment, rule.name),
        urgency=_URGENCY[urgency],
        bar=_bar(words, urgency.value, rule.letter.service, _by_when(standing)),
        to=paper.referred_to or rule.letter.to,
        asked=tuple(asked),
        concern=" ".join((*_concern(words, standing, assessment), *_changed_here(pack, rule))),
        done=words.done[urgency.value],
        told=rule.what_to_say,
        has_telephone_line=rule.letter.telephone_first,
        guidance=_guidance(pack, rule.sources),
    )


def _from_condition(
    pack: Pack, assessment: Assessment, ruling: Ruling, paper: Paper
) -> ReferralLetter:
    condition, words = ruling.condition, pack.presentation.words.letter
    action = condition.default_action
    receiver = receiver_of(pack, condition=condition.id, action=action.value)
    to = _addressed(pack, receiver)
    urgency = _BY_DISPOSITION.get(action, LetterUrgency.ROUTINE)
    key = action.value if action.value in words.condition_asked else "no-picture"
    values = {"note": condition.action_note, "imaging": condition.imaging_of_choice}
    return _letter(
        pack,
        assessment,
        paper,
        findings_of_condition(pack, assessment, ruling, paper.onsets),
        receiver,
        title=_title(pack, assessment, condition.name),
        urgency=urgency,
        bar=_bar(words, urgency.value, to or condition.name, words.by_when[urgency.value]),
        to=paper.referred_to or to,
        asked=(fill_from(words.condition_asked[key], values),),
        done=words.done[urgency.value],
        told=" ".join(condition.patient.what),
        has_telephone_line=urgency is LetterUrgency.EMERGENCY,
        about=condition.id,
    )


def _addressed(pack: Pack, receiver: Receiver) -> str:
    """The service by name; nothing for the last one, to which a cause falls that names none."""
    if receiver is pack.presentation.words.letter.receivers[-1]:
        return ""
    name = receiver.name.removeprefix("the ")
    return f"{name[:1].upper()}{name[1:]}"


def _letter(
    pack: Pack,
    assessment: Assessment,
    paper: Paper,
    weighed: Weighed,
    receiver: Receiver,
    *,
    title: str,
    urgency: LetterUrgency,
    bar: str,
    to: str,
    asked: tuple[str, ...],
    done: tuple[str, ...],
    told: str,
    has_telephone_line: bool,
    guidance: tuple[str, ...] = (),
    concern: str = "",
    about: str = "",
) -> ReferralLetter:
    """What every letter has, whoever raised it."""
    case, words = assessment.case, pack.presentation.words
    return ReferralLetter(
        identity=identity_of(case, words, paper, "Letter"),
        title=title,
        urgency=urgency,
        bar=bar,
        asked=asked,
        findings=weighed.found,
        signed_as=paper.signature or words.letter.signed_as,
        draft=paper.draft,
        sender=paper.clinic_lines,
        to=to,
        copies=words.letter.copies,
        dated=long_date(case.on),
        patient_line=patient_line(case, words),
        concern=concern,
        not_found=weighed.not_found,
        not_assessed=weighed.not_assessed,
        needs_heading=f"For {receiver.name}",
        needs=needs_of(pack, assessment, receiver, weighed.said),
        background=background(pack, assessment, about),
        done=done,
        told=told,
        has_telephone_line=has_telephone_line,
        guidance=guidance,
    )


def _title(pack: Pack, assessment: Assessment, name: str) -> str:
    words, side = pack.presentation.words, assessment.case.side
    said = words.sides[side.value if side else UNKNOWN].foot
    return fill(words.letter.condition_title, condition=name, side=said)


def _bar(words: LetterWords, urgency: str, service: str, by_when: str) -> str:
    by_when = by_when[:1].upper() + by_when[1:]
    return fill_from(words.bars[urgency], {"service": service, "by when": by_when})


def _concern(words: LetterWords, standing: RuleStanding, assessment: Assessment) -> tuple[str, ...]:
    """What the first triggers say, and that it waits while a question that decides it is open."""
    says = tuple(_sentence(text) for text in standing.says[:MOST_SAID])
    waits = what_decides(standing, assessment.picture).names
    return (*says, words.unconfirmed) if waits else says


def _changed_here(pack: Pack, rule: RedFlagRule) -> Iterable[str]:
    """Whoever receives the letter knows that the rule is the clinic's own (HZ-038)."""
    local = pack.local
    if local is not None and rule in changed_rules(pack):
        yield fill(
            pack.presentation.words.letter.changed_here,
            by=local.by,
            until=long_date(local.until),
            because=local.because.rstrip("."),
        )


def _by_when(standing: RuleStanding) -> str:
    """The letter's own words; a trigger that is more or less urgent brings its own time."""
    changed = standing.urgency is not standing.rule.urgency
    return standing.timeframe if changed else standing.rule.letter.by_when


def _guidance(pack: Pack, sources: Iterable[str]) -> tuple[str, ...]:
    """The first published sources of the rule; opinion and memory are not guidance."""
    own = pack.presentation.words.letter.not_guidance
    known = pack.library.sources
    named = [known[name] for name in sources if name in known and name not in own]
    lines = [_cited(source.title, source.year) for source in named[:MOST_GUIDANCE]]
    return ("; ".join(lines) + ".",) if lines else ()


def _cited(title: str, year: int | None) -> str:
    title = title.rstrip(".")
    return title if year is None or str(year) in title else f"{title} ({year})"


def _sentence(text: str) -> str:
    """One sentence of its own: a capital first, a full stop last."""
    text = text.strip().rstrip(".")
    return f"{text[:1].upper()}{text[1:]}."
