"""Signed results of investigations, in the words of the pack."""

from planner.clinical.case import Case, InvestigationOutcome
from planner.clinical.pack import Pack
from planner.documents.filling.numbers import long_date


def signed_results(pack: Pack, case: Case) -> str:
    """Every signed result with its day and who signed it; empty without one."""
    return "; ".join(_in_words(pack, outcome) for outcome in case.investigations)


def _in_words(pack: Pack, outcome: InvestigationOutcome) -> str:
    """A result the pack no longer knows stands by its own id: it is never left out."""
    known = pack.library.investigations.get(outcome.investigation)
    results = {result.id: result.name for result in known.results} if known else {}
    name, result = known.name if known else outcome.investigation, outcome.result
    said = results.get(result, result.replace("-", " "))
    return f"{name}: {said} ({long_date(outcome.on)}, signed {outcome.signed_by})"
