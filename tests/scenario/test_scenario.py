import pickle
import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from abm.errors import InputError
from abm.scenario.geography import EnglandPlaces, RegionPlaces, TablePlaces
from abm.scenario.levers import lever_definitions
from abm.scenario.parameters import parameter_definitions
from abm.scenario.scenario import Scenario


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def refused(load) -> str:
    with pytest.raises(InputError) as caught:
        load()
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_the_bill_ships_and_is_found_by_name_and_by_path(tmp_path, monkeypatch):
    by_path = Scenario.load(Path(__file__).parents[2] / "configs" / "bill_2011.toml")
    monkeypatch.chdir(tmp_path)
    assert Scenario.load("bill_2011") == by_path
    assert by_path.name == "bill_2011"
    assert by_path.run.start == date(2010, 4, 1)


def test_the_money_path_of_the_bill():
    bill = Scenario.load("bill_2011")
    years = [bill.levers_on(date(year, 4, 1)) for year in range(2010, 2019)]
    assert {levers.money.nhs_growth for levers in years} == {0.7}
    assert [levers.money.social_care_growth for levers in years[1:]] == [-4.5, -2.7, -2.6, -3.3, 0, 0, 0, 0]
    assert [levers.pooling.nhs_transfer for levers in years[:5]] == [70, 789, 838, 886, 933]
    assert [levers.payment.thirty_day_rule for levers in years[:2]] == [False, True]


def test_a_scenario_written_in_full_reads_back_equal(tmp_path):
    table = write(tmp_path, 'a table \x7f".csv', "a")
    tables = [f"geography.overlap={table}", "geography.places=tables"]
    bill = Scenario.load("bill_2011")
    for scenario in (bill, bill.with_settings(["geography.places=england"]), bill.with_settings(tables)):
        path = write(tmp_path, "full.toml", scenario.to_toml())
        assert Scenario.load(path) == scenario
        assert Scenario.load(path).digest() == scenario.digest()
        assert Scenario.from_dict(scenario.to_dict()) == scenario
        assert pickle.loads(pickle.dumps(scenario)) == scenario


def test_the_digest_follows_what_decides_the_outcome(tmp_path):
    bill = Scenario.load("bill_2011")
    assert bill.with_settings(["name=other", "meaning=words"]).digest() == bill.digest()
    assert bill.with_levers({"payment.hospital": "block"}).digest() != bill.digest()
    assert bill.with_settings(["geography.seed=1"]).digest() != bill.digest()
    digests = []
    for folder, content in (("one", "a"), ("two", "a"), ("three", "b")):
        (tmp_path / folder).mkdir()
        table = write(tmp_path / folder, "overlap.csv", content)
        digests.append(bill.with_settings(["geography.places=tables", f"geography.overlap={table}"]).digest())
    assert digests[0] == digests[1] != digests[2]


def test_settings_are_read_as_on_the_command_line():
    scenario = Scenario.load("bill_2011").with_settings(
        [
            "payment.hospital=block",
            "levers.payment.marginal_tariff=false",
            "payment.delayed_day_charge = 120",
            "reform.abolition_date=2014-04-01",
            "geography.places=england",
            "run.end=2014-03-31",
            "population.sample=0.5",
            "name='a=b'",
        ]
    )
    assert scenario.levers.payment.hospital == "block"
    assert scenario.levers.payment.marginal_tariff is False
    assert scenario.levers.payment.delayed_day_charge == 120.0
    assert scenario.levers.reform.abolition_date == date(2014, 4, 1)
    assert isinstance(scenario.geography, EnglandPlaces)
    assert scenario.run.end == date(2014, 3, 31)
    assert scenario.population.sample == 0.5
    assert scenario.name == "a=b"


def test_numbers_from_numpy_are_numbers():
    scenario = Scenario.from_dict({}).with_levers(
        {"payment.delayed_day_charge": np.float64(50), "payment.marginal_tariff": np.bool_(False)}
    )
    assert type(scenario.levers.payment.delayed_day_charge) is float
    assert scenario.levers.payment.marginal_tariff is False


def test_naming_other_places_starts_that_section_afresh():
    region = Scenario.from_dict({"geography": {"councils": 3, "seed": 7}})
    assert region.geography == RegionPlaces(councils=3, seed=7)
    england = region.with_settings(["geography.places=england"])
    assert england.geography == EnglandPlaces(seed=7)
    message = refused(lambda: england.with_settings(["geography.councils=3"]))
    assert "geography.councils" in message
    assert "england" in message


