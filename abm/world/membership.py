"""Which body each neighbourhood belongs to, ready to add the neighbourhoods' rows up by body."""

from __future__ import annotations

import numpy as np

from abm.world.geography import IntArray


class Membership:
    """Neighbourhoods grouped by one kind of body."""

    def __init__(self, of: IntArray, count: int) -> None:
        self.of = np.asarray(of)
        self.count = count
        self._order = np.argsort(self.of, kind="stable")
        self._present, self._starts = np.unique(self.of[self._order], return_index=True)

    def total(self, rows: np.ndarray) -> np.ndarray:
        """Sum rows [neighbourhoods, ...] by body: [bodies, ...]; bodies without neighbourhoods get 0."""
        totals = np.zeros((self.count, *rows.shape[1:]), dtype=rows.dtype)
        totals[self._present] = np.add.reduceat(rows[self._order], self._starts, axis=0)
        return totals

    def mean(self, values: np.ndarray, weights: np.ndarray) -> np.ndarray:
        """Weighted mean of values [neighbourhoods] by body; 0 for bodies without weight."""
        weight = self.total(weights.astype(np.float64))
        return np.divide(self.total(values * weights), weight, out=np.zeros(self.count), where=weight > 0)
