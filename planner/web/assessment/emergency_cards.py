"""The page an emergency takes over, in words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.clinical.answers import Presence
from planner.clinical.expressions import evaluate, findings_in
from planner.clinical.findings import Finding, FindingKind, FindingStage
from planner.clinical.redflags import RedFlagRule, Urgency
from planner.ruleout.deciding import questions_behind, what_decides
from planner.ruleout.rules import RuleStanding
from planner.web.assessment.asking import answer_control_of, entry_of
from planner.web.assessment.emergency_forms import BEGAN, WORSE
from planner.web.assessment.screen_rows import ScreenRows, said_words
from planner.web.assessment.urgency_cards import (
    actions_of,
    because_of,
    sentences,
    sources_of,
    speaking,
)
from planner.web.components.answers import NOT_ASKED, QUESTION, AnswerControl
from planner.web.components.forms import FieldError
from planner.web.components.questions import AnsweredFold, QuestionRow
from planner.web.components.urgency import (
    Action,
    ActionTone,
    EmergencyCard,
    EmergencyHead,
    SymptomLine,
    Telephone,
)
from planner.web.services import clock, db, knowledge
from planner.web.visit_frame import SCREEN
from planner.web.words import day_or_time, day_with_name
from planner.workflow.clinic import read_clinic
from planner.workflow.entries import AlertEntry, VisitPage
from planner.workflow.standing import UNKNOWN

DECIDES = "Ask this first: it counts as an emergency until it is answered."
_RINGING = re.compile(r"(?<![-\w])(telephone|call|ring)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency:
    """The whole page: ``ask`` comes before the times, because an answer there may end it."""

    head: EmergencyHead
    cards: tuple[EmergencyCard, ...]
    ask: tuple[QuestionRow, ...]
    symptoms: tuple[SymptomLine, ...]
    said_no: tuple[AnsweredFold, ...]


def emergency_of(
    page: VisitPage,
    *,
    typed: Mapping[str, str] | None = None,
    errors: Iterable[FieldError] = (),
) -> Emergency:
    """Every emergency that waits for its outcome, on one page."""
    waiting = [alert for alert in page.alerts if alert.is_open]
    standings = {standing.rule.id: standing for standing in speaking(page)}
    rules = [knowledge().pack.presentation.rules[alert.rule] for alert in waiting]
    said = typed or {}
    wrong = {error.field: error.sentence for error in errors}
    rows = ScreenRows(page, said, wrong)
    picture, library = page.assessment.picture, knowledge().pack.library
    cards = tuple(
        _card(page, alert, rule, standings.get(rule.id), rows, place if len(waiting) > 1 else None)
        for place, (alert, rule) in enumerate(zip(waiting, rules, strict=True))
    )
    decides = set(rows.used)
    asked = list(dict.fromkeys(name for rule in rules for name in symptoms_of(rule)))
    present = [n for n in asked if picture.presence(n) is Presence.PRESENT]
    ask = questions_behind(asked, picture, library)
    unknown = [
        name
        for name in ask
        if name not in decides and picture.is_asked_of(name) and not picture.counts_as_asked(name)
    ]
    return Emergency(
        head=_head(page, rules, standings, is_decided=not decides),
        cards=cards,
        ask=tuple(rows.row(name) for name in unknown),
        symptoms=tuple(_symptom(page, library.findings[n], said, wrong) for n in present),
        said_no=rows.folds_of(questions_of(rules), except_for={*present, *unknown, *decides}),
    )


def symptoms_of(rule: RedFlagRule) -> tuple[str, ...]:
    """What the rule's patterns ask of the person: each has a time at which it began."""
    findings = knowledge().pack.library.findings
    named = [name for trigger in rule.triggers for name in findings_in(trigger.when)]
    return tuple(
        name
        for name in dict.fromkeys(named)
        if findings[name].kind is FindingKind.HISTORY
        and findings[name].stage is FindingStage.RED_FLAG_SCREEN
        and findings[name].derived is None
    )


def questions_of(rules: Iterable[RedFlagRule]) -> frozenset[str]:
    """Everything these rules speak of: what the page may ask, and correct."""
    return frozenset(
        name
        for rule in rules
        for trigger in rule.triggers
        for part in (trigger.when, trigger.confirm)
        if part is not None
        for name in findings_in(part)
    )


def _head(
    page: VisitPage,
    rules: list[RedFlagRule],
    standings: Mapping[str, RuleStanding],
    *,
    is_decided: bool,
) -> EmergencyHead:
    step = next(step for step in page.progress if step.id == SCREEN)
    what = " ".join(
        f"{rule.name}: {standings[rule.id].timeframe if rule.id in standings else rule.timeframe}."
        for rule in rules
    )
    count = "Emergency" if len(rules) == 1 else f"{len(rules)} emergencies"
    until = "" if is_decided else " until answered"
    return EmergencyHead(
        title=f"Stop. {count}{until}.",
        what=what,
        paused=f"Visit paused at Safety, {step.done} of {step.of}",
    )


