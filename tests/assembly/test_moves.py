"""One session on another day: the rest of the week stays, and what comes too close is told."""

from planner.assembly.moves import RUN, net_moves
from planner.assembly.plan import SessionMove
from tests.assembly.test_week import a_week, days_of, every, fast_run, item, springing, week


def move(name: str, day: int, to: int) -> SessionMove:
    return SessionMove(item=name, day=day, to=to)


def test_one_session_moves_and_all_others_stay():
    """The two days left of it, the other item and the runs lie where they lay."""
    things = (item("lift", every(2)), item("bend", every(2)))
    before = week(*things, runs=3, usual=(1, 3, 5))
    after = week(*things, runs=3, usual=(1, 3, 5), moves=[("lift", 4, 6)])

    assert days_of(before, "lift") == [0, 2, 4]
    assert days_of(after, "lift") == [0, 2, 6]
    assert days_of(after, "bend") == days_of(before, "bend")
    assert after.run_days == before.run_days
    assert [day.minutes for day in after.days] != [day.minutes for day in before.days]


def test_a_session_too_near_the_next_is_told_from_sunday_to_monday_too():
    found = week(item("lift", every(2)), moves=[("lift", 4, 6)])

    [close] = found.close
    assert (close.one, close.days, close.lies, close.asked) == ("lift", (0, 6), 1, 2)


def test_nothing_lies_too_close_before_somebody_moves_it():
    found = week(
        item("lift", a_week(3, 48)), springing("skip", a_week(2, 48)), runs=3, usual=(1, 3, 5)
    )
    assert found.close == ()


def test_a_run_takes_along_what_is_done_in_it_and_runs_are_a_day_apart():
    found = week(fast_run("strides", a_week(1)), runs=3, usual=(1, 3, 5), moves=[(RUN, 1, 2)])
    assert found.run_days == (2, 3, 5)
    assert days_of(found, "strides") == [2]
    assert [(each.one, each.days) for each in found.close] == [(RUN, (2, 3))]


def test_two_hard_sessions_on_neighbouring_days_are_told_by_both_names():
    things = (springing("skip", a_week(1)), fast_run("strides", a_week(1)))
    calm = week(*things, runs=2, usual=(1, 5))
    [skip], [fast] = days_of(calm, "skip"), days_of(calm, "strides")
    assert calm.close == ()

    found = week(*things, runs=2, usual=(1, 5), moves=[("skip", skip, (fast + 1) % 7)])
    [close] = found.close
    assert {close.one, close.other} == {"skip", "strides"}
    assert close.lies == 1


def test_nothing_is_put_on_a_rest_day_or_in_a_run_that_is_not_there():
    things = (item("lift", every(2)), fast_run("strides", a_week(1)))
    kept = week(*things, runs=2, usual=(1, 5), rest=(6,))
    moves = [("lift", days_of(kept, "lift")[0], 6), ("strides", days_of(kept, "strides")[0], 3)]
    assert week(*things, runs=2, usual=(1, 5), rest=(6,), moves=moves) == kept


def test_there_and_back_is_no_move_and_two_steps_are_one():
    there, on, back = move("lift", 0, 1), move("lift", 1, 3), move("lift", 3, 0)
    assert net_moves([there, on]) == (move("lift", 0, 3),)
    assert net_moves([there, on, back]) == ()
