from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "mesa",
    "numba",
    "pandas",
    "numpy",
    "scipy",
    "pyarrow",
    "altair",
    "vl_convert",
    "networkx",
)

HELP = """
import sys
sys.argv = ["abm", "--help"]
from abm.cli.main import main
try:
    main()
except SystemExit:
    pass
"""
RUN_HELP = HELP.replace('"--help"', '"run", "--help"')
VALIDATE_HELP = HELP.replace('"--help"', '"validate", "--help"')
COMPARE_HELP = HELP.replace('"--help"', '"compare", "--help"')
VERSION = HELP.replace("--help", "--version")
BAD_OPTION = HELP.replace("--help", "--no-such-option")


UNTIL_A_DAY_IS_OVER = """
import sys
from abm.people.people_engine import PeopleEngine

def one_day(self, month, on_night=None):
    print('LOADED', *sorted(sys.modules), file=sys.stderr, flush=True)
    raise KeyboardInterrupt

PeopleEngine.advance = one_day
sys.argv = ["abm", "run", "bill_2011", "--set", "geography.councils=1", "--set", "population.sample=0.01"]
from abm.cli.main import main
try:
    main()
except SystemExit:
    pass
"""


def loaded_after(program: str) -> set[str]:
    """The top-level modules that a fresh interpreter holds after a program."""
    asked = f"{program}\nimport sys\nprint('LOADED', *sorted(sys.modules), file=sys.stderr)"
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    line = next(line for line in answer.stderr.splitlines() if line.startswith("LOADED"))
    return {name.partition(".")[0] for name in line.split()[1:]}


@pytest.mark.parametrize(
    "program",
    [
        "import abm",
        "import abm; dir(abm)",
        HELP,
        RUN_HELP,
        COMPARE_HELP,
        VALIDATE_HELP,
        VERSION,
        BAD_OPTION,
    ],
    ids=["import", "dir", "help", "run help", "compare help", "validate help", "version", "bad option"],
)
def test_nothing_heavy_is_loaded_before_something_needs_it(program):
    loaded = loaded_after(program)
    assert "abm" in loaded
    assert not loaded & set(HEAVY)


def test_nothing_draws_before_anybody_lives(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    loaded = loaded_after(UNTIL_A_DAY_IS_OVER)
    assert {"abm", "mesa", "numba"} <= loaded
    assert not loaded & {"altair", "vl_convert", "SALib"}


def test_what_is_asked_for_is_loaded():
    assert "pydantic" in loaded_after("import abm; abm.Scenario")


def test_what_the_package_offers():
    import abm
    from abm.runs.run import run
    from abm.scenario.scenario import Scenario

    assert abm.run is run
    assert abm.Scenario is Scenario
    assert {"IntegrationModel", "Scenario", "run"} <= set(dir(abm))
    with pytest.raises(AttributeError, match="no attribute 'sweeep'"):
        _ = abm.sweeep
