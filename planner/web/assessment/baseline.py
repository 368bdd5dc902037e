"""The baseline: what the gates of the likely treatment are held against later."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from wtforms import RadioField, SelectChoice, StringField
from wtforms.validators import Optional

from planner.clinical.pack import Pack
from planner.clinical.stages import TreatmentPicture
from planner.web.forms import VersionedForm
from planner.web.numbers import NumberField, numbers_sent, plain
from planner.web.services import knowledge
from planner.workflow.entries import VisitPage
from planner.workflow.measuring import limits_of

FIRST_STAGES = 2
"""A first visit starts in one of these; later gates are measured when their stage comes."""
SIGN = "sign-to-test-again"
YES_OR_NO = "yes or no"
STANDING_OF_THE_RECORD = ("stage-exit", "diagnosis-agreed", "screen-clear", "reasoning-reopened")
"""Measures that the record itself answers: nobody types them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineMeasure:
    """One number to record. ``needed_for`` names the criterion it is held against."""

    id: str
    name: str
    unit: str
    how_to: str
    needed_for: str
    is_yes_or_no: bool
    lowest: float
    highest: float | None


def baseline_picture(page: VisitPage, pack: Pack) -> TreatmentPicture | None:
    """The treatment of the working diagnosis, else of the first cause that has one."""
    known = pack.presentation.conditions
    if page.working_diagnosis is not None and page.working_diagnosis.value in known:
        found = pack.picture_for(str(page.working_diagnosis.value))
        if found is not None:
            return found
    for ruling in page.assessment.differential:
        found = pack.picture_for(ruling.condition.id)
        if found is not None:
            return found
    return None


def baseline_measures(page: VisitPage, pack: Pack) -> tuple[BaselineMeasure, ...]:
    """What the exits of the first stages need, and the scores taken at the start."""
    picture = baseline_picture(page, pack)
    if picture is None:
        return ()
    found: dict[str, BaselineMeasure] = {}
    for name, why in _wanted(picture, pack):
        measure = _measure(name, why, pack)
        if measure is not None and name not in STANDING_OF_THE_RECORD:
            found.setdefault(name, measure)
    return tuple(found.values())


def _wanted(picture: TreatmentPicture, pack: Pack) -> Iterator[tuple[str, str]]:
    for stage in picture.stages[:FIRST_STAGES]:
        for criterion in stage.exit:
            if criterion.measure is not None:
                yield criterion.measure, f"{stage.name}: {criterion.text}"
    for name in picture.outcome_measures:
        outcome = pack.library.outcome_measures.get(name)
        if outcome is not None and 0 in outcome.weeks:
            yield name, f"Score at the start; {outcome.when}"


def _measure(name: str, why: str, pack: Pack) -> BaselineMeasure | None:
    measure, outcome = pack.library.measures.get(name), pack.library.outcome_measures.get(name)
    if measure is None and outcome is None:
        return None
    unit = (measure.unit if measure else None) or (outcome.range if outcome else "")
    lowest, highest = limits_of(pack.library, name)
    return BaselineMeasure(
        id=name,
        name=measure.name if measure else outcome.name if outcome else name,
        unit=unit,
        how_to=measure.how_to if measure else (outcome.setup or "") if outcome else "",
        needed_for=why,
        is_yes_or_no=unit == YES_OR_NO,
        lowest=lowest,
        highest=highest,
    )


def baseline_count(page: VisitPage) -> tuple[int, int]:
    """How many of the baseline are recorded at this visit, the sign to test again among them."""
    measures = baseline_measures(page, knowledge().pack)
    sign = page.words.get(SIGN)
    done = sum(measure.id in page.measures for measure in measures)
    return done + bool(sign and sign.value), len(measures) + 1


class BaselineForm(VersionedForm):
    """The numbers of one visit; nothing is filled in beforehand. Fields are made for each."""

    sign = StringField("One sign to test again at every visit")

    def numbers(self) -> dict[str, float | None]:
        """What was sent, by measure; an empty field takes a number back."""
        return numbers_sent(self, "sign", "version", "csrf_token")


def baseline_form(
    page: VisitPage, measures: tuple[BaselineMeasure, ...], *, is_fresh: bool = False
) -> BaselineForm:
    """What the record holds of this visit; what was sent stands over it."""
    kind = type("MeasuresForm", (BaselineForm,), {m.id: _field(m) for m in measures})
    sign = page.words.get(SIGN)
    data: dict[str, object] = {"version": page.version, "sign": sign.value if sign else ""}
    for measure in measures:
        entry = page.measures.get(measure.id)
        if entry is not None:
            data[measure.id] = (
                plain(entry.value) if measure.is_yes_or_no else Decimal(str(entry.value))
            )
    form: BaselineForm = kind(**({"formdata": None} if is_fresh else {}), data=data)
    return form


def _field(measure: BaselineMeasure) -> object:
    label = measure.name
    if measure.is_yes_or_no:
        return RadioField(
            label,
            choices=[SelectChoice("1", "Yes"), SelectChoice("0", "No")],
            validators=[Optional()],
        )
    if measure.unit and measure.unit not in label:
        label = f"{label}, {measure.unit}"
    return NumberField(label, lowest=measure.lowest, highest=measure.highest)
