from __future__ import annotations

import io

from abm.cli.progress import months_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def told_all(stream: io.StringIO, replications: int, months: int) -> str:
    with months_progress(replications, stream) as told:
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