def _card(
    page: VisitPage,
    alert: AlertEntry,
    rule: RedFlagRule,
    standing: RuleStanding | None,
    rows: ScreenRows,
    place: int | None,
) -> EmergencyCard:
    """One emergency; of several the first has the telephone number and each its own name."""
    steps = sentences(rule.what_to_do)
    ringing = [at for at, step in enumerate(steps, start=1) if _RINGING.search(step)]
    when = day_or_time(alert.at, clock().today())
    corrected = _corrected(standing)
    return EmergencyCard(
        anchor=f"do-{rule.id}",
        title="Do this" if place is None else rule.name,
        steps=steps,
        telephone=_telephone(),
        telephone_after=0 if place else ringing[0] if ringing else 1,
        say=rule.what_to_say,
        actions=_stop(actions_of(page, standing, has_results=False)) if standing else (),
        because=(because_of(standing) if standing else "Its answers have changed since.")
        + f" Recorded {when} by {alert.by}.",
        sources=sources_of(rule),
        decides=_decides(page, standing, rows),
        decides_words=DECIDES,
        corrected=corrected,
        close_form=f"close-{rule.id}" if corrected and close_note(page, rule.id) else "",
    )


def _decides(
    page: VisitPage, standing: RuleStanding | None, rows: ScreenRows
) -> tuple[QuestionRow, ...]:
    """What the rule still asks while it counts as an emergency only until it is answered.

    Where something else holds it an emergency, no answer ends it, and nothing is asked first.
    """
    if standing is None or standing.urgency is not Urgency.EMERGENCY:
        return ()
    picture = page.assessment.picture
    decides = what_decides(standing, picture)
    names = (*decides.whether, *decides.speed)
    asked = questions_behind(names, picture, knowledge().pack.library)
    return tuple(rows.row(name) for name in asked if name not in rows.used)


def _corrected(standing: RuleStanding | None) -> str:
    if standing is None:
        return "By its answers the rule is not raised any more."
    if standing.urgency is not Urgency.EMERGENCY or not standing.is_raised:
        return (
            f"By its answers it is now {standing.urgency.value}: {standing.timeframe}. "
            "The safety screen goes on with it."
        )
    return ""


def close_note(page: VisitPage, rule: str) -> str:
    """The answers by which a rule is no emergency any more, for the record.

    Empty where it still is one, or where the yes that raised it was changed: a slip is recorded
    as a slip, in somebody's own words.
    """
    picture, findings = page.assessment.picture, knowledge().pack.library.findings
    raised = [alert for alert in page.alerts if alert.rule == rule and alert.is_open]
    standings = {standing.rule.id: standing for standing in speaking(page)}
    if not raised or not _corrected(standings.get(rule)):
        return ""
    if any(picture.presence(n) is not Presence.PRESENT for n in raised[0].because):
        return ""
    entry = knowledge().pack.presentation.rules[rule]
    yes = [n for n in symptoms_of(entry) if picture.presence(n) is Presence.PRESENT]
    noes = [
        name
        for trigger in entry.triggers
        if trigger.confirm is not None and evaluate(trigger.when, picture) is Presence.PRESENT
        for name in findings_in(trigger.confirm)
        if picture.presence(name) is Presence.ABSENT
    ]
    named = dict.fromkeys((*raised[0].because, *yes))
    said = [f"{findings[name].name}: yes" for name in named]
    said += [f"{findings[name].name}: no" for name in dict.fromkeys(noes)]
    return f"By its answers. {'; '.join(said)}."


def _stop(actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """The same buttons, the first one red."""
    return tuple(
        Action(
            words=action.words,
            address=action.address,
            tone=ActionTone.STOP if place == 0 else ActionTone.PLAIN,
            sign=action.sign,
        )
        for place, action in enumerate(actions)
    )


def _telephone() -> Telephone:
    """The clinic's own number, and how far it can be trusted."""
    clinic = read_clinic(db())
    if not clinic.emergency_telephone:
        note = "The clinic's lead sets it in Settings"
    elif clinic.emergency_checked_on:
        note = f"From the clinic's settings, checked {day_with_name(clinic.emergency_checked_on)}"
    else:
        saved = day_with_name(clinic.saved_on) if clinic.saved_on else ""
        note = f"From the clinic's settings, saved {saved}, never marked as checked"
    number = clinic.emergency_telephone or None
    return Telephone(whose="Emergency number", note=note, number=number)


def _symptom(
    page: VisitPage, finding: Finding, typed: Mapping[str, str], errors: Mapping[str, str]
) -> SymptomLine:
    name, onset = finding.id, page.onsets.get(finding.id)
    entry = entry_of(page, name)
    worse = onset.worse if onset and onset.worse != UNKNOWN else None
    understood = onset.began_on if onset else None
    return SymptomLine(
        anchor=name,
        name=finding.name,
        note=said_words(page, entry) if entry else "",
        began_name=BEGAN + name,
        began=typed.get(BEGAN + name, onset.began if onset else ""),
        understood=f"Taken as {day_with_name(understood)}." if understood else "",
        worse=AnswerControl(
            name=WORSE + name,
            legend=f"{finding.name}: getting worse?",
            options=QUESTION,
            chosen=_chosen(typed.get(WORSE + name), worse),
            is_compact=True,
        ),
        answer=answer_control_of(finding, page, is_compact=True, is_new=True, typed=typed),
        meaning=f"Yes means: {finding.positive_when}.",
        error=errors.get(name, "") or errors.get(BEGAN + name, ""),
    )


def _chosen(typed: str | None, stored: str | None) -> str | None:
    values = {option.value for option in QUESTION} - {NOT_ASKED.value}
    return typed if typed in values else stored
