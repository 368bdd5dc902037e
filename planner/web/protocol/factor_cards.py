"""Contraindication questions: what the plan waits for, the rest in one line, what was answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from planner.assembly.plan import Plan, Question, QuestionKind
from planner.clinical.answers import Presence
from planner.clinical.contraindications import CellStatus, Factor
from planner.clinical.pack import Pack
from planner.web.components.answers import AnswerControl
from planner.web.components.questions import Caution
from planner.web.protocol.carried import carried_words
from planner.web.protocol.item_cards import some
from planner.web.protocol.respect_form import FACTOR
from planner.web.words import plural
from planner.workflow.entries import VisitPage
from planner.workflow.standing import AnswerEntry

NAMED = 2
"""Items named beside a question; more are counted."""
SAID = {Presence.PRESENT: ("Yes", "tick"), Presence.ABSENT: ("No", "cross")}


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorRow:
    """One question. ``carried`` is what an earlier visit said, not confirmed today (HZ-015).

    ``word`` and ``sign`` are the answer of today; ``refer`` what a yes calls for.
    """

    anchor: str
    name: str
    note: str
    answer: AnswerControl
    carried: str = ""
    word: str = ""
    sign: str = ""
    refer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorsCard:
    """All questions by what they matter for.

    ``from_findings`` block too, but the safety screen still has to ask them: asked there once,
    they need no answer here. What a complete screen leaves unknown is asked here like the rest.
    ``settled`` are known from the findings alone.
    """

    blocking: tuple[FactorRow, ...]
    from_findings: tuple[FactorRow, ...]
    changing: tuple[FactorRow, ...]
    others: tuple[FactorRow, ...]
    answered: tuple[FactorRow, ...]
    settled: tuple[FactorRow, ...]
    effects: tuple[Caution, ...]
    has_plan: bool

    @property
    def count(self) -> str:
        """As "3 wait, 41 answered"."""
        waiting = len(self.blocking) + len(self.from_findings)
        known = len(self.answered) + len(self.settled)
        first = f"{plural(waiting, 'question')} to answer" if waiting else "Nothing waits"
        return f"{first}, {known} known" if self.has_plan else f"{known} known"


def factors_card(plan: Plan | None, page: VisitPage, pack: Pack) -> FactorsCard:
    """Which question stands where. Only questions that matter to the plan are asked."""
    picture = page.assessment.picture
    asked = {q.id: q for q in plan.questions if q.kind is QuestionKind.FACTOR} if plan else {}
    is_screening = bool(page.assessment.screen_gaps)
    blocking: list[FactorRow] = []
    from_findings: list[FactorRow] = []
    changing: list[FactorRow] = []
    others: list[FactorRow] = []
    answered: list[FactorRow] = []
    settled: list[FactorRow] = []
    for factor in _in_order(pack.library.factors.values(), asked):
        question, known = asked.get(factor.id), picture.factor(factor.id)
        entry = page.factors.get(factor.id)
        if question is not None:
            row = _row(factor, page, _matters(question, pack))
            is_asked_before = factor.derived is not None and not row.carried and is_screening
            matter = from_findings if is_asked_before else blocking
            (matter if question.blocks else changing).append(row)
        elif known is Presence.PRESENT and not _says(entry, Presence.PRESENT):
            no = ", although the answer was no" if _says(entry, Presence.ABSENT) else ""
            settled.append(_settled(factor, page, f"From the findings{no}", known))
        elif entry is not None and entry.is_known:
            answered.append(_row(factor, page, f"{entry.by}, {entry.at.astimezone():%H:%M}"))
        elif known is Presence.NOT_ASSESSED:
            others.append(_row(factor, page, factor.label))
        elif factor.derived is not None:
            settled.append(_settled(factor, page, "From the findings", known))
    return FactorsCard(
        blocking=tuple(blocking),
        from_findings=tuple(from_findings),
        changing=tuple(changing),
        others=tuple(others),
        answered=tuple(answered),
        settled=tuple(settled),
        effects=tuple(_effects(plan, page, pack)),
        has_plan=plan is not None,
    )


def _says(entry: AnswerEntry | None, presence: Presence) -> bool:
    return entry is not None and entry.is_known and entry.presence == presence.value


def _settled(factor: Factor, page: VisitPage, note: str, known: Presence) -> FactorRow:
    """What the findings say: the worst answer wins, whatever was answered here."""
    word, sign = SAID[known]
    row = _row(factor, page, note)
    return replace(row, word=word, sign=sign, refer=factor.refer or "" if word == "Yes" else "")


def _in_order(factors: Iterable[Factor], asked: dict[str, Question]) -> Sequence[Factor]:
    """Questions of the plan in the plan's order: those that hold most items first."""
    weight = {name: -len(question.waiting) for name, question in asked.items()}
    return sorted(factors, key=lambda factor: weight.get(factor.id, 0))


def _matters(question: Question, pack: Pack) -> str:
    things = pack.library.interventions
    names = [things[name].name for name in question.waiting if name in things]
    label = pack.library.factors[question.id].label
    if not question.waiting:
        return f"{label}. A yes stops all running"
    verb = "A yes blocks" if question.blocks else "A yes changes"
    if len(names) > NAMED:
        return f"{label}. {verb} {plural(len(names), 'item')} of the plan"
    return f"{label}. {verb}: {'; '.join(names)}"


def _row(factor: Factor, page: VisitPage, note: str) -> FactorRow:
    entry = page.factors.get(factor.id)
    is_known = entry is not None and entry.is_known
    said = Presence(entry.presence) if entry is not None and is_known else Presence.NOT_ASSESSED
    word, sign = SAID.get(said, ("", ""))
    carried = entry is not None and not entry.counts and entry.presence in ("present", "absent")
    return FactorRow(
        anchor=f"{FACTOR}{factor.id}",
        name=factor.ask,
        note=note,
        answer=AnswerControl(
            name=f"{FACTOR}{factor.id}",
            legend=factor.ask,
            chosen=entry.presence if entry is not None and is_known else None,
            is_compact=True,
        ),
        carried=carried_words(entry, page) if entry is not None and carried else "",
        word=word,
        sign=sign,
        refer=factor.refer or "" if said is Presence.PRESENT else "",
    )


def _effects(plan: Plan | None, page: VisitPage, pack: Pack) -> Iterable[Caution]:
    """What each yes does to this plan: items left out, and items done with care."""
    stage = plan.current if plan else None
    for factor in pack.library.factors.values():
        if page.assessment.picture.factor(factor.id) is not Presence.PRESENT:
            continue
        out = [left.name for left in plan.left_out if factor.id in left.factors] if plan else []
        minded = [
            item.intervention.name
            for item in (stage.items if stage else ())
            for caution in item.cautions
            if caution.factor == factor.id and caution.status is CellStatus.PRECAUTION
        ]
        parts = []
        if out:
            parts.append(f"leaves out {some(out)}")
        if minded:
            parts.append(f"care with {some(minded)}")
        yield Caution(factor=f"{factor.label}:", action=f" {'; '.join(parts) or 'nothing here'}.")
