"""The plan of a sweep: every run of an experiment, in order, made only as it is asked for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from abm.randomness import replication_seed
from abm.runs.scenario_facts import scenario_facts
from abm.scenario.scenario import Scenario
from abm.sweeps.arm import Arm
from abm.sweeps.experiment import Experiment
from abm.sweeps.point_runs import PointRuns
from abm.sweeps.run_scenario import scenario_of
from abm.sweeps.sweep_run import Sample, SweepRun


@dataclass(frozen=True)
class SweepPlan:
    """Samples, each met by every arm: the same draw of the parameters and the same seed, so all arms are paired.

    The sequence of samples has no end, and asking for more changes none before. Where draws can be added to (``sobol``,
    ``monte_carlo``), sample s is draw s // R with R replications of each draw. Where their number D is fixed
    (``central``, ``latin_hypercube``, ``posterior``), it is draw s % D: each draw once, then each again with other
    luck. What the experiment does not draw itself walks through the posterior in use, a draw a sample, unless its
    scenario has central values. Explicit points are a sequence with an end: each sample is one run, with levers of its
    own.
    """

    experiment: Experiment

    @cached_property
    def points(self) -> PointRuns | None:
        """The runs of an experiment with explicit points."""
        return None if self.experiment.points is None else PointRuns.of(self.experiment, self.experiment.name)

    @property
    def arms(self) -> tuple[Arm, ...]:
        """Every arm, in the order of runs."""
        return self.experiment.arms

    @property
    def comparison(self) -> Arm:
        """The arm that all others are compared with."""
        return self.experiment.comparison

    @property
    def samples_at_least(self) -> int:
        """Samples that are made in any case."""
        if self.points is not None:
            return self.points.count
        return self.experiment.replications.samples_at_least(self.experiment.parameters.draws)

    @property
    def samples_at_most(self) -> int:
        """Samples after which a rule of precision gives up; without one, those made in any case."""
        if self.points is not None:
            return self.points.count
        return self.experiment.replications.samples_at_most(self.experiment.parameters.draws)

    def sample(self, index: int) -> Sample:
        """A sample, counted from 0. Its seed is that of replication ``index`` of the experiment's seed."""
        number, draws = self.experiment.replications.number, self.experiment.draws
        if draws.is_open:
            draw, replication = divmod(index, number)
        else:
            replication, draw = divmod(index, self.experiment.parameters.draws)
        parameters = self.experiment.base_scenario.drawn(index) | draws.draw(draw)
        return Sample(index, draw, replication, replication_seed(self.experiment.seed, index), parameters)

    def samples(self, first: int, last: int) -> Iterator[Sample]:
        """Samples from ``first`` up to, but without, ``last``."""
        return (self.sample(index) for index in range(first, last))

    def runs(self, first_sample: int, last_sample: int) -> Iterator[SweepRun]:
        """Runs of samples from the first up to, but without, the last: sample by sample, within each arm by arm."""
        if self.points is not None:
            yield from (self.points.run(index) for index in range(first_sample, last_sample))
            return
        for sample in self.samples(first_sample, last_sample):
            for position, arm in enumerate(self.arms):
                yield SweepRun(sample.index * len(self.arms) + position, arm, sample)

    def runs_of(self, samples: int) -> int:
        """How many runs so many samples are."""
        return samples * len(self.arms)

    def base_key(self, code_version: str) -> str:
        """A hash of what all runs share: scenario, what is kept, and the version of the code that makes them."""
        shared = {"scenario": self.experiment.base_scenario.digest(), "keep": asdict(self.experiment.keep)}
        text = json.dumps(shared | {"code": code_version}, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def scenario_of(self, run: SweepRun) -> Scenario:
        """The scenario of a run."""
        return scenario_of(self.experiment.base_scenario, run)

    def experiment_toml(self) -> str:
        """The experiment, resolved in full."""
        return self.experiment.to_toml()

    def scenario_toml(self) -> str:
        """The scenario that it changes, resolved in full."""
        return self.experiment.base_scenario.to_toml()

    def facts(self) -> dict[str, Any]:
        """What was asked for, for ``provenance.json``."""
        experiment = self.experiment
        return {
            "experiment": experiment.name,
            "question": experiment.question,
            "size": experiment.size,
            "seed": experiment.seed,
            "arms": len(self.arms),
            "comparison": self.comparison.name,
            "samples_at_least": self.samples_at_least,
            "samples_at_most": self.samples_at_most,
            **scenario_facts(experiment.base_scenario),
        }
