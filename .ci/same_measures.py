"""Ends with status 1 unless two results folders hold the same rows, every value the same to the last bit."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from abm.runs.results_folder import ResultsFolder


def main(first: Path, second: Path) -> int:
    """Compare, after reading, as files written by other library versions may differ in their bytes."""
    one, other = (ResultsFolder.open(folder).measures() for folder in (first, second))
    labels = [column for column in one.columns if column != "value"]
    if list(one.columns) != list(other.columns) or not one[labels].equals(other[labels]):
        print(f"{first} and {second}: not the same rows ({len(one)} and {len(other)})")
        return 1
    bits, other_bits = (table["value"].to_numpy(np.float64).view(np.int64) for table in (one, other))
    differing = np.flatnonzero(bits != other_bits)
    if len(differing):
        place = differing[0]
        print(f"{len(differing)} of {len(one)} values differ, first {one.iloc[place].to_dict()}")
        print(f"against {other['value'].iloc[place]!r}")
        return 1
    print(f"{len(one)} values are the same to the last bit")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
