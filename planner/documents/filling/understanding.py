"""Page 2: what you have, what looks less likely today, what to expect."""

import re
from collections.abc import Iterable, Mapping

from planner.clinical.answers import Presence
from planner.clinical.conditions import Condition, Verdict
from planner.clinical.expressions import evaluate
from planner.clinical.outcomes import Recovery
from planner.clinical.redflags import HoldingAdvice, RedFlagRule
from planner.clinical.wording import CauseGroup
from planner.documents.filling.cards import as_sentence
from planner.documents.filling.holding import following, leading
from planner.documents.filling.numbers import months, number
from planner.documents.filling.placeholders import fill
from planner.documents.filling.situation import Situation
from planner.documents.values import (
    Drawing,
    Expectation,
    LessLikely,
    Station,
    WhatYouHave,
)
from planner.ruleout.differential import Ruling

SORE_SPOT = "sore-spot-"
"""How the drawings that show where it hurts are named: this, then the finding."""

_RANGE = re.compile(r"\b\d+ to \d+ (?:weeks|months)")

SHORT_COURSE = 8
"""Weeks. A range that starts below this is told in weeks, any other in months."""


def what_you_have(situation: Situation, picture: Drawing | None) -> WhatYouHave | None:
    """The cause in the patient's words; in a holding plan what the rule says, by its own words."""
    words, sides = situation.words.what, situation.sides
    title = words.titles[situation.plan.kind.value]
    pointed = _pointed(situation)
    if situation.is_holding:
        first, *more = (sides.plain(each.why) for each in _advice(leading(situation)))
        later = (f"{each.why} {each.next_step}" for each in _advice(following(situation)))
        return WhatYouHave(
            title=title,
            first=first,
            paragraphs=(*more, *(sides.plain(text) for text in later)),
            pointed=pointed,
        )
    condition = situation.plan.diagnosis
    if condition is None:
        return WhatYouHave(
            title=title, first=words.interim_first, paragraphs=words.interim, pointed=pointed
        )
    said = condition.patient
    return WhatYouHave(
        title=title,
        first=as_sentence(sides.plain(said.name)),
        paragraphs=(
            *_in_twos(tuple(sides.bold(text) for text in said.what)),
            *_contributors(situation),
        ),
        long_name=_in_a_sentence(condition),
        pointed=pointed,
        pointed_heading=words.pointed_heading,
        picture=picture,
    )


def sore_spot(situation: Situation, drawings: Mapping[str, Drawing]) -> Drawing | None:
    """Where it hurts: the place of the strongest finding of this person that has one.

    Only what was found in this person is drawn, never where the cause usually hurts.
    """
    condition = situation.plan.diagnosis
    if condition is None or situation.is_holding:
        return None
    picture = situation.plan.assessment.picture
    found = (*_speaking_for(situation, condition), *condition.settling.key_findings)
    return next(
        (
            drawings[f"{SORE_SPOT}{name}"]
            for name in found
            if f"{SORE_SPOT}{name}" in drawings and picture.presence(name) is Presence.PRESENT
        ),
        None,
    )


def _speaking_for(situation: Situation, condition: Condition) -> tuple[str, ...]:
    """The present findings that speak for a cause, strongest first."""
    ruling = situation.plan.assessment.ruling(condition.id)
    return tuple(
        effect.finding
        for argument in ruling.arguments_for
        for effect in argument.effects
        if effect.presence is Presence.PRESENT
    )


def _advice(rules: Iterable[RedFlagRule]) -> tuple[HoldingAdvice, ...]:
    return tuple(rule.holding for rule in rules if rule.holding is not None)


def _contributors(situation: Situation) -> tuple[str, ...]:
    """What adds to the pain, by its plain name."""
    conditions = situation.pack.presentation.conditions
    text = situation.words.what.contributor
    return tuple(
        fill(text, name=_lower(situation.sides.plain(conditions[name].patient.name)).rstrip("."))
        for name in situation.plan.case.contributors
        if name in conditions
    )


def _pointed(situation: Situation) -> tuple[str, ...]:
    """Present findings that decided, strongest first, where the pack has words for them."""
    plan, words = situation.plan, situation.words.what
    names: Iterable[str] = ()
    if situation.is_holding:
        standings = {standing.rule.id: standing for standing in plan.assessment.rules}
        names = (name for rule in plan.holding for name in standings[rule.id].because)
    elif plan.diagnosis is not None:
        names = _speaking_for(situation, plan.diagnosis)
    told = dict.fromkeys(words.pointed[name] for name in names if name in words.pointed)
    return tuple(told)[: words.pointed_at_most]