def test_tables_are_found_beside_the_scenario_that_names_them(tmp_path):
    write(tmp_path, "overlap.csv", "a")
    text = '[geography]\nplaces = "tables"\noverlap = "overlap.csv"\n'
    base = write(tmp_path, "base.toml", text)
    (tmp_path / "below").mkdir()
    child = write(tmp_path / "below", "child.toml", 'extends = "../base.toml"\n')
    for path in (base, child):
        geography = Scenario.load(path).geography
        assert isinstance(geography, TablePlaces)
        assert geography.overlap == tmp_path / "overlap.csv"
        assert geography.ages is None
    (tmp_path / "overlap.csv").unlink()
    message = refused(lambda: Scenario.load(child))
    assert "base.toml" in message
    assert "geography.overlap" in message


def test_tables_need_an_overlap():
    message = refused(lambda: Scenario.from_dict({"geography": {"places": "tables"}}))
    assert "geography.overlap" in message


def test_a_scenario_extends_another(tmp_path):
    first = 'meaning = "first"\nextends = "bill_2011"\n[levers.payment]\nhospital = "block"\n'
    write(tmp_path, "first.toml", first)
    second = (
        'extends = "first.toml"\n[levers.pooling]\nnhs_transfer = 10\n'
        '[[policy]]\ndate = 2012-05-02\nset = { "payment.hospital" = "capitated" }\n'
    )
    scenario = Scenario.load(write(tmp_path, "second.toml", second))
    assert (scenario.name, scenario.meaning) == ("second", "")
    assert scenario.levers_on(date(2012, 5, 31)).payment.hospital == "block"
    assert scenario.levers_on(date(2012, 6, 1)).payment.hospital == "capitated"
    assert scenario.levers_on(date(2014, 6, 1)).pooling.nhs_transfer == 10
    assert [policy.date for policy in scenario.policies] == sorted(policy.date for policy in scenario.policies)


def test_a_circle_of_extensions_is_refused(tmp_path):
    write(tmp_path, "one.toml", 'extends = "two.toml"\n')
    two = write(tmp_path, "two.toml", 'extends = "one.toml"\n')
    message = refused(lambda: Scenario.load(two))
    assert "one.toml, extends" in message
    assert "two.toml extends one.toml extends two.toml" in message


def test_a_fault_in_what_is_extended_names_the_file_it_is_in(tmp_path):
    write(tmp_path, "base.toml", '[levers.payment]\nhospitl = "block"\n')
    child = write(tmp_path, "child.toml", 'extends = "base.toml"\n')
    message = refused(lambda: Scenario.load(child))
    assert "base.toml, levers.payment.hospitl: 'block'" in message
    assert "levers.payment.hospital" in message


