"""Whatever is broken in a scenario's file or a setting, reading it ends well or in one line that names it."""

from __future__ import annotations

from broken_files import broken_text
from fuzz_cases import fuzzed
from hostile import TEXTS
from hypothesis import given
from hypothesis import strategies as st
from judged import nothing_written_outside, read_or_refused

from abm.errors import InputError
from abm.model.places_of_a_run import places_of
from abm.runs.file_name import file_name_of
from abm.scenario.keys import known_keys
from abm.scenario.scenario import Scenario

IN_FULL = Scenario.load("bill_2011").to_toml()
SHORT = """
name = "own"
meaning = "one of a user's own"
extends = "bill_2011"
[geography]
councils = 2
[run]
end = 2013-03-31
[levers.board]
powers = "consult"
[parameters.relations]
trust_gain = 0.1
[[policy]]
date = 2012-10-01
why = "assess at home"
set = { "front_line.home_first" = true }
"""


@fuzzed("scenarios")
@given(content=st.one_of(broken_text(SHORT), broken_text(IN_FULL)))
def test_a_scenario_is_read_or_refused(tmp_path, content):
    path = tmp_path / "own" / "scenario.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    with nothing_written_outside(path.parent):
        scenario = read_or_refused(lambda: Scenario.load(path), path)
        if scenario is not None:
            assert Scenario.from_dict(scenario.to_dict()) == scenario
            stays_one_name(file_name_of(scenario.name))


def stays_one_name(name: str) -> None:
    """Nothing that leads out of the folder that it is put in."""
    assert name not in ("", ".", "..")
    assert not set(name) & set('/\\\x00<>:"|?*')


@fuzzed("settings")
@given(st.sampled_from(sorted(known_keys())), st.sampled_from(TEXTS))
def test_a_setting_is_taken_or_refused(key, text):
    try:
        changed = Scenario.load("bill_2011").with_settings([f"{key}={text}"])
        places_of(changed)
    except InputError as error:
        assert len(str(error).splitlines()) == 1
