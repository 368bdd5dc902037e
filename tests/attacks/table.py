"""What every role was answered on every route, printed at the end of the run."""

import pytest

ANSWERS: dict[tuple[str, str, str], dict[str, str]] = {}
"""Answers by database, method and route, then by role."""
ROLES = ("nobody", "halfway", "clinician", "lead", "another's", "not there")


def note(database: str, method: str, route: str, role: str, answer: str) -> None:
    """Keep one cell of the table."""
    ANSWERS.setdefault((database, method, route), {})[role] = answer


def print_table(reporter: pytest.TerminalReporter) -> None:
    """One line a route; the same on both databases, or both are shown."""
    if not ANSWERS:
        return
    reporter.section("routes, roles and objects")
    reporter.write_line(f"{'route':<84}" + "".join(f"{role:>11}" for role in ROLES))
    databases: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for (database, method, route), cells in sorted(ANSWERS.items(), key=lambda one: one[0][1:]):
        answers = tuple(cells.get(role, "") for role in ROLES)
        databases.setdefault((method, route, answers), []).append(database)
    for (method, route, answers), where in databases.items():
        name = f"{method} {route} ({'+'.join(where)})"
        reporter.write_line(f"{name:<84}" + "".join(f"{answer:>11}" for answer in answers))
    reporter.write_line(f"{len(ANSWERS)} lines from {sum(map(len, ANSWERS.values()))} answers")
