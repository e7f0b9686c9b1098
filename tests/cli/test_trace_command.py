from __future__ import annotations

import sys

import pytest

import abm.runs.trace
from abm.cli.main import main
from abm.runs.trace import NobodyFound

SMALL = ["--set", "geography.councils=1", "--set", "population.sample=0.05"]
SHORT = [*SMALL, "--set", "run.end=2010-06-30", "--set", "run.report_from=2010-05-01"]


def abm_command(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["abm", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_a_person_is_printed_and_written(monkeypatch, tmp_path, capsys):
    page = tmp_path / "new" / "person.html"
    arguments = ["trace", "bill_2011", "integrated", "--person", "12", *SHORT, "--out", str(page)]
    assert abm_command(monkeypatch, *arguments) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("Person 12, of ")
    assert "\nintegrated\n==========\n" in printed
    assert printed.endswith(f"Page: {page}\n")
    assert "One person&#x27;s way under bill_2011, integrated" in page.read_text(encoding="utf-8")


def test_nobody_found_is_said_with_status_0(monkeypatch, tmp_path, capsys):
    page = tmp_path / "person.html"
    monkeypatch.setattr(abm.runs.trace, "trace", lambda *_, **__: NobodyFound("bill_2011", "were like that"))
    assert abm_command(monkeypatch, "trace", "bill_2011", "--like", "one_night", "--out", str(page)) == 0
    assert capsys.readouterr().out == (
        "In the run of bill_2011 there are no people who were like that. Try another --like or --seed.\n"
    )
    assert not page.exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["bill_2012"], "bill_2012"),
        (["bill_2011", "--like", "mr_jones"], "--like"),
        (["bill_2011", "--person", "0"], "--person"),
        (["bill_2011", "--person", "1", "--like", "one_night"], "not both"),
        (["bill_2011", "bill_2011"], "abm trace, SCENARIO"),
        (["bill_2011", "england"], "geography"),
        (["bill_2011", "--out", "person.pdf"], ".html"),
        (["bill_2011", "--out", f"{__file__}/person.html"], "can be written"),
    ],
)
def test_wrong_input_is_one_line_and_status_2_before_anything_is_run(monkeypatch, capsys, arguments, message):
    monkeypatch.setattr(abm.runs.trace, "trace", trace_must_not_run)
    assert abm_command(monkeypatch, "trace", *arguments) == 2
    said = capsys.readouterr()
    assert said.err.startswith("Error: ")
    assert message in said.err
    assert said.err.count("\n") == 1
    assert not said.out


def trace_must_not_run(*_, **__):
    raise AssertionError("a run was begun")


def test_a_number_that_nobody_has_is_status_2(monkeypatch, capsys):
    assert abm_command(monkeypatch, "trace", "bill_2011", "--person", "9999999", *SHORT) == 2
    assert "nobody of that number" in capsys.readouterr().err


def test_an_interrupted_trace_writes_nothing(monkeypatch, tmp_path, capsys):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(abm.runs.trace, "trace", interrupted)
    assert abm_command(monkeypatch, "trace", "bill_2011", "--out", str(tmp_path / "one.html")) == 130
    assert "nothing was written" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_disk_that_refuses_is_one_line_and_status_2(monkeypatch, tmp_path, capsys):
    def refuses(trace: object, path: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("abm.reports.trace_page.write_trace_page", refuses)
    arguments = ["trace", "bill_2011", "--person", "12", *SHORT, "--out", str(tmp_path / "person.html")]
    assert abm_command(monkeypatch, *arguments) == 2
    assert capsys.readouterr().err.splitlines()[-1].endswith("(No space left on device)")
