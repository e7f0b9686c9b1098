"""What a calibration leaves behind: the posterior, and the tables that say how it came about."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from abm.analysis.calibration.calibration_file import CalibrationFile
from abm.analysis.calibration.posterior import Posterior
from abm.analysis.calibration.target_fit import target_fit
from abm.errors import InputError
from abm.scenario.fitted import POSTERIOR
from abm.sweeps.whole_file import write_text_whole

if TYPE_CHECKING:
    import pandas as pd

PARAMETERS = "parameters.csv"
TARGETS = "targets.csv"
STAND_INS = "stand_ins.csv"
WAVES = "waves.csv"
EMULATORS = "emulators.csv"
WAVES_FOLDER = "waves"
"""Holds the runs, a sweep for each wave."""
DIGITS = "%.10g"


def check_folder(out: Path) -> None:
    """Raise InputError unless a calibration can be made there: in a new folder, an empty one, or one that it began."""
    if out.exists() and not out.is_dir():
        raise InputError("--out", "", str(out), "it is a file; choose a folder")
    if out.is_dir() and any(out.iterdir()) and not (out / WAVES_FOLDER).is_dir():
        raise InputError("--out", "", str(out), "it holds other files; choose a new or empty folder")


@dataclass(frozen=True)
class CalibrationTables:
    """A posterior as the tables that are written and reported."""

    draws: pd.DataFrame
    parameters: pd.DataFrame
    targets: pd.DataFrame
    stand_ins: pd.DataFrame
    waves: pd.DataFrame
    emulators: pd.DataFrame

    @classmethod
    def of(cls, posterior: Posterior, file: CalibrationFile) -> CalibrationTables:
        """Made from the runs."""
        import pandas as pd

        fitted = {target.id for target in file.fitted}
        waves = [
            {"stage": stage.stage.name, "wave": number, "runs": len(wave.figures), "failed": wave.failed}
            for stage in posterior.stages
            for number, wave in enumerate(stage.waves, start=1)
        ]
        emulators = [
            {"stage": stage.stage.name, "id": target, "foreseen": foreseen}
            for stage in posterior.stages
            for target, foreseen in stage.foreseen.items()
        ]
        return cls(
            draws=posterior.draws,
            parameters=posterior.parameters(),
            targets=target_fit(file.targets, fitted, posterior),
            stand_ins=posterior.stand_ins(),
            waves=pd.DataFrame(waves),
            emulators=pd.DataFrame(emulators),
        )

    @property
    def digest(self) -> str:
        """A hash of the draws as they are written: equal where a calibration was repeated to the last digit."""
        return hashlib.sha256(_text(self.draws).encode()).hexdigest()

    def write(self, folder: Path) -> None:
        """Put every table into the folder, each whole or not at all. Raises CannotStoreError."""
        tables = {
            POSTERIOR: self.draws,
            PARAMETERS: self.parameters,
            TARGETS: self.targets,
            STAND_INS: self.stand_ins,
            WAVES: self.waves,
            EMULATORS: self.emulators,
        }
        for name, table in tables.items():
            write_text_whole(folder, folder / name, _text(table))


def _text(table: pd.DataFrame) -> str:
    return table.to_csv(index=False, float_format=DIGITS, lineterminator="\n")
