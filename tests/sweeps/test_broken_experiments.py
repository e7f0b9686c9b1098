"""Whatever is wrong in an experiment, its user gets one line that names the file, the key and what would be right."""

import copy
import tomllib
from pathlib import Path

import pytest
from experiment_files import GRID, HEADING, LIST, SETTINGS, drawn_levers, drawn_parameters, written
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from abm.errors import InputError
from abm.scenario.toml_text import toml_text
from abm.sweeps.experiment import Experiment

MANY = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
PRECISION = '[replications.precision]\nmeasure = "trust_mean"\nperiod = "2012/13"\nhalf_width = 0.1\nat_most = 30\n'
GRID_OF = '[levers]\ndesign = "grid"\n[levers.values]\n'
SAMPLED = '[levers]\ndesign = "sobol"\narms = 4\n[levers.values]\n'

BROKEN = {
    "no such lever": (GRID_OF + '"board.power" = ["consult"]', "levers.values.board.power", "board.powers"),
    "no such value": (GRID_OF + '"board.powers" = ["veto"]', "levers.values.board.powers", '"consult"'),
    "out of range": (
        GRID_OF + '"leadership.turnover" = [1.0, 9.0]', "levers.values.leadership.turnover", "0 to 3 (multiple)",
    ),
    "not a list": (GRID_OF + '"board.powers" = "consult"', "levers.values.board.powers", "write a list"),
    "no values": (GRID_OF + '"board.powers" = []', "levers.values.board.powers", "write a list"),
    "twice": (GRID_OF + '"board.powers" = ["consult", "consult"]', "levers.values.board.powers", "given twice"),
    "range in a grid": (
        GRID_OF + '"leadership.turnover" = { low = 0.0, high = 1.0 }', "levers.values.leadership.turnover", "list of",
    ),
    "range of words": (
        SAMPLED + '"board.powers" = { low = 0.0, high = 1.0 }', "levers.values.board.powers", "only numbers have a",
    ),
    "range upside down": (
        SAMPLED + '"leadership.turnover" = { low = 2.0, high = 1.0 }',
        "levers.values.leadership.turnover",
        "low must be below high",
    ),
    "range too wide": (
        SAMPLED + '"leadership.turnover" = { low = 0.0, high = 4.0 }',
        "levers.values.leadership.turnover.high",
        "0 to 3",
    ),
    "no such design": ('[levers]\ndesign = "cube"', "levers.design", '"latin_hypercube"'),
    "no such entry": ('[levers]\ndesing = "grid"', "levers.desing", "the closest is design"),
    "nothing to cross": ('[levers]\ndesign = "grid"', "levers.values", "needs the levers to vary"),
    "no arms to draw": (SAMPLED.replace("arms = 4", "") + '"board.scope" = ["care"]', "levers.arms", "how many arms"),
    "arms of a grid": (GRID.replace('"grid"', '"grid"\narms = 4'), "levers.arms", "leave arms out"),
    "two of a name": (LIST.replace('"stay"', '"the Bill"'), "levers.arm 2.name", "another arm has this name"),
    "an arm without a name": (LIST.replace('name = "stay"', ""), "levers.arm 2.name", "it is missing"),
    "an arm of nonsense": (LIST.replace("false", '"no"'), "levers.arm 2.set.reform.abolish_pcts", "true or false"),
    "no such setting": ('[settings]\n"run.ending" = 2013-03-31', "settings.run.ending", "run.end"),
    "no such end": ('[settings]\n"run.end" = 2013-03-30', "settings.run.end", "last day of a month"),
    "the same setting": (
        '[settings]\n"board.powers" = "consult"\n"levers.board.powers" = "consult"', "settings.levers.board.powers",
        "given twice",
    ),
    "no such parameter": (
        drawn_parameters("sobol", names='["relations.trust_gian"]'), "parameters.names", "relations.trust_gain",
    ),
    "no such group": (drawn_parameters("sobol", names='["relation.*"]'), "parameters.names", "no such parameter"),
    "no names": (drawn_parameters("sobol", names="[]"), "parameters.names", "say which parameters are drawn"),
    "no draws": (drawn_parameters("sobol", draws=0), "parameters.draws", "from 1 to"),
    "names of central values": (drawn_parameters("central"), "parameters.draws", "leave draws out"),
    "a posterior of nothing": ('[parameters]\ndesign = "posterior"', "parameters.file", "a posterior needs a file"),
    "a posterior that is not there": (
        '[parameters]\ndesign = "posterior"\nfile = "gone.csv"', "parameters.file", "there is no such file",
    ),
    "no such measure": ('[keep]\nmeasures = ["trust_meen"]', "keep.measures", "trust_mean"),
    "no such level": ('[keep]\nlevels = ["ward"]', "keep.levels", "england, place, council"),
    "a measure without its level": (
        '[keep]\nmeasures = ["trust_mean"]\nlevels = ["council"]', "keep.measures", "england, place only",
    ),
    "no such period": ('[keep]\nperiods = ["2013/14"]', "keep.periods", "years 2011/12 to 2012/13 and months 2011-04"),
    "nothing kept": ("[keep]\nmeasures = []", "keep.measures", "names of measures"),
    "no figures kept": ("[keep]\nfigures = []", "keep.figures", "name one at least"),
    "figures that are no threes": ('[keep]\nfigures = [["trust_mean", "england"]]', "keep.figures", "lists of three"),
    "a figure without its level": (
        '[keep]\nfigures = [["trust_mean", "council", "2011/12"]]', "keep.figures", "england, place only",
    ),
    "a figure of no period": (
        '[keep]\nfigures = [["trust_mean", "england", "2013/14"]]', "keep.figures", "years 2011/12 to 2012/13",
    ),
    "figures and levels": (
        '[keep]\nfigures = [["trust_mean", "england", "2011/12"]]\nlevels = "all"', "keep.levels", "leave one of",
    ),
    "a rule about a figure not kept": (
        PRECISION + '[keep]\nfigures = [["trust_mean", "england", "2011/12"]]',
        "replications.precision.measure",
        "keep.figures",
    ),
    "no such arm": (LIST + '[compare]\narm = "go"', "compare.arm", "'the Bill', 'stay'"),
    "no arm sets it": (GRID + '[compare.set]\n"board.powers" = "consult"', "compare.set", "give all that one sets"),
    "both": (LIST + '[compare]\narm = "stay"\nset = {}', "compare.set", "not both"),
    "a rule's measure": (PRECISION.replace("trust_mean", "trust"), "replications.precision.measure", "no such measure"),
    "a rule's period": (
        PRECISION.replace("2012/13", "2018/19"), "replications.precision.period", "2011/12 to 2012/13",
    ),
    "a rule's month": (PRECISION.replace("2012/13", "2012-04"), "replications.precision.period", "keep.periods"),
    "a rule's level": (PRECISION + 'level = "council"', "replications.precision.level", '"england" or "place"'),
    "a rule's arm": (LIST + PRECISION + 'arm = "sty"', "replications.precision.arm", "'the Bill', 'stay'"),
    "a rule of what is not kept": (
        PRECISION + '[keep]\nmeasures = ["older_people"]', "replications.precision.measure", "keep.measures",
    ),
    "a rule that ends before it starts": (
        PRECISION + "at_least = 50", "replications.precision.at_most", "below the 50 samples",
    ),
    "a rule without a width": (
        PRECISION.replace("half_width = 0.1", ""), "replications.precision.half_width", "it is missing",
    ),
    "too many": ("[replications]\nnumber = 2000000", "replications.number", "a whole number up to"),
    "no such table": ("[leavers]", "leavers", "an experiment has name, question"),
    "an entry of a size": (GRID + "[small.levers]\narms = 3", "small.levers.arms", "leave arms out"),
    "a setting of a size": (
        '[small.settings]\n"geography.councils" = 99', "small.settings.geography.councils", "1 to 40",
    ),
}  # fmt: skip


