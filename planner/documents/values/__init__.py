"""What the documents say: frozen values that hold finished words, and nothing else.

A document value holds only what is printed. A patient's plan therefore has no place for a word
meant for the clinician, and nothing here is looked up, worked out or translated: whoever fills a
value has already chosen its words.

Some texts may carry one mark: ``**right**`` prints *right* in bold. These are named ``Marked`` in
their type; every other text is printed exactly as it stands.
"""

from planner.documents.values.blank_sheet import BlankPart, BlankRow, BlankRule, BlankSheet
from planner.documents.values.clinician_record import (
    AnswerGroup,
    AnswerRow,
    Argument,
    ClinicianRecord,
    DifferentialRow,
    FactorRow,
    LeftOut,
    LikelihoodBand,
    OutcomeMeasureRow,
    OverrideRow,
    RecordItem,
    RecordStage,
    RecordStrand,
    RuleRow,
    SourceRow,
    Stated,
    SummaryLine,
)
from planner.documents.values.cover_sheet import CoverSheet
from planner.documents.values.discharge_summary import DischargeSummary, OutcomeRow
from planner.documents.values.exercise_cards import (
    CardLine,
    Cards,
    DoseCell,
    Drawing,
    DrawingShape,
    ExerciseCard,
    Running,
    RunStep,
    RunTable,
    SpeedSteps,
)
from planner.documents.values.fridge_page import (
    Day,
    Flare,
    HelpLevel,
    HelpTier,
    NextVisit,
    Notice,
    PainRule,
    PainZone,
    Week,
)
from planner.documents.values.identity import Edition, Identity, Marked, PaperSize
from planner.documents.values.later_pages import (
    DailyAdvice,
    Diary,
    DiaryDay,
    Expectation,
    Icon,
    Ladder,
    LadderStep,
    LessLikely,
    SportStep,
    SportSteps,
    Station,
    StepState,
    WhatYouHave,
)
from planner.documents.values.patient_plan import PatientPlan, PlanKind
from planner.documents.values.referral_letter import (
    LetterFinding,
    LetterUrgency,
    ReferralLetter,
)
from planner.documents.values.week_sheet import WeekRow, WeekSheet
from planner.documents.values.work_note import WorkNote

Document = (
    PatientPlan
    | WeekSheet
    | WorkNote
    | ReferralLetter
    | DischargeSummary
    | ClinicianRecord
    | CoverSheet
)
"""A paper that belongs to somebody: every page of it says to whom."""
Printable = Document | BlankSheet
"""Any paper."""

__all__ = [
    "AnswerGroup",
    "AnswerRow",
    "Argument",
    "BlankPart",
    "BlankRow",
    "BlankRule",
    "BlankSheet",
    "CardLine",
    "Cards",
    "ClinicianRecord",
    "CoverSheet",
    "DailyAdvice",
    "Day",
    "Diary",
    "DiaryDay",
    "DifferentialRow",
    "DischargeSummary",
    "Document",
    "DoseCell",
    "Drawing",
    "DrawingShape",
    "Edition",
    "ExerciseCard",
    "Expectation",
    "FactorRow",
    "Flare",
    "HelpLevel",
    "HelpTier",
    "Icon",
    "Identity",
    "Ladder",
    "LadderStep",
    "LeftOut",
    "LessLikely",
    "LetterFinding",
    "LetterUrgency",
    "LikelihoodBand",
    "Marked",
    "NextVisit",
    "Notice",
    "OutcomeMeasureRow",
    "OutcomeRow",
    "OverrideRow",
    "PainRule",
    "PainZone",
    "PaperSize",
    "PatientPlan",
    "PlanKind",
    "Printable",
    "RecordItem",
    "RecordStage",
    "RecordStrand",
    "ReferralLetter",
    "RuleRow",
    "RunStep",
    "RunTable",
    "Running",
    "SourceRow",
    "SpeedSteps",
    "SportStep",
    "SportSteps",
    "Stated",
    "Station",
    "StepState",
    "SummaryLine",
    "Week",
    "WeekRow",
    "WeekSheet",
    "WhatYouHave",
    "WorkNote",
]
