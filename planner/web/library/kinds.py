"""What stands in the library: its kinds, and where each entry lies."""

from dataclasses import dataclass

PREFIX = "/library"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of entry. ``id`` stands in the address; ``about`` says what it answers."""

    id: str
    many: str
    one: str
    about: str


KINDS = {
    kind.id: kind
    for kind in (
        Kind(
            id="causes",
            many="Causes",
            one="Cause",
            about="What the pain may come from, how likely at the start, and what settles it",
        ),
        Kind(
            id="rules",
            many="Red-flag rules",
            one="Red-flag rule",
            about="What must be acted on, how fast, what raises it and what can clear it",
        ),
        Kind(
            id="findings",
            many="Findings and tests",
            one="Finding",
            about="How to ask or test, what counts as present, and what it says about each cause",
        ),
        Kind(
            id="treatments",
            many="Treatments",
            one="Treatment",
            about="Exercises, techniques, devices and advice: how, how much, and on what evidence",
        ),
        Kind(
            id="factors",
            many="What treatment must respect",
            one="Factor",
            about="Questions that decide what may be done, and what each answer does",
        ),
        Kind(
            id="modalities",
            many="Kinds of treatment",
            one="Kind of treatment",
            about="Each kind with everything that stops or changes it",
        ),
        Kind(
            id="stages",
            many="Staged treatment",
            one="Staged treatment",
            about="Stages with their aims and the criteria to go on or step back",
        ),
        Kind(
            id="measures",
            many="Measures",
            one="Measure",
            about="Scores and tests, and the change that matters where a source gives one",
        ),
        Kind(
            id="investigations",
            many="Investigations",
            one="Investigation",
            about="Scans and blood tests, and what each result supports or excludes",
        ),
        Kind(
            id="conflicts",
            many="Founding claims and evidence",
            one="Founding claim",
            about="Where the founding document and the evidence part, and what is done about it",
        ),
        Kind(
            id="sources",
            many="Sources",
            one="Source",
            about="The bibliography, how much of each was read, and everything that rests on it",
        ),
    )
}
"""By id, in the order they are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """A link to an entry; ``note`` says how it is meant. Without an address it is only words."""

    words: str
    address: str | None = None
    note: str = ""


def entry_address(kind: str, name: str) -> str:
    """Where an entry lies, for the pages of any area; built thousands of times, so by hand."""
    return f"{PREFIX}/{kind}/{name}"
