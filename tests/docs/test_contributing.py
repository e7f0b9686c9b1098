"""What CONTRIBUTING.md names is there, and CITATION.cff says of the program what the program says of itself."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from markdown_blocks import inline_code

CHECKOUT = Path(__file__).parents[2]
NAMED = inline_code((CHECKOUT / "CONTRIBUTING.md").read_text("utf-8"))
FILE = re.compile(r"[\w./]+\.(py|toml|csv)|\.ci/run|[\w./]+/")
MADE_BY_RUNS = {"runs.parquet", "measures.parquet", "codebook.csv"}


def test_files_are_where_they_are_said_to_be():
    files = [name for name in NAMED if FILE.fullmatch(name) and name not in MADE_BY_RUNS]
    assert len(files) > 40
    known = {path.name for folder in ("abm", "tests") for path in (CHECKOUT / folder).rglob("*.py")}
    assert [name for name in files if not (CHECKOUT / name).exists() and name not in known] == []


def test_tests_are_called_what_they_are_said_to_be():
    tests = {name.rstrip(".") for name in NAMED if re.fullmatch(r"test_\w+\.*", name)}
    written = "".join(path.read_text("utf-8") for path in sorted((CHECKOUT / "tests").rglob("test_*.py")))
    assert len(tests) > 4
    assert [name for name in tests if f"def {name}" not in written] == []


def test_the_words_of_the_program_are_its_own():
    words = {name for name in NAMED if re.fullmatch(r"[A-Z][A-Za-z_]{3,}|_?[a-z]+_[a-z_]+", name)}
    folders = ("abm", "tests")
    written = "".join(path.read_text("utf-8") for folder in folders for path in (CHECKOUT / folder).rglob("*.py"))
    assert [word for word in sorted(words) if word not in written] == []


def test_a_citation_has_the_programs_version_and_licence():
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    citation = (CHECKOUT / "CITATION.cff").read_text("utf-8")
    assert f"\nversion: {project['version']}\n" in citation
    [licence] = re.findall(r"^license: (\w+)$", citation, re.MULTILINE)
    assert (CHECKOUT / "LICENSE").read_text("utf-8").startswith(f"{licence} License")
