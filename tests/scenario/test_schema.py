import json
from datetime import date

from abm.scenario.keys import known_keys
from abm.scenario.levers import lever_definitions
from abm.scenario.parameters import parameter_definitions
from abm.scenario.scenario import Scenario
from abm.scenario.schema import lever_listing, parameter_listing, scenario_schema


def resolved(schema, entry):
    while "$ref" in entry:
        entry = schema["$defs"][entry["$ref"].rsplit("/", 1)[-1]]
    return entry


def test_the_schema_holds_every_key_and_no_other():
    schema = scenario_schema()
    for key in known_keys():
        if key.startswith("geography."):
            kinds = [resolved(schema, kind) for kind in schema["properties"]["geography"]["oneOf"]]
            assert any(key.removeprefix("geography.") in kind["properties"] for kind in kinds)
            continue
        entry = schema
        for part in key.split("."):
            entry = resolved(schema, entry)
            assert entry.get("additionalProperties", False) is False
            entry = entry["properties"][part]
        assert entry["description"]


def test_the_schema_is_plain_json_with_every_choice():
    schema = json.loads(json.dumps(scenario_schema()))
    board = schema["$defs"]["BoardLevers"]["properties"]["powers"]
    assert board["enum"] == ["consult", "have_regard", "refer_back", "joint_sign_off", "place_budget"]
    changes = schema["properties"]["policy"]["items"]["properties"]["set"]["properties"]
    assert "alignment.rule" not in changes
    assert changes["payment.hospital"]["enum"] == ["tariff", "block", "capitated"]


def test_the_listings_hold_a_row_for_each():
    assert [row["name"] for row in lever_listing()] == list(lever_definitions())
    assert [row["name"] for row in parameter_listing()] == list(parameter_definitions())
    json.dumps(lever_listing() + parameter_listing())


def test_a_listed_default_can_be_set():
    defaults = {row["name"]: row["default"] for row in lever_listing()}
    settings = [f"{name}={json.dumps(value).strip(chr(34))}" for name, value in defaults.items()]
    assert Scenario.from_dict({}).with_settings(settings) == Scenario.from_dict({})
    assert defaults["reform.abolition_date"] == str(date(2013, 4, 1))