def refused(path: Path, size: str | None = None) -> str:
    with pytest.raises(InputError) as caught:
        Experiment.load(path, size)
    message = str(caught.value)
    assert len(message.splitlines()) == 1
    assert message.startswith(str(path))
    return message


@pytest.mark.parametrize("broken", BROKEN)
def test_a_slip_is_named_by_file_and_key_with_what_would_be_right(tmp_path, broken):
    text, key, remedy = BROKEN[broken]
    shared = "" if text.startswith("[settings]") else SETTINGS
    message = refused(written(tmp_path, shared, text))
    assert f", {key}: " in message
    assert remedy in message


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        (HEADING.replace('name = "example"', ""), "name"),
        (HEADING.replace('"Does it matter?"', '""'), "question"),
        (HEADING.replace('scenario = "bill_2011"', ""), "scenario"),
        (HEADING.replace('"bill_2011"', '"bill_2012"'), "scenario"),
        (HEADING.replace('"bill_2011"', "2011"), "scenario"),
        (HEADING.replace("seed = 7", "seed = -1"), "seed"),
        (HEADING.replace("seed = 7", "seeed = 1"), "seeed"),
        (HEADING + 'size = "tiny"', "size"),
    ],
)
def test_a_slip_above_the_tables_is_named(tmp_path, heading, key):
    assert f", {key}: " in refused(written(tmp_path, heading=heading))


