"""What the browser was started with; the same for all visitors, and never changed while it serves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from abm.errors import InputError
from abm.scenario.scenario import Scenario
from abm.scenario.toml_file import shipped_names


@dataclass(frozen=True)
class AppSettings:
    """What ``abm app`` was told."""

    scenario: str = "bill_2011"
    """What is shown first: one that ships, or a path."""
    laid_on_top: tuple[str, ...] = ()
    """``NAME=VALUE`` for every scenario shown, as ``--set`` takes them."""
    seed: int = 1
    folder: Path = Path()
    """Where results folders are looked for."""
    opens_any_file: bool = True
    """Whether visitors may name any file of this machine; only where it answers nobody but itself."""

    def presets(self) -> list[str]:
        """Every scenario that can be chosen by name."""
        shipped = shipped_names("configs")
        return shipped if self.scenario in shipped else [self.scenario, *shipped]

    def load(self, name: str) -> Scenario:
        """A scenario that can be chosen. Raises InputError."""
        if name not in self.presets():
            raise InputError("scenario", "", name, f"choose one of {', '.join(self.presets())}")
        return self.with_settings(Scenario.load(name))

    def with_settings(self, scenario: Scenario) -> Scenario:
        """A scenario with what all scenarios are shown with."""
        return scenario.with_settings(self.laid_on_top) if self.laid_on_top else scenario

    def results_folder(self, typed: str) -> Path:
        """The folder that a visitor typed. Raises InputError where it may not be opened."""
        path = (self.folder / typed.strip()).resolve()
        if not self.opens_any_file and not path.is_relative_to(self.folder.resolve()):
            raise InputError("results folder", "", typed, f"give a folder below {self.folder.resolve().name}")
        return path
