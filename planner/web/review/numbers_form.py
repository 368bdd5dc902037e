"""What the gate still needs, measured in place: each number is saved when it is typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from wtforms import Field, RadioField, SelectChoice
from wtforms.validators import Optional

from planner.clinical.pack import Pack
from planner.progression.gate import Gate
from planner.web.forms import VersionedForm
from planner.web.numbers import NumberField, numbers_sent, plain
from planner.workflow.entries import VisitPage
from planner.workflow.measuring import limits_of
from planner.workflow.review import Review

YES_OR_NO = "yes or no"
OF_THE_RECORD = ("stage-exit", "diagnosis-agreed", "screen-clear")
"""Answered by the record: nobody types them."""
EVERY_VISIT = ("nprs", "psfs")
"""Worst pain, and what the person can do: taken at each review."""
NEAR = 1
"""Weeks before and after the week a measure is due at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoresAsked:
    """Scores to take now: every visit's, those taken before and those due; the rest folds away."""

    now: tuple[str, ...]
    more: tuple[str, ...]


class NumbersForm(VersionedForm):
    """Numbers of this visit by measure. Fields are made for each; nothing is filled in before."""

    shares: Mapping[str, tuple[str, ...]] = {}

    def measures_of(self, measure: str) -> tuple[str, ...]:
        """The fields a measure is typed in: itself, or both sides of a ratio."""
        return tuple(n for n in self.shares.get(measure, (measure,)) if n in self._fields)

    def is_typed(self, name: str) -> bool:
        """Whether the field holds something already."""
        field = self._fields.get(name)
        return field is not None and field.data not in (None, "")

    def numbers(self) -> dict[str, float | None]:
        """What was sent, by measure; an empty field takes a number back."""
        return numbers_sent(self, "version", "csrf_token")


def numbers_form(
    page: VisitPage, review: Review, pack: Pack, *, is_fresh: bool = False
) -> NumbersForm:
    """Fields for each criterion and each score; what was sent stands over the record."""
    gate = review.gate
    named = _criteria(gate) if gate else ()
    shares = {
        name: measure.share_of
        for name in named
        if (measure := pack.library.measures.get(name)) is not None and measure.share_of
    }
    parts = [part for name in named for part in shares.get(name, (name,))]
    fields = {
        name: _measured(name, pack) for name in dict.fromkeys(parts) if name not in OF_THE_RECORD
    }
    asked = scores_asked(review, pack)
    fields |= {name: _scored(name, pack) for name in (*asked.now, *asked.more)}
    kind = type("GateForm", (NumbersForm,), {**fields, "shares": shares})
    data: dict[str, object] = {"version": page.version}
    for name, field in fields.items():
        entry = page.measures.get(name)
        if entry is not None:
            is_choice = field.field_class is RadioField
            data[name] = plain(entry.value) if is_choice else Decimal(str(entry.value))
    form: NumbersForm = kind(**({"formdata": None} if is_fresh else {}), data=data)
    return form


def scores_asked(review: Review, pack: Pack) -> ScoresAsked:
    """What is taken at this visit, and what may be."""
    plan, known = review.plan, pack.library.outcome_measures
    picture = pack.presentation.pictures.get(plan.picture) if plan else None
    named = (picture.outcome_measures if picture else ()) or tuple(known)
    taken = [score.measure.id for score in review.scores]
    weeks = (review.last_day - review.started).days / 7 if review.started else 0
    due = [n for n in named if any(abs(week - weeks) <= NEAR for week in known[n].weeks)]
    gate = _criteria(review.gate) if review.gate else ()
    wanted = [n for n in dict.fromkeys((*EVERY_VISIT, *taken, *due)) if n in known]
    now = tuple(n for n in wanted if n not in gate)
    return ScoresAsked(
        now=now, more=tuple(n for n in named if n not in now and n not in gate and n in known)
    )


def _criteria(gate: Gate) -> tuple[str, ...]:
    judged = (*gate.leave, *gate.regress)
    return tuple(dict.fromkeys(j.criterion.measure for j in judged if j.criterion.measure))


def _measured(name: str, pack: Pack) -> Field:
    measure = pack.library.measures[name]
    if measure.unit == YES_OR_NO:
        return RadioField(
            measure.name,
            choices=[SelectChoice("1", "Yes"), SelectChoice("0", "No")],
            validators=[Optional()],
        )
    lowest, highest = limits_of(pack.library, name)
    label = f"{measure.name}, {measure.unit}" if measure.unit else measure.name
    return NumberField(label, lowest=lowest, highest=highest)


def _scored(name: str, pack: Pack) -> Field:
    outcome = pack.library.outcome_measures[name]
    label = f"{outcome.name.partition(' (')[0]}, {outcome.range}"
    return NumberField(label, lowest=outcome.lowest, highest=outcome.highest)
