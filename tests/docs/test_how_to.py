"""How-to guides and the notebook, carried out as they stand, with fewer people."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from markdown_blocks import blocks, inline_code
from typer.testing import CliRunner

from abm.cli.main import app

DOCS = Path(__file__).parents[2] / "docs"
GUIDES = sorted((DOCS / "how_to").glob("*.md"))


def fewer(text: str) -> str:
    """The same script with few people and two replications."""
    return re.sub(r'"run\.end=[^"]*"', '"run.end=2012-03-31", "population.sample=0.02"', text)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore")  # of the libraries that scripts use
def test_scripts_of_a_guide_run(guide, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for block in blocks(guide.read_text("utf-8")):
        if block.language == "python":
            exec(compile(fewer(block.text), f"{guide.name}:{block.line}", "exec"), {})
            assert capsys.readouterr().out


def test_commands_of_guides_have_the_options_that_there_are():
    commands = re.findall(r"\.venv/bin/abm (.+)", "\n".join(guide.read_text("utf-8") for guide in GUIDES))
    assert commands
    for command in commands:
        name, *arguments = shlex.split(command)
        known = CliRunner().invoke(app, [name, "--help"]).output
        assert [each for each in arguments if each.startswith("--") and each not in known] == []


def test_files_that_guides_name_are_there():
    named = [code for guide in GUIDES for code in inline_code(guide.read_text("utf-8"))]
    paths = [code for code in named if code.startswith(("calibrations/", "configs/", "experiments/"))]
    assert [path for path in paths if not (DOCS.parent / path).exists()] == []


@pytest.mark.filterwarnings("ignore")  # of the libraries that scripts use
def test_the_notebook_runs_and_is_kept_without_what_it_shows(monkeypatch):
    notebook = json.loads((DOCS / "notebooks/first_look.ipynb").read_text("utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    names: dict[str, object] = {}
    for cell in code:
        text = fewer("".join(cell["source"])).replace("'2013/14'", "'2011/12'").replace("2014-03-31", "2012-03-31")
        exec(compile(text, cell["id"], "exec"), names)
    assert len(names["table"]) == 3
    assert len(names["ties"]) > 0
