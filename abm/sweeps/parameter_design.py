"""The uncertain parameters of an experiment: which are drawn, from what, by which design."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from abm.scenario.parameters import Parameters, parameter_definitions
from abm.scenario.refusal import refusal, unknown_key, unknown_parameter
from abm.sweeps.posterior_file import MOST_VALUES, read_posterior
from abm.sweeps.section import Section, entry, read_section

MOST_DRAWS = 100_000
DESIGNS = ("central", "latin_hypercube", "sobol", "monte_carlo", "posterior")
ENTRIES = {
    "central": (),
    "posterior": ("draws", "file", "values"),
    **dict.fromkeys(("latin_hypercube", "sobol", "monte_carlo"), ("draws", "names", "marginal")),
}
"""What may stand beside each design."""
Column = Annotated[tuple[float, ...], Field(strict=False, min_length=1)]


class ParameterDesign(Section):
    """How the draws of the parameters come about. Names and values are checked."""

    design: Literal["central", "latin_hypercube", "sobol", "monte_carlo", "posterior"] = entry(
        "central",
        meaning="one draw of central values; points spread over the ranges; or rows of a posterior",
        right="one of " + ", ".join(f'"{design}"' for design in DESIGNS),
    )
    draws: int = entry(1, meaning="how many draws", right=f"a whole number from 1 to {MOST_DRAWS}", ge=1, le=MOST_DRAWS)
    names: Annotated[tuple[str, ...], Field(strict=False)] = entry(
        (),
        meaning="which parameters are drawn; * stands for any letters",
        right='names of parameters in quotes, in a list: ["relations.*", "places.trust_sd"]',
    )
    marginal: Literal["triangular", "uniform"] = entry(
        "triangular",
        meaning="from the range alone, or with the central value the likeliest",
        right='one of "triangular", "uniform"',
    )
    values: dict[str, Column] = entry(
        {}, meaning="draws of a posterior, by parameter", right="a list of numbers for each parameter"
    )

    @classmethod
    def read(
        cls, table: Mapping[str, Any], where: str, folder: Path, scenario: Parameters, seed: int
    ) -> ParameterDesign:
        """The design that the table ``[parameters]`` holds. Raises InputError.

        ``scenario``: the parameters of the experiment's scenario. ``folder``: where relative paths are taken from.
        """
        found = dict(table)
        file = found.pop("file", None)
        if "values" in table:
            found["values"] = _flat(table["values"], where)
        read = read_section(cls, found, where, "parameters")
        for name in table:
            if name != "design" and name not in ENTRIES[read.design]:
                allowed = " and ".join(ENTRIES[read.design]) or "nothing"
                remedy = f'design = "{read.design}" takes {allowed} beside it; leave {name} out'
                raise refusal(where, f"parameters.{name}", table[name], remedy)
        if read.design == "posterior":
            return read._with_posterior(file, where, folder, seed)
        if read.design == "central":
            return read
        names = names_meant(read.names, scenario, where)
        return read.model_copy(update={"names": names})

    def _with_posterior(self, file: Any, where: str, folder: Path, seed: int) -> ParameterDesign:
        if (file is None) == (not self.values):
            remedy = "a posterior needs a file: the path of a CSV or Parquet table, a column for each parameter"
            raise refusal(where, "parameters.file", file, remedy)
        if file is None:
            _check_values(self.values, self.draws, where)
            return self
        if not isinstance(file, str):
            raise refusal(where, "parameters.file", file, "write the path of a CSV or Parquet table in quotes")
        values = read_posterior(file, folder, self.draws, seed, where, "parameters.file")
        return self.model_copy(update={"values": values})


def names_meant(patterns: Sequence[str], scenario: Parameters, where: str) -> tuple[str, ...]:
    """Every parameter that is meant, in the order of their definitions.

    What the scenario itself holds away from its central value belongs to what is asked: a pattern leaves it alone,
    and only its full name has it drawn.
    """
    if not patterns:
        remedy = 'say which parameters are drawn: names = ["relations.*", "joint_working.*"], or ["*"] for all'
        raise refusal(where, "parameters.names", list(patterns), remedy)
    meant = set()
    for pattern in patterns:
        found = {name for name in parameter_definitions() if fnmatchcase(name, pattern)}
        if not found:
            remedy = unknown_parameter(pattern, parameter_definitions())
            raise refusal(where, "parameters.names", pattern, remedy)
        if pattern not in found:
            found = {name for name in found if central_value(scenario, name) == parameter_definitions()[name].default}
        meant |= found
    if not meant:
        remedy = "the scenario holds all of these at values of its own; name in full those that are drawn all the same"
        raise refusal(where, "parameters.names", list(patterns), remedy)
    return tuple(name for name in parameter_definitions() if name in meant)


def central_value(scenario: Parameters, name: str) -> float:
    """What a scenario has for a parameter: its central value, unless the scenario says otherwise."""
    group, field = name.split(".")
    return float(getattr(getattr(scenario, group), field))


def _flat(table: Any, where: str) -> dict[str, Any]:
    """Columns by ``group.name``, written with a dot in quotes or as a table in a table."""
    if not isinstance(table, dict):
        raise refusal(where, "parameters.values", table, "write a list of numbers for each parameter")
    columns: dict[str, Any] = {}
    for key, value in table.items():
        columns |= (
            {f"{key}.{name}": inner for name, inner in value.items()} if isinstance(value, dict) else {key: value}
        )
    for name, column in columns.items():
        if name not in parameter_definitions():
            raise refusal(where, f"parameters.values.{name}", column, unknown_key(name, parameter_definitions()))
        if not isinstance(column, list) or not column:
            raise refusal(where, f"parameters.values.{name}", column, "write a list of numbers, one for each draw")
    return columns


def _check_values(values: Mapping[str, tuple[float, ...]], draws: int, where: str) -> None:
    if sum(map(len, values.values())) > MOST_VALUES:
        raise refusal(where, "parameters.values", len(values), f"there can be {MOST_VALUES} values at most")
    for name, column in values.items():
        key = f"parameters.values.{name}"
        if len(column) != draws:
            raise refusal(where, key, len(column), f"write as many values as there are draws, {draws}")
        definition = parameter_definitions()[name]
        for value in column:
            if not definition.low <= value <= definition.high:
                raise refusal(where, key, value, f"write {definition.right}")