def less_likely(situation: Situation) -> tuple[LessLikely, ...]:
    """Causes looked for and found unlikely, the founding six first. "Ruled out" is never said.

    A cause nobody looked into is not told, nor one that shares a node with the working diagnosis
    (no test tells them apart), nor one whose "why we think so" is not true of this person.
    """
    if situation.is_holding:
        return ()
    words = situation.words.less_likely
    rulings = {r.condition.id: r for r in situation.plan.assessment.differential}
    picture = situation.plan.assessment.picture
    fitting = [
        rulings[cause.id]
        for cause in words.causes
        if cause.id in rulings
        and _may_be_told(situation, rulings[cause.id])
        and evaluate(cause.true_when, picture) is Presence.PRESENT
    ]
    told = {ruling.condition.id for ruling in fitting}
    group_of = {
        name: group
        for group in words.groups
        if told >= set(group.members)
        for name in group.members
    }
    rows: dict[str, LessLikely] = {}
    for ruling in fitting:
        row = _row(situation, ruling.condition, group_of.get(ruling.condition.id))
        rows.setdefault(row.what, row)
    return tuple(rows.values())[: words.at_most]


def _row(situation: Situation, condition: Condition, group: CauseGroup | None) -> LessLikely:
    if group is not None:
        return LessLikely(what=group.what, why=group.why, tell_us=group.tell_us)
    said, sides = condition.patient, situation.sides
    head_says = situation.words.less_likely.head_says
    return LessLikely(
        what=as_sentence(sides.plain(said.name)).rstrip("."),
        why=sides.plain(said.less_likely),
        tell_us=_after_the_head(sides.plain(said.tell_us_if), head_says),
    )


def _after_the_head(text: str, head_says: tuple[str, ...]) -> str:
    """The sign alone, where the head of the column already says "Tell us if"."""
    for opening in head_says:
        if text.startswith(opening):
            return as_sentence(text.removeprefix(opening))
    return text


def _in_twos(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Two sentences a paragraph: short enough to breathe, long enough to hang together."""
    return tuple(" ".join(lines[n : n + 2]) for n in range(0, len(lines), 2))


def _may_be_told(situation: Situation, ruling: Ruling) -> bool:
    condition, plan = ruling.condition, situation.plan
    if ruling.verdict not in (Verdict.RULED_OUT, Verdict.UNLIKELY) or ruling.to_assess:
        return False
    if condition.id in plan.case.contributors:
        return False
    chosen = plan.diagnosis
    if chosen is None:
        return True
    node = plan.assessment.ruling(chosen.id).node
    return condition.id != chosen.id and (node is None or node != ruling.node)


def expectation(situation: Situation) -> Expectation:
    """One sentence, then the stations of time; "1 week: ring us" stands before the long range."""
    words, plan = situation.words.expect, situation.plan
    if situation.is_holding:
        return Expectation(sentence=words.holding)
    today, one_week = Station(*words.today), Station(*words.one_week)
    weeks = plan.picture.interim_weeks if plan.picture else None
    if weeks:
        last = Station(fill(words.interim_when, weeks=weeks), words.interim_what)
        sentence = fill(words.interim, weeks=weeks)
        return Expectation(sentence=sentence, stations=(today, one_week, last))
    recovery = plan.prognosis.recovery
    usual = _range(situation, recovery) if recovery else ""
    stations = (today, one_week, Station(usual, words.usual)) if usual else (today, one_week)
    sentence = situation.sides.plain(recovery.patient) if recovery else words.sentence
    return Expectation(sentence=sentence or words.sentence, stations=stations)


def _range(situation: Situation, recovery: Recovery) -> str:
    """The range as the pack's own sentence says it, or worked out from its weeks."""
    words, weeks = situation.words.expect, recovery.weeks
    if said := _RANGE.search(recovery.patient):
        return said.group()
    if weeks is None:
        return ""
    values = {"from": number(weeks.amount), "to": number(weeks.high)}
    if weeks.amount >= SHORT_COURSE:
        values = {"from": str(months(weeks.amount)), "to": str(months(weeks.high))}
        if recovery.open_ended or values["from"] == values["to"]:
            return fill(words.months_or_more, **values)
        return fill(words.months, **values)
    return fill(words.weeks, **values)


def _in_a_sentence(condition: Condition) -> str:
    return _lower(condition.name)


def _lower(text: str) -> str:
    """The first letter small, unless the word is an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
