"""An assessment as the rule-out board: who leads, how sure, why, and what nobody has asked yet."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from planner.clinical.conditions import Verdict
from planner.clinical.naming import first_few
from planner.clinical.pack import Pack
from planner.clinical.redflags import RuleState
from planner.ruleout.assess import Assessment
from planner.ruleout.differential import Ruling
from planner.ruleout.moves import Move
from planner.ruleout.rules import RuleStanding
from planner.web.assessment.addresses import ask_address
from planner.web.assessment.arguments import arguments, picture_argument, still_to_assess
from planner.web.assessment.raised_words import raised_words, suspected_words
from planner.web.assessment.subject import Subject
from planner.web.assessment.wanted import parts_to_ask
from planner.web.assessment.worklist import why_forbidden
from planner.web.components.board import Band, Board, CauseRow, OpenRule, Reason, Tail, Tone
from planner.web.services import knowledge
from planner.web.visits import visit_address
from planner.web.words import plural
from planner.workflow.entries import VisitPage

SHOWN = 6
"""Rows before the tails; raised, likely and possible causes always have a row of their own."""
NAMED = 5
"""Unanswered questions of a rule that its line names; the others are named in a fold."""
NAMED_DONE = 4
"""Causes ruled out that their tail names before it is opened."""
TONES = {
    Verdict.LIKELY: Tone.LIKELY,
    Verdict.POSSIBLE: Tone.POSSIBLE,
    Verdict.UNLIKELY: Tone.UNLIKELY,
    Verdict.NEEDS_ASSESSMENT: Tone.NEEDS_ASSESSMENT,
    Verdict.RULED_OUT: Tone.RULED_OUT,
}
IN_VIEW = (Verdict.LIKELY, Verdict.POSSIBLE)


def short_name(name: str) -> str:
    """The name without what stands in brackets."""
    return re.sub(r" \([^)]*\)", "", name)


def board_of(
    page: VisitPage,
    side: Assessment,
    moved: Sequence[Move] = (),
    *,
    opened: str | None = None,
    title: str = "Rule-out board",
) -> Board:
    """The live board of one side. ``moved`` is what the last answer did; it shows "was"."""
    pack = knowledge().pack
    subject = Subject(
        page=page, side=side, pack=pack, moved={m.after.condition.id: m for m in moved}
    )
    leads = [ruling for ruling in side.differential if ruling.leads_node]
    most = moved[0].after.condition.id if moved else None
    shown = _shown(leads, most)
    rest = [r for r in leads if r not in shown]
    still = [r for r in rest if r.verdict is not Verdict.RULED_OUT]
    done = [r for r in rest if r.verdict is Verdict.RULED_OUT]
    first = shown[0].condition.id if shown else None
    return Board(
        title=title,
        note=_note(side),
        causes=tuple(
            cause_row(subject, r, is_open=r.condition.id == (opened or first)) for r in shown
        ),
        open_rules=(*_raised(page, side), *_opened(page, side, pack)),
        unsettled=_unsettled(page, side, pack),
        tails=tuple(_tails(subject, still, done)),
        what_if_address=visit_address("assessment.what_if", page),
        line=_line(shown),
        line_state=_line_state(side),
    )


def _shown(leads: Sequence[Ruling], most: str | None) -> list[Ruling]:
    """Raised, likely and possible causes, the one just moved, and the next ones up to six."""
    always = {
        r.condition.id for r in leads if r.raised or r.verdict in IN_VIEW or r.condition.id == most
    }
    room = SHOWN - len(always)
    for ruling in leads:
        if room <= 0:
            break
        if ruling.condition.id not in always and ruling.verdict is not Verdict.RULED_OUT:
            always.add(ruling.condition.id)
            room -= 1
    return [ruling for ruling in leads if ruling.condition.id in always]


def cause_row(subject: Subject, ruling: Ruling, *, is_open: bool = False) -> CauseRow:
    """One cause. A raised rule decides, so no chance is shown beside it."""
    effects = knowledge().reasoner.effects.get(ruling.condition.id, {})
    name = ruling.condition.name
    speaks_for = (
        *picture_argument(ruling, subject, 1),
        *arguments(ruling.arguments_for, subject),
    )
    speaks_against = (
        *picture_argument(ruling, subject, -1),
        *arguments(ruling.arguments_against, subject),
    )
    answered = {reason.answered for reason in (*speaks_for, *speaks_against)}
    if len(answered) == 1:
        speaks_for, speaks_against = _told_once(speaks_for), _told_once(speaks_against)
    else:
        answered = {""}
    return CauseRow(
        id=ruling.condition.id,
        name=name if subject.in_full else short_name(name),
        tone=TONES[ruling.verdict],
        because=_because(subject, ruling),
        band=None if ruling.raised else band_of(ruling, subject.moved.get(ruling.condition.id)),
        state="by rule" if ruling.raised else "",
        speaks_for=speaks_for,
        speaks_against=speaks_against,
        to_assess=still_to_assess(ruling, subject, effects),
        threshold=ruling.condition.settling.ruled_out_below,
        note=suspected_words(subject.side, ruling) or _node_words(ruling, subject.pack),
        answered=" ".join(f"All {said}." for said in answered if said),
        is_open=is_open,
    )


def _told_once(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """The reasons without when their answers were given: it stands at their head."""
    return tuple(replace(reason, answered="") for reason in reasons)


def cause_line(subject: Subject, ruling: Ruling) -> CauseRow:
    """One cause of a tail: its line alone; its reasons stand on the rule-out page."""
    there = visit_address("assessment.rule_out", subject.page)
    return CauseRow(
        id=ruling.condition.id,
        name=short_name(ruling.condition.name),
        tone=TONES[ruling.verdict],
        because=_because(subject, ruling),
        band=band_of(ruling, subject.moved.get(ruling.condition.id)),
        threshold=ruling.condition.settling.ruled_out_below,
        address=f"{there}#cause-{ruling.condition.id}" if there else None,
    )


def band_of(ruling: Ruling, move: Move | None = None) -> Band:
    """The band of a ruling, with the one before the last answer where it reads otherwise."""
    band = Band(low=ruling.low, point=ruling.probability, high=ruling.high)
    if move is None:
        return band
    before = Band(low=move.before.low, point=move.before.probability, high=move.before.high)
    if before.words == band.words:
        return band
    return Band(low=band.low, point=band.point, high=band.high, was=(before.low, before.high))


def _because(subject: Subject, ruling: Ruling) -> str:
    """One reason, the one that decides."""
    pack = subject.pack
    guards = {s.rule.id: s for s in subject.side.rules if s.rule.id in ruling.condition.guarded_by}
    if ruling.raised:
        return raised_words(subject.side, ruling)
    if ruling.shown_by is not None:
        return f"shown by {pack.library.investigations[ruling.shown_by].name}"
    if ruling.excluded_by is not None:
        return f"excluded by {pack.library.investigations[ruling.excluded_by].name}"
    opened = any(s.state is RuleState.OPEN for s in guards.values())
    if not ruling.leads_node:
        lead = next(r for r in subject.side.differential if r.node == ruling.node and r.leads_node)
        return f"shares its evidence with {_lowered(lead.condition.name)}"
    parts = ["rule open"] if opened else []
    if not (ruling.to_assess and ruling.verdict is Verdict.NEEDS_ASSESSMENT):
        for_, against = _counted(ruling)
        if for_:
            parts.append(f"{for_} for")
        if against:
            parts.append(f"{against} against")
    if ruling.to_assess:
        parts.append(f"{len(ruling.to_assess)} to do")
    return ", ".join(parts) or "nothing speaks for or against it yet"


def _counted(ruling: Ruling) -> tuple[int, int]:
    """How many arguments speak for and against, the picture as a whole counted once."""
    step = ruling.group.log_ratio if ruling.group else 0.0
    return (
        len(ruling.arguments_for) + (step > 0),
        len(ruling.arguments_against) + (step < 0),
    )


def _node_words(ruling: Ruling, pack: Pack) -> str:
    """Which causes share the estimate, because no clinical test tells them apart."""
    if ruling.node is None:
        return ""
    node = next(n for n in pack.presentation.head.nodes if n.id == ruling.node)
    others = [
        short_name(pack.presentation.conditions[name].name)
        for name in node.members
        if name != ruling.condition.id
    ]
    names = " or ".join(_lowered(name) for name in others)
    return f"No clinical test tells it from {names}."


def _lowered(name: str) -> str:
    return short_name(name)[:1].lower() + short_name(name)[1:]


def _note(side: Assessment) -> str:
    total = len(side.differential)
    still = sum(r.verdict is not Verdict.RULED_OUT for r in side.differential)
    return f"{still} of {total} causes open"


def _line(shown: Sequence[Ruling]) -> tuple[str, str]:
    if not shown:
        return "", ""
    first = shown[0]
    if first.raised:
        return "Rule raised:", short_name(first.condition.name)
    tone = TONES[first.verdict]
    return f"{tone.word}:", f"{short_name(first.condition.name)}, {band_of(first).words}"


def _line_state(side: Assessment) -> str:
    raised = len(side.raised)
    opened = sum(_is_found(standing) for standing in side.rules)
    parts = [f"{plural(raised, 'rule')} raised"] if raised else []
    if opened:
        parts.append(f"{plural(opened, 'rule')} open")
    return " · ".join((*parts, _note(side)))


def _is_found(standing: RuleStanding) -> bool:
    return standing.state is RuleState.OPEN and standing.trigger_present


def open_rules_of(page: VisitPage, sides: Sequence[Assessment]) -> tuple[OpenRule, ...]:
    """Raised and open rules of every side, each once, raised ones first."""
    pack = knowledge().pack
    found = [rule for side in sides for rule in _raised(page, side)]
    found += [rule for side in sides for rule in _opened(page, side, pack)]
    return tuple({(rule.state, rule.name): rule for rule in found}.values())


def _raised(page: VisitPage, side: Assessment) -> tuple[OpenRule, ...]:
    """Raised rules head the board, whatever the causes say."""
    return tuple(
        OpenRule(
            state=f"{standing.urgency.value.capitalize()} rule raised",
            name=standing.rule.name,
            words=" ".join(map(_sentence, (standing.timeframe, *standing.says))).strip(),
            action="What to do",
            address=visit_address("assessment.safety_screen", page),
            is_raised=True,
        )
        for standing in side.raised
    )


def _opened(page: VisitPage, side: Assessment, pack: Pack) -> tuple[OpenRule, ...]:
    """Something was found, and the answer that decides is missing."""
    return tuple(
        _open_rule(page, standing, side, pack, action="Do it next")
        for standing in side.rules
        if _is_found(standing)
    )


def _unsettled(page: VisitPage, side: Assessment, pack: Pack) -> tuple[OpenRule, ...]:
    """Rules nothing speaks for, whose questions nobody has asked: named, with what is missing."""
    return tuple(
        _open_rule(page, standing, side, pack, action="Ask")
        for standing in side.rules
        if standing.state is RuleState.OPEN and not standing.trigger_present
    )


def _open_rule(
    page: VisitPage, standing: RuleStanding, side: Assessment, pack: Pack, *, action: str
) -> OpenRule:
    findings = pack.library.findings
    names = [findings[name].name for name in standing.to_ask if name in findings]
    asked = [
        part
        for name in standing.to_ask
        for part in parts_to_ask(name, pack)
        if not side.picture.counts_as_asked(part) and not why_forbidden(findings[part], (side,))
    ]
    return OpenRule(
        name=standing.rule.name,
        words=" ".join((*map(_sentence, standing.says), _not_known(names))),
        also_not_known=tuple(names[NAMED:]),
        action=action,
        address=ask_address(page, asked[0]) if asked else None,
    )


def _not_known(names: Sequence[str]) -> str:
    return f"Not known: {', '.join(names[:NAMED])}." if names else ""


def _sentence(words: str) -> str:
    text = words.strip().rstrip(".")
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _tails(subject: Subject, still: Sequence[Ruling], done: Sequence[Ruling]) -> list[Tail]:
    tails = []
    if still:
        highest = math.ceil(100 * max(r.high for r in still))
        tails.append(
            Tail(
                title="Other causes still open",
                note=f"{len(still)}, none above {highest}\u202f%",
                causes=tuple(cause_line(subject, ruling) for ruling in still),
            )
        )
    if done:
        names = first_few([short_name(r.condition.name) for r in done], NAMED_DONE)
        tails.append(
            Tail(
                title="Ruled out by the answers so far",
                note=f"{len(done)}: {names}",
                causes=tuple(cause_line(subject, ruling) for ruling in done),
            )
        )
    return tails
