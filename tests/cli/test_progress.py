from __future__ import annotations

import io

from abm.cli.progress import MonthsDone, months_progress, replications_in_words, sweep_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def told_all(stream: io.StringIO, replications: int, months: int) -> str:
    with months_progress(replications_in_words(replications), stream) as told:
        for replication in range(replications):
            for month in range(months):
                told(replication, month + 1, months)
    return stream.getvalue()


def test_piped_progress_is_plain_lines_a_year_apart():
    lines = told_all(io.StringIO(), 2, 30).splitlines()
    starts = [line.split(",")[0] for line in lines]
    assert starts == [f"replication {r} of 2: {m} of 30 months" for r in (1, 2) for m in (12, 24, 30)]
    assert all("a second" in line and line.endswith("s left") for line in lines)
    assert lines[-1].endswith(" 0 s left")
    assert "\x1b" not in "".join(lines)


def test_a_terminal_has_a_bar_with_months_rate_and_time_left():
    shown = told_all(Terminal(), 2, 30)
    assert "60/60" in shown
    assert "replication 2 of 2" in shown
    assert "a second" in shown


class Broken(io.StringIO):
    def write(self, text: str) -> int:
        raise BrokenPipeError


class BrokenTerminal(Broken):
    def isatty(self) -> bool:
        return True


def test_nobody_reading_the_progress_fails_nothing():
    assert told_all(Broken(), 2, 30) == ""
    assert told_all(BrokenTerminal(), 2, 30) == ""


def test_runs_side_by_side_add_up():
    months = MonthsDone(4, at_once=2)
    months.told(0, 6, 12)
    months.told(1, 3, 12)
    assert (months.done, months.total) == (9, 48)


def test_a_run_that_failed_is_over_once_none_so_early_can_be_at_work():
    months = MonthsDone(4, at_once=2)
    months.told(0, 6, 12)
    months.told(1, 3, 12)
    months.told(2, 1, 12)
    assert months.done == 12 + 3 + 1


def test_runs_of_other_lengths_count_as_long_as_they_are():
    months = MonthsDone(3, at_once=1)
    months.told(0, 12, 12)
    months.told(1, 1, 24)
    assert (months.done, months.total) == (13, 54)


def test_a_name_on_a_terminal_is_only_text():
    with months_progress(["[red]integrated[/red]"], stream := Terminal()) as told:
        told(0, 1, 1)
    assert "[red]integrated" in stream.getvalue()


def test_a_piped_sweep_says_how_far_it_is_at_its_start_and_end_only_when_it_is_quick():
    stream = io.StringIO()
    with sweep_progress(stream) as told:
        for finished in range(40, 101):
            told(finished, finished // 50, 100, 40)
    first, last = stream.getvalue().splitlines()
    assert first == "40 of 100 runs, 40 of them from before, 0 failed, 0.0 a minute"
    assert last.startswith("100 of 100 runs, 40 of them from before, 2 failed, ")
    assert last.endswith(" a minute, 0 s left")


def test_a_sweep_on_a_terminal_has_a_bar_with_failures_rate_and_time_left():
    stream = Terminal()
    with sweep_progress(stream) as told:
        told(3, 1, 10, 0)
    assert "3 of 10 runs, 1 failed" in stream.getvalue()
    assert "s left" in stream.getvalue()
