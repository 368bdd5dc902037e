"""Errors of a form, each with the field it belongs to."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_wtf import FlaskForm


@dataclass(frozen=True, slots=True)
class FieldError:
    """One sentence that says what to do, and the id of the field it links to."""

    field: str
    sentence: str


def errors_of(*forms: FlaskForm, also: Iterable[FieldError] = ()) -> tuple[FieldError, ...]:
    """The errors of one or more forms in the order of their fields, then any others."""
    found = []
    for form in forms:
        for field in form:
            found += [FieldError(field.id, str(sentence)) for sentence in field.errors]
        found += [FieldError("main", str(sentence)) for sentence in form.form_errors]
    return (*found, *also)
