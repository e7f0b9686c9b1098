"""Whatever is wrong in a scenario, its user gets one line that names the file and the key."""

import copy
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from abm.errors import InputError
from abm.scenario.keys import known_keys
from abm.scenario.scenario import Scenario
from abm.scenario.toml_text import toml_text

BILL = Scenario.load("bill_2011").to_dict()
KEYS = sorted(key for key in known_keys() if known_keys()[key].kind != "file")
PLAIN_KEYS = sorted(key for key in KEYS if known_keys()[key].kind != "text")
NUMBERS = sorted(key for key in KEYS if known_keys()[key].kind in ("number", "whole number"))
MANY = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=12)
WRONG_VALUES = {
    "choice": st.one_of(st.integers(), st.booleans(), st.floats(), st.just("nonsense"), st.just([]), st.just({})),
    "yes or no": st.one_of(st.integers(), WORDS, st.floats(), st.just(["true"])),
    "number": st.one_of(WORDS, st.booleans(), st.sampled_from([float("nan"), float("inf"), [1.0], {"a": 1}])),
    "whole number": st.one_of(WORDS, st.booleans(), st.floats(), st.just([1])),
    "date": st.one_of(WORDS, st.integers(), st.booleans(), st.just(datetime(2014, 3, 31, 12))),
    "text": st.one_of(st.integers(), st.booleans(), st.just([]), st.just(date(2012, 4, 1))),
}


def table_of(document, key):
    """The table that holds a dotted key, and the key's last part."""
    *parents, last = key.split(".")
    for parent in parents:
        document = document[parent]
    return document, last


def message_about(path: Path, text: str) -> str:
    path.write_bytes(text.encode("utf-8"))
    with pytest.raises(InputError) as caught:
        Scenario.load(path)
    message = str(caught.value)
    assert len(message.splitlines()) == 1
    assert message.startswith(str(path))
    return message


@MANY
@given(st.sampled_from(KEYS), st.data())
def test_a_wrong_type_is_named(tmp_path, key, data):
    document = copy.deepcopy(BILL)
    table, last = table_of(document, key)
    table[last] = data.draw(WRONG_VALUES[known_keys()[key].kind])
    assert f"{key}" in message_about(tmp_path / "broken.toml", toml_text(document))


@MANY
@given(st.sampled_from(NUMBERS), st.booleans(), st.floats(1.001, 1e12))
def test_a_number_out_of_range_is_named_with_its_range(tmp_path, key, above, distance):
    definition = known_keys()[key]
    document = copy.deepcopy(BILL)
    table, last = table_of(document, key)
    out = definition.high + distance if above else definition.low - distance
    table[last] = int(out) if definition.kind == "whole number" else float(out)
    message = message_about(tmp_path / "broken.toml", toml_text(document))
    assert f", {key}: " in message
    assert definition.unit in message


@MANY
@given(st.sampled_from(PLAIN_KEYS), WORDS)
def test_an_unknown_key_is_named(tmp_path, key, word):
    document = copy.deepcopy(BILL)
    table, last = table_of(document, key)
    table[last + word] = table.pop(last)
    if f"{key}{word}" in known_keys():
        return
    assert "no such key" in message_about(tmp_path / "broken.toml", toml_text(document))


@MANY
@given(st.permutations(range(len(BILL["policy"]))))
def test_dates_in_the_wrong_order_are_named(tmp_path, order):
    document = copy.deepcopy(BILL)
    document["policy"] = [document["policy"][position] for position in order]
    path = tmp_path / "order.toml"
    if list(order) == sorted(order):
        path.write_text(toml_text(document), encoding="utf-8")
        assert Scenario.load(path) == Scenario.load("bill_2011")
    else:
        assert "order of date" in message_about(path, toml_text(document))


@MANY
@given(st.data())
def test_text_that_was_cut_or_mangled_never_ends_in_a_traceback(tmp_path, data):
    text = toml_text(BILL)
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, min(len(text), start + 40)))
    put_in = data.draw(st.one_of(WORDS, st.sampled_from(["[", "]]", "=", '"', "'''", "\\", "{", "#", "\n=\n", "é"])))
    path = tmp_path / "mangled.toml"
    path.write_bytes((text[:start] + put_in + text[stop:]).encode("utf-8"))
    try:
        Scenario.load(path)
    except InputError as error:
        assert len(str(error).splitlines()) == 1
        assert str(error).startswith(str(path))


@MANY
@given(st.binary(min_size=1, max_size=60))
def test_bytes_of_any_kind_never_end_in_a_traceback(tmp_path, content):
    path = tmp_path / "bytes.toml"
    path.write_bytes(content)
    try:
        Scenario.load(path)
    except InputError as error:
        assert len(str(error).splitlines()) == 1
        assert str(error).startswith(str(path))


@MANY
@given(st.sampled_from(PLAIN_KEYS), WORDS)
def test_settings_of_any_kind_never_end_in_a_traceback(key, word):
    try:
        Scenario.from_dict(BILL).with_settings([f"{key}={word}"])
    except InputError as error:
        assert len(str(error).splitlines()) == 1
        assert str(error).startswith(f"--set, {key}: ")
