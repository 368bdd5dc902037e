"""Every table of the record, known once this module is imported."""

from planner.records import (
    accounts,
    audit,
    care,
    clinic,
    comparisons,
    course,
    decisions,
    findings,
    links,
    looks,
    own,
    people,
    plans,
    printing,
    referrals,
    situation,
)
from planner.records.base import Base

__all__ = [
    "accounts",
    "audit",
    "care",
    "clinic",
    "comparisons",
    "course",
    "decisions",
    "findings",
    "links",
    "looks",
    "own",
    "people",
    "plans",
    "printing",
    "referrals",
    "situation",
]

METADATA = Base.metadata
