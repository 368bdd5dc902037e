"""The answers in the clinician's record: what was found row by row, the rest in one line each.

Absent and not assessed stand in lines of their own and are never mixed.
"""

from planner.clinical.answers import Presence
from planner.clinical.findings import Position
from planner.clinical.pack import Pack
from planner.clinical.redflags import RuleState
from planner.documents.filling.identity import Paper
from planner.documents.values import AnswerGroup, AnswerRow, SummaryLine
from planner.ruleout.assess import Assessment


def answer_groups(pack: Pack, assessment: Assessment, paper: Paper) -> tuple[AnswerGroup, ...]:
    """What is present, or could not be assessed with its reason, by where it was asked."""
    positions = list(Position)
    found = [
        finding
        for finding in pack.library.findings.values()
        if finding.id in _answered(assessment)
        and (
            assessment.picture.presence(finding.id) is Presence.PRESENT
            or _is_sided(assessment, finding.id)
            or finding.id in assessment.case.could_not_assess
        )
    ]
    found.sort(key=lambda finding: positions.index(finding.position))
    rows = tuple(
        _row(
            assessment,
            finding.id,
            finding.name,
            finding.position.value.replace("-", " "),
            paper.seen.get(finding.id, ""),
        )
        for finding in found
    )
    return (AnswerGroup("Present, or could not be assessed", rows),) if rows else ()


def screen_lines(pack: Pack, assessment: Assessment) -> tuple[SummaryLine, ...]:
    """How much of the safety screen was asked, of what is asked of this patient at all."""
    screen = [name for name in _screen(pack) if assessment.picture.is_asked_of(name)]
    unasked = [name for name in screen if not assessment.picture.counts_as_asked(name)]
    lines = (
        ("Safety screen", f"{len(screen) - len(unasked)} of {len(screen)} asked"),
        ("Screen, not asked", _named(pack, unasked)),
    )
    return tuple(SummaryLine(label, text) for label, text in lines if text)


def _screen(pack: Pack) -> list[str]:
    findings = pack.library.findings
    return [name for name in pack.presentation.head.always_screen if name in findings]


def answer_lines(pack: Pack, assessment: Assessment, paper: Paper) -> tuple[SummaryLine, ...]:
    """What was looked for and absent, in a line each: screen, other findings, clear rules.

    Then when: the day and the person once, with what was answered then by whom.
    """
    findings, picture, screen = pack.library.findings, assessment.picture, _screen(pack)
    others = [
        name
        for name in _answered(assessment)
        if name in findings
        and name not in screen
        and picture.presence(name) is Presence.ABSENT
        and not _is_sided(assessment, name)
    ]
    absent = [name for name in screen if picture.presence(name) is Presence.ABSENT]
    clear = [s.rule.name for s in assessment.rules if s.state is RuleState.CLEAR]
    lines = (
        ("Screen, absent", _named(pack, absent)),
        ("Other answers, absent", _named(pack, others)),
        ("Rules clear", "; ".join(clear)),
        *_seen(pack, [*absent, *others], paper),
    )
    return tuple(SummaryLine(label, text) for label, text in lines if text)


def _seen(pack: Pack, absent: list[str], paper: Paper) -> list[tuple[str, str]]:
    """When what is absent was looked for; the commonest day is told without its names."""
    days: dict[str, list[str]] = {}
    for name in absent:
        if name in paper.seen:
            days.setdefault(paper.seen[name], []).append(name)
    by_size = sorted(days.items(), key=lambda item: -len(item[1]))
    told = [
        when if not place else f"{when}: {_named(pack, names)}"
        for place, (when, names) in enumerate(by_size)
    ]
    if len(told) > 1:
        told[0] += ", all but these"
    return [("Absent, seen", ". ".join(told))] if told else []


def _answered(assessment: Assessment) -> tuple[str, ...]:
    case = assessment.case
    given = (case.answers, case.answers_left, case.answers_right, case.could_not_assess)
    return tuple(dict.fromkeys(name for answers in given for name in answers))


def _is_sided(assessment: Assessment, name: str) -> bool:
    return name in assessment.case.answers_left or name in assessment.case.answers_right


def _row(assessment: Assessment, name: str, label: str, where: str, when: str) -> AnswerRow:
    case = assessment.case
    presence = assessment.picture.presence(name)
    reason = case.could_not_assess.get(name, "")
    answer = presence.value.replace("-", " ")
    if presence is Presence.NOT_ASSESSED and reason:
        answer = "could not be assessed"
    sides = [
        f"{side} {answers[name].value}"
        for side, answers in (("left", case.answers_left), ("right", case.answers_right))
        if name in answers
    ]
    detail = "; ".join(part for part in (reason, ", ".join(sides), where) if part)
    return AnswerRow(finding=label, answer=answer, detail=detail, when=when)


def _named(pack: Pack, names: list[str]) -> str:
    return "; ".join(pack.library.findings[name].name for name in names)