def test_a_size_that_is_not_there_is_refused_with_those_that_are(tmp_path):
    assert "no sizes" in refused(written(tmp_path), "full")
    only_full = written(tmp_path, "[full.settings]")
    assert "this experiment has [full]" in refused(only_full, "small")
    assert Experiment.load(only_full).size == "full"


def test_a_fault_of_the_scenario_is_named_by_its_own_file(tmp_path):
    (tmp_path / "own.toml").write_text('[levers.board]\npowers = "veto"', "utf-8")
    with pytest.raises(InputError, match=r"own\.toml, levers\.board\.powers: 'veto'"):
        Experiment.load(written(tmp_path, heading=HEADING.replace('"bill_2011"', '"own.toml"')))


FULL = "\n".join(
    (
        HEADING,
        SETTINGS,
        drawn_levers("sobol"),
        drawn_parameters("latin_hypercube"),
        PRECISION,
        '[keep]\nmeasures = ["trust_mean"]\nperiods = "years"\n[compare]\nset = {}',
        '[small.settings]\n"geography.councils" = 1\n[full.parameters]\ndesign = "central"',
    )
)
DOCUMENT = tomllib.loads(FULL)
SCALARS = st.one_of(
    st.integers(), st.floats(), st.booleans(), st.text(st.characters(codec="utf-8"), max_size=8), st.dates(),
    st.integers(10**17, 10**22),
)  # fmt: skip
NAMES = st.sampled_from(["low", "high", "set", "name", "board.powers", "board", "relations.trust_gain", "x.y", ""])
TABLES = st.dictionaries(NAMES, st.one_of(SCALARS, st.lists(SCALARS, max_size=3)), max_size=3)
ANYTHING = st.one_of(
    SCALARS,
    st.lists(SCALARS, max_size=3),
    st.lists(TABLES, max_size=3),
    TABLES,
    st.dictionaries(NAMES, TABLES, max_size=2),
)


def places_in(table, found=()):
    for key, value in table.items():
        yield (*found, key)
        if isinstance(value, dict):
            yield from places_in(value, (*found, key))


def never_a_traceback(path: Path) -> None:
    for size in (None, "full"):
        try:
            Experiment.load(path, size)
        except InputError as error:
            assert len(str(error).splitlines()) == 1
            assert str(error).startswith(str(path))


@MANY
@given(st.sampled_from(sorted(places_in(DOCUMENT))), ANYTHING)
def test_an_entry_of_any_kind_never_ends_in_a_traceback(tmp_path, place, value):
    document = copy.deepcopy(DOCUMENT)
    table = document
    for key in place[:-1]:
        table = table[key]
    table[place[-1]] = value
    path = tmp_path / "broken.toml"
    path.write_bytes(toml_text(document).encode("utf-8"))
    never_a_traceback(path)


@MANY
@given(st.data())
def test_text_that_was_cut_or_mangled_never_ends_in_a_traceback(tmp_path, data):
    start = data.draw(st.integers(0, len(FULL)))
    stop = data.draw(st.integers(start, min(len(FULL), start + 40)))
    put_in = data.draw(st.sampled_from(["", "[", "]]", "=", '"', "'''", "\\", "{", "#", "\n=\n", "é", "9", "[a]", "."]))
    path = tmp_path / "mangled.toml"
    path.write_bytes((FULL[:start] + put_in + FULL[stop:]).encode("utf-8"))
    never_a_traceback(path)


@MANY
@given(st.sampled_from(sorted(places_in(DOCUMENT))))
def test_an_entry_left_out_never_ends_in_a_traceback(tmp_path, place):
    document = copy.deepcopy(DOCUMENT)
    table = document
    for key in place[:-1]:
        table = table[key]
    del table[place[-1]]
    path = tmp_path / "short.toml"
    path.write_bytes(toml_text(document).encode("utf-8"))
    never_a_traceback(path)


@MANY
@given(st.binary(max_size=200))
def test_a_posterior_of_any_bytes_never_ends_in_a_traceback(tmp_path, content):
    for name in ("draws.csv", "draws.parquet"):
        (tmp_path / name).write_bytes(content)
        path = written(tmp_path, f'[parameters]\ndesign = "posterior"\nfile = "{name}"')
        with pytest.raises(InputError) as caught:
            Experiment.load(path)
        assert len(str(caught.value).splitlines()) == 1
