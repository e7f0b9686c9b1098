"""Where the page is served, and what is said when it cannot be."""

from __future__ import annotations

import importlib.util
import socket
import sys

import pytest

from abm.app.server import check_free, is_own_address
from abm.cli.main import main
from abm.errors import InputError


def run_main(monkeypatch, capsys, *arguments) -> tuple[int, str]:
    monkeypatch.setattr(sys, "argv", ["abm", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code, capsys.readouterr().err


def test_a_missing_part_of_the_install_is_one_message_and_status_2(monkeypatch, capsys):
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "solara" else find(name))
    status, told = run_main(monkeypatch, capsys, "app")
    assert status == 2 and told.count("\n") == 1 and "pip install 'joined-up[app]'" in told


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["app", "no_such_scenario"], "no such file"),
        (["app", "--set", "board.powers=all"], "board.powers"),
        (["app", "--port", "0"], "port"),
    ],
)
def test_wrong_input_is_one_message_and_status_2(monkeypatch, capsys, arguments, expected):
    status, told = run_main(monkeypatch, capsys, *arguments)
    assert status == 2 and told.count("\n") == 1 and expected in told


def test_a_port_that_is_taken_is_said():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(InputError, match="choose another"):
            check_free("127.0.0.1", taken.getsockname()[1])


@pytest.mark.parametrize(("host", "own"), [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False)])
def test_which_addresses_are_this_machines_alone(host, own):
    assert is_own_address(host) == own
