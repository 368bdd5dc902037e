"""One row of evidence: what is published, what is counted, the study, its source."""

from planner.clinical.findings import AccuracyRow, EvidenceKind, Interval
from planner.clinical.pack import Pack
from planner.web.library.saying import source_refs, verified_mark
from planner.web.library.values import Cell
from planner.web.words import as_words

PRESENT, ABSENT = "LR+", "LR\u2212"


def ratio_cells(pack: Pack, row: AccuracyRow) -> tuple[Cell, ...]:
    """Four cells: when present, when absent, the study and its faults, the source with its mark."""
    discount = row.design_discount
    sources = (row.source, discount.source) if discount else (row.source,)
    return (
        _side(row, is_present=True),
        _side(row, is_present=False),
        Cell(words=_study(row), note=_counted(row)),
        Cell(refs=source_refs(pack, sources), mark=verified_mark(row.verified)),
    )


def _side(row: AccuracyRow, *, is_present: bool) -> Cell:
    if row.evidence is EvidenceKind.RULE:
        return Cell(words=row.effect or "") if is_present else Cell(words="no ratio")
    if row.evidence is EvidenceKind.EXPERT:
        weight = row.weight_if_present if is_present else row.weight_if_absent
        return Cell(words=as_words(weight.value) if weight else "moves nothing")
    ratio = row.lr_positive if is_present else row.lr_negative
    if ratio is None:
        return Cell(words="no ratio published: moves nothing")
    intervals = row.ci95
    interval = (
        (intervals.lr_positive if is_present else intervals.lr_negative) if intervals else None
    )
    discount = row.design_discount
    counted = (discount.lr_positive if is_present else discount.lr_negative) if discount else None
    return Cell(
        words=f"{PRESENT if is_present else ABSENT} {ratio:g}",
        note="; ".join(
            part
            for part in (
                f"95 % {_interval(interval)}" if interval else "",
                f"{counted:g} after discount for design" if counted is not None else "",
            )
            if part
        ),
    )


def _interval(interval: Interval) -> str:
    return f"{interval[0]:g} to {interval[1]:g}"


def _study(row: AccuracyRow) -> str:
    if row.evidence is EvidenceKind.EXPERT:
        return "Expert opinion"
    parts = [
        f"{row.n} people" if row.n else "",
        f"sensitivity {row.sensitivity:.0%}" if row.sensitivity is not None else "",
        f"specificity {row.specificity:.0%}" if row.specificity is not None else "",
        f"against {row.reference_standard}" if row.reference_standard else "",
    ]
    said = ", ".join(part for part in parts if part)
    return said[:1].upper() + said[1:] or as_words(row.evidence.value)


def _counted(row: AccuracyRow) -> str:
    parts = [
        "" if row.usable else "Shown, never counted.",
        "" if row.preferred else "Another row of this finding is counted.",
        f"Bias: {', '.join(each.replace('-', ' ') for each in row.bias)}." if row.bias else "",
        row.quality or "",
        row.note or "",
    ]
    return " ".join(part for part in parts if part)
