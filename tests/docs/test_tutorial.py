"""The tutorial, followed word by word in an empty folder. Runs are cut down, and what is installed stays as it is."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from here_engine import HereEngine
from markdown_blocks import Block, blocks, inline_code

from abm.cli.main import main

CHECKOUT = Path(__file__).parents[2]
TUTORIAL = (CHECKOUT / "docs" / "tutorial.md").read_text("utf-8")
SOURCE = "joined-up"
"""The folder in which the tutorial has the program."""
COPIED = ("abm", "calibrations", "configs", "experiments", "tests", "constraints.txt", "pyproject.toml")
NOTHING = re.compile(r"Empty DataFrame|Series\(\[\]")
"""What pandas prints of a table without rows."""
FEW_PEOPLE = ("--set", "population.sample=0.02", "--set", "run.end=2012-03-31")
FEWER_RUNS = {"draws": "2", "number": "1"}
PEOPLE_OF_THE_CHECKOUT = """
import importlib.util
import sys

class PeopleOfTheCheckout:
    def find_spec(self, name, path=None, target=None):
        if name == "abm.people":
            return importlib.util.spec_from_file_location(name, {folder!r} + "/__init__.py",
                                                          submodule_search_locations=[{folder!r}])

sys.meta_path.insert(0, PeopleOfTheCheckout())
"""
"""Compiled code is kept by folder: a copy of the engine, which the tutorial leaves alone, would be compiled anew."""


class Reader:
    """Does what the page says, block by block."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch, said: Callable[[], str]) -> None:
        self.folder = folder
        self.patch = patch
        self.said = said
        self.program_is_changed = False
        self.answers: dict[str, str] = {}
        """What each command said."""

    def follow(self, block: Block) -> None:
        if block.file:
            self.save(block)
        elif block.language == "sh":
            for command in block.text.replace("\\\n", " ").splitlines():
                self.carry_out(command)
        elif block.language == "python":
            self.run_python(block.text)
        elif block.language == "diff":
            self.edit(block.text)
        else:
            pytest.fail(f"nothing here follows a block of {block.language or 'no language'}")

    def save(self, block: Block) -> None:
        text = block.text
        for entry, fewer in FEWER_RUNS.items():
            text = re.sub(rf"^{entry} = \d+$", f"{entry} = {fewer}", text, flags=re.MULTILINE)
        (self.folder / block.file).write_text(text, "utf-8")

    def edit(self, diff: str) -> None:
        """Lines that begin with + come in, those with - go; what stands around them says where."""
        named, *lines = diff.splitlines()
        path = self.folder / named.removeprefix("--- ")
        before, after = ("".join(f"{line[1:]}\n" for line in lines if line[0] in kept) for kept in (" -", " +"))
        text = path.read_text("utf-8")
        assert text.count(before) == 1, f"{path.name} does not have these lines once:\n{before}"
        path.write_text(text.replace(before, after), "utf-8")
        self.program_is_changed = True

    def carry_out(self, command: str) -> None:
        match shlex.split(command):
            case ["python3", "-m", "venv", ".venv"]:
                pass
            case [".venv/bin/pip", "install", "--constraint", pins, "--editable", source]:
                self.could_install(pins, source)
            case [".venv/bin/abm", *arguments]:
                self.answers[command] = self.abm(cut_down(arguments))
            case [".venv/bin/python", "-m", "pytest", *tests]:
                self.answers[command] = self.process("-m", "pytest", *tests)
            case _:
                pytest.fail(f"nothing here carries out: {command}")

    def could_install(self, pins: str, source: str) -> None:
        """What is to be installed is there. `make test` has installed it."""
        assert (self.folder / pins).is_file()
        folder, _, extras = source.removeprefix("./").partition("[")
        project = tomllib.loads((self.folder / folder / "pyproject.toml").read_text("utf-8"))["project"]
        assert "abm" in project["scripts"]
        assert {extra for extra in extras.rstrip("]").split(",") if extra} <= set(project["optional-dependencies"])

    def abm(self, arguments: list[str]) -> str:
        if self.program_is_changed:
            return self.process("-m", "abm.cli.main", *arguments)
        self.patch.setattr(sys, "argv", ["abm", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        answer = self.said()
        assert not ended.value.code, answer
        return answer

    def run_python(self, text: str) -> None:
        if self.program_is_changed:
            answer = self.process("-c", text)
        else:
            exec(compile(text, "tutorial", "exec"), {})
            answer = self.said()
        assert answer.strip()
        assert not NOTHING.search(answer), answer

    def process(self, *arguments: str) -> str:
        """What Python says with the program as the reader has changed it."""
        paths = [str(self.folder / "for_tests"), str(self.folder / SOURCE)]
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def cut_down(arguments: list[str]) -> list[str]:
    """The same with few people, months and replications in one process. Of what is said twice the last counts."""
    command, *given = arguments
    councils = ["--set", "geography.councils=1"] if any("geography.councils=" in each for each in given) else []
    match command:
        case "run":
            return [*arguments, *FEW_PEOPLE, *councils, "--replications", "1"]
        case "compare":
            return [*arguments, *FEW_PEOPLE, *councils, "--replications", "2", "--workers", "1"]
        case "sweep":
            return [*arguments, *FEW_PEOPLE, "--workers", "1"]
        case _:
            return arguments


@pytest.fixture
def reader(tmp_path, monkeypatch, capfd):
    (tmp_path / SOURCE).mkdir()
    for name in COPIED:
        copy = shutil.copytree if (CHECKOUT / name).is_dir() else shutil.copy2
        copy(CHECKOUT / name, tmp_path / SOURCE / name)
    (tmp_path / "for_tests").mkdir()
    people = PEOPLE_OF_THE_CHECKOUT.format(folder=str(CHECKOUT / "abm" / "people"))
    (tmp_path / "for_tests" / "sitecustomize.py").write_text(people, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("abm.sweeps.sweep.ProcessEngine", lambda workers: HereEngine())
    return Reader(tmp_path, monkeypatch, lambda: capfd.readouterr().out)


@pytest.mark.slow
def test_word_by_word(reader):
    for block in blocks(TUTORIAL):
        try:
            reader.follow(block)
        except BaseException as error:
            error.add_note(f"docs/tutorial.md, line {block.line}")
            raise
    for code in inline_code(TUTORIAL):
        if code.startswith("out/"):
            assert (reader.folder / code).exists(), code
    assert "board.public_voice" in reader.answers[".venv/bin/abm levers"]


def test_commands_stand_in_blocks_where_they_are_run():
    assert [
        code for code in inline_code(TUTORIAL) if code.startswith((".venv/", "abm ", "make ", "pip ", "python"))
    ] == []