def test_unreadable_files_are_refused(tmp_path):
    assert "bill_2011" in refused(lambda: Scenario.load("bill_2010"))
    assert "folder" in refused(lambda: Scenario.load(tmp_path))
    refused(lambda: Scenario.load(""))
    refused(lambda: Scenario.load("a\nb\x00"))
    refused(lambda: Scenario.load("x" * 5000 + ".toml"))
    (tmp_path / "latin.toml").write_bytes(b'name = "a"\nmeaning = "caf\xe9"\n')
    message = refused(lambda: Scenario.load(tmp_path / "latin.toml"))
    assert "latin.toml, line 2" in message
    assert "UTF-8" in message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name = ", "end of file"),
        ("[levers", "TOML"),
        ("a = 1\na = 2", "TOML"),
        ("a = " + "[" * 5000, "deep"),
        ("a." * 500 + "a = 1", "deep"),
        ("[geography]\nseed = 1" + "0" * 5000, "TOML"),
        ("[geography]\nseed = 0x" + "f" * 5000, "geography.seed"),
        ("[levers.money]\nnhs_growth = nan", "levers.money.nhs_growth"),
        ("[levers.money]\nnhs_growth = inf", "levers.money.nhs_growth"),
        ("[levers.money]\nnhs_growth = true", "levers.money.nhs_growth"),
        ("[levers.payment]\nmarginal_tariff = 1", "true or false"),
        ("[levers.payment]\nhospital = 'blok'", '"block"'),
        ("[levers]\npayment = 3", "[levers.payment]"),
        ("[lever.payment]\nhospital = 'block'", "levers"),
        ("[geography]\ncouncils = 8.0", "whole number from 1 to 40"),
        ("[geography]\ncouncils = 41", "whole number from 1 to 40"),
        ("[geography]\nplaces = 'mars'", "england"),
        ("[geography]\nplaces = 'tables'\noverlap = 3", "geography.overlap"),
        ("[run]\nend = '2014-03-31'", "run.end"),
        ("[run]\nend = 2014-03-30", "last day of a month"),
        ("[run]\nend = 2014-03-31T00:00:00", "run.end"),
        ("[run]\nend = 2009-03-31", "run.end"),
        ("[run]\nend = 2011-03-31", "must end after"),
        ("[run]\nend = 2013-03-31\nreport_from = 2014-04-01", "run.report_from"),
        ("[run]\nreport_from = 2011-04-02", "first day of a month"),
        ("[run]\nstart = 2011-04-01", "run.start"),
        ("[population]\nsample = 0", "from 0.001 to 1"),
        ("[population]\nsample = 1.5", "population.sample"),
        ("[population]\nsample = 1e-9", "from 0.001 to 1"),
        ("name = ''", "name"),
        ("name = 3", "name"),
        ("extends = 3", "extends"),
        ("extends = 'nowhere.toml'", "extends"),
        ("policy = 3", "[[policy]]"),
        ("policy = [3]", "[[policy]]"),
        ("[policy]\ndate = 2012-04-01", "[[policy]]"),
        ("[[policy]]\nset = { 'payment.hospital' = 'block' }", "needs a date"),
        ("[[policy]]\ndate = 2012-04-01", "policy 1, set"),
        ("[[policy]]\ndate = 2012-04-01\nset = {}", "policy 1, set"),
        ("[[policy]]\ndate = 2012-04-01\nset = { 'payment.hospitl' = 'block' }", "payment.hospital"),
        ("[[policy]]\ndate = 2012-04-01\nset = { payment = 3 }", "policy 1, set.payment"),
        ("[[policy]]\ndate = 2012-04-01\nwhy = 3\nset = { 'payment.hospital' = 'block' }", "why"),
        ("[[policy]]\ndate = 2012-04-01\nwhen = 3\nset = { 'payment.hospital' = 'block' }", "policy 1, when"),
        ("[[policy]]\ndate = 2009-04-01\nset = { 'payment.hospital' = 'block' }", "2010-04-01"),
        ("[[policy]]\ndate = 2019-03-02\nset = { 'payment.hospital' = 'block' }", "after the end of the run"),
        ("[[policy]]\ndate = 9999-12-31\nset = { 'payment.hospital' = 'block' }", "policy 1, date"),
        (
            "[[policy]]\ndate = 2012-04-01\nset = { 'payment.hospital' = 'block' }\n"
            "[[policy]]\ndate = 2011-04-01\nset = { 'payment.hospital' = 'block' }",
            "order of date",
        ),
        ("[levers]\n'payment.hospital' = 'block'\npayment.hospital = 'tariff'", "twice"),
        ("'a\\nb' = 1", "no such key"),
    ],
)
def test_wrong_files_are_refused_in_one_line(tmp_path, text, expected):
    path = write(tmp_path, "wrong.toml", text)
    message = refused(lambda: Scenario.load(path))
    assert message.startswith(str(path))
    assert expected in message


@pytest.mark.parametrize("setting", ["", "=3", "payment.hospital", "extends=bill_2011", "policy=3", "a=1\nb=2"])
def test_wrong_settings_are_refused(setting):
    assert refused(lambda: Scenario.from_dict({}).with_settings([setting])).startswith("--set")


def test_scenarios_load_without_the_heavy_libraries():
    program = (
        "import sys; from abm.scenario.scenario import Scenario; import abm.scenario.schema; "
        "Scenario.load('bill_2011'); "
        "sys.exit(' '.join({'pandas', 'numba', 'mesa', 'numpy', 'rich'} & set(sys.modules)) or 0)"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert outcome.stderr.strip() == ""
    assert outcome.returncode == 0


@pytest.mark.parametrize("prefix", ["", "parameters."])
def test_a_setting_takes_a_parameter_as_it_is_listed(prefix):
    scenario = Scenario.load("bill_2011").with_settings([f"{prefix}people.crisis_rate=0.13"])
    assert scenario.parameters.people.crisis_rate == 0.13


def test_no_parameter_has_the_name_of_a_lever():
    assert not set(lever_definitions()) & set(parameter_definitions())


def test_typed_values_do_what_the_same_settings_in_text_do():
    typed = Scenario.load("bill_2011").with_values({"board.powers": "refer_back", "run.end": date(2014, 3, 31)})
    assert typed == Scenario.load("bill_2011").with_settings(["board.powers=refer_back", "run.end=2014-03-31"])


def test_typed_values_given_twice_under_two_names_are_refused():
    with pytest.raises(InputError, match=r"levers\.board\.powers is given twice"):
        Scenario.load("bill_2011").with_values({"board.powers": "consult", "levers.board.powers": "consult"})
