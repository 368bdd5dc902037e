"""``python -m planner replay``: what it prints names nobody, and what it ends with."""

from planner.cli.main import main
from tests.cli.test_audit import store

__all__ = ["store"]


def test_a_record_without_results_is_told_as_such(store, capsys):
    """HZ-034-C2"""
    assert main(["replay"]) == 0
    said = capsys.readouterr().out
    assert "0 issued plans and 0 sign-offs replayed" in said
    assert "every one comes out as it was stored" in said
    assert main(["replay", "--in-use"]) == 0
