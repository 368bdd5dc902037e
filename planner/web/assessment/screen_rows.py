"""The questions of the safety screen as rows and, once answered, as lines."""

from collections.abc import Iterable, Mapping

from planner.clinical.answers import Presence
from planner.clinical.expressions import evaluate, findings_in
from planner.clinical.findings import Finding
from planner.ruleout.deciding import extra_questions, questions_behind
from planner.ruleout.forbidden import reasons_against
from planner.web.assessment.asking import (
    ASKED,
    answer_control_of,
    earlier_words,
    entry_of,
    options_of,
)
from planner.web.components.questions import AnsweredFold, QuestionRow
from planner.web.services import clock, knowledge
from planner.web.words import day_or_time, small
from planner.workflow.entries import VisitPage
from planner.workflow.standing import ANSWERED, COULD_NOT, AnswerEntry


class ScreenRows:
    """The questions of one page. Each is put once: what a card asks is not asked again below."""

    def __init__(
        self, page: VisitPage, typed: Mapping[str, str], errors: Mapping[str, str]
    ) -> None:
        self._page, self._typed, self._errors = page, typed, errors
        self._findings = knowledge().pack.library.findings
        self._picture = page.assessment.picture
        self.used: set[str] = set()

    def is_asked(self, name: str) -> bool:
        """Whether it is a question or a test, and not worked out from others."""
        return self._findings[name].derived is None

    def owed(self) -> tuple[QuestionRow, ...]:
        """What is still to ask, without what a card or a row that speaks asks already."""
        gaps = self._page.assessment.screen_gaps
        names = questions_behind(gaps, self._picture, knowledge().pack.library)
        here = self.used.union(names)
        now = [name for name in names if not self._waits(name, here)] or names
        return tuple(self.row(name) for name in now if name not in self.used)

    def _waits(self, name: str, here: set[str]) -> bool:
        """Whether a question makes sense only after another one of this page was answered yes."""
        asked_if = self._findings[name].ask_if
        if asked_if is None:
            return False
        first = [
            n for n in findings_in(asked_if) if self._picture.presence(n) is not Presence.PRESENT
        ]
        said = evaluate(asked_if, self._picture)
        return said is not Presence.PRESENT and any(n in here or self._is_no(n) for n in first)

    def _is_no(self, name: str) -> bool:
        return self._picture.presence(name) is Presence.ABSENT

    def folds(self, except_for: Iterable[str]) -> tuple[AnsweredFold, ...]:
        """Every question of the screen that has its answer today, and whatever speaks for a rule.

        A yes that a signed result has resolved stays in sight and can be changed.
        """
        asked = [
            *knowledge().pack.presentation.head.always_screen,
            *(n for s in self._page.assessment.rules for n in extra_questions(s, self._picture)),
            *(n for s in self._page.assessment.rules for n in s.because),
        ]
        return self.folds_of(asked, except_for)

    def folds_of(self, asked: Iterable[str], except_for: Iterable[str]) -> tuple[AnsweredFold, ...]:
        """Those of some questions that have their answer today, shrunk to lines."""
        left_out, found = set(except_for), []
        for name in dict.fromkeys(asked):
            entry = entry_of(self._page, name)
            if name in left_out or entry is None or not entry.counts or not self.is_asked(name):
                continue
            found.append(self._fold(name, entry))
        return tuple(found)

    def row(self, name: str, *, is_raised: bool = False) -> QuestionRow:
        """One question in the pack's words, with what a yes means."""
        self.used.add(name)
        finding, entry = self._findings[name], entry_of(self._page, name)
        is_known = entry is not None and entry.counts
        is_earlier = entry is not None and entry.is_from_earlier_visit
        said = said_words(self._page, entry) if entry and not is_earlier else ""
        control = answer_control_of(
            finding,
            self._page,
            is_compact=True,
            is_new=True,
            typed=self._typed,
            error=self._errors.get(name),
        )
        notes = (said, *self._forbidden(finding), meaning_of(finding))
        return QuestionRow(
            anchor=name,
            name=finding.wording if finding.kind in ASKED else finding.name,
            note=" ".join(part for part in notes if part),
            carried=earlier_words(self._page, entry) if entry and is_earlier else "",
            is_open=not is_known,
            is_raised=is_raised,
            answer=control,
        )

    def _forbidden(self, finding: Finding) -> tuple[str, ...]:
        """That a test is not to be done in this person, as today's answers say."""
        reasons = reasons_against(finding, self._picture)
        return tuple(f"Do not do this test today: {small(reason)}" for reason in reasons)

    def _fold(self, name: str, entry: AnswerEntry) -> AnsweredFold:
        finding = self._findings[name]
        option = next(
            (o for o in options_of(finding, is_compact=True) if o.value == entry.presence), None
        )
        sign = "dash" if entry.presence == COULD_NOT or option is None else option.sign
        word = option.spoken or option.word if option else "Could not be assessed"
        notes = (
            f"{entry.side.value.capitalize()} side." if entry.side else "",
            earlier_words(self._page, entry) if entry.is_from_earlier_visit else "",
            f"{entry.reason.capitalize()}." if entry.reason else "",
        )
        return AnsweredFold(
            name=finding.name,
            row=self.row(name),
            word=word,
            sign=sign,
            note=" ".join(part for part in notes if part),
            is_open=name in self._errors,
        )


def said_words(page: VisitPage, entry: AnswerEntry) -> str:
    """Who said so and when, or at which earlier visit."""
    if entry.is_from_earlier_visit:
        return earlier_words(page, entry)
    if entry.presence not in ANSWERED:
        return ""
    word = "yes" if entry.presence == Presence.PRESENT else "no"
    side = f", {entry.side.value} side" if entry.side else ""
    return f"Answered {word}{side} {day_or_time(entry.at, clock().today())}, {entry.by}."


def meaning_of(finding: Finding) -> str:
    """What counts as a yes, in the pack's words: a question may hold more than one."""
    if finding.kind in ASKED:
        return f"Yes means: {small(finding.positive_when)}."
    wording = finding.wording.rstrip(".")
    asked = wording if wording.endswith("?") else f"{wording}."
    return f"{asked} Present means: {small(finding.positive_when)}."
