"""What a period's measures are counted from: activity, money and beds by unit of a level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from abm.activity import Flow, Stock, delayed_column
from abm.finance.purposes import Purpose
from abm.organisations.joint_tally import JointFlow
from abm.vocabulary import BODIES, REASONS, Body, Reason, Service

FIRST_DELAY = int(Stock.DELAYED_FIRST)


@dataclass(frozen=True)
class Counted:
    """A period at one level, U units; or the units of several periods, one below the other."""

    stock_days: np.ndarray
    """int64 [U, STOCKS]."""
    stocks_at_end: np.ndarray
    """int64 [U, STOCKS]: on the last midnight of the period."""
    flows: np.ndarray
    """int64 [U, FLOWS]."""
    days: int | np.ndarray
    """Days of the period; int64 [U] where units are of different periods."""
    spending: dict[str, np.ndarray]
    """Pence paid by each unit's accounts, int64 [U, PURPOSES], by kind of payer."""
    bed_days: np.ndarray
    """float64 [U, 2]: acute bed days open, and filled by care outside the model; nan where a level has none."""
    standing: dict[str, np.ndarray]
    """Means over the period of what stands rather than flows: eligibility, trust; float64 [U] each."""
    joint: np.ndarray
    """int64 [U, JOINT_FLOWS]: what organisations did with and to each other; empty where a level has none."""

    def joint_of(self, *what: JointFlow) -> np.ndarray:
        """How often something joint happened, or its pence."""
        if not len(self.joint):
            return np.full(len(self.flows), np.nan)
        return np.asarray(self.joint[:, list(what)].sum(axis=1), dtype=np.float64)

    def joint_pounds(self, *what: JointFlow) -> np.ndarray:
        """The same where it is money, in pounds."""
        return self.joint_of(*what) / 100.0

    def days_of(self, stock: Stock) -> np.ndarray:
        """Person-days (or hours a week x days) of a stock."""
        return self.stock_days[:, stock].astype(np.float64)

    def mean_of(self, stock: Stock) -> np.ndarray:
        """Mean of a stock over the midnights."""
        return self.days_of(stock) / self.days

    def flow_of(self, flow: Flow) -> np.ndarray:
        """How often something happened."""
        return self.flows[:, flow].astype(np.float64)

    def per_person_year(self, count: np.ndarray, people: float) -> np.ndarray:
        """A count per so many older people and year."""
        return self.share(count * people * 365.25, self.days_of(Stock.ALIVE))

    def delayed(self, reason: Reason | None = None, body: Body | None = None) -> np.ndarray:
        """Delayed days, all or for one reason or body."""
        reasons = range(REASONS) if reason is None else (reason,)
        bodies = range(BODIES) if body is None else (body,)
        columns = [delayed_column(r, b) for r in reasons for b in bodies]
        return np.asarray(self.stock_days[:, columns].sum(axis=1), dtype=np.float64)

    def wait_for(self, service: Service) -> np.ndarray:
        """Mean days waited by those whom a service reached."""
        waited = self.flows[:, int(Flow.WAITED_FIRST) + service]
        return self.share(waited.astype(np.float64), self.flows[:, int(Flow.SERVED_FIRST) + service])

    def pounds(self, payer: str, *purposes: Purpose) -> np.ndarray:
        """Pounds that payers of a kind paid, for some purposes or for all."""
        if payer not in self.spending:
            return np.full(len(self.flows), np.nan)
        pence = self.spending[payer]
        chosen = pence[:, list(purposes)] if purposes else pence
        return np.asarray(chosen.sum(axis=1), dtype=np.float64) / 100.0

    @staticmethod
    def share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
        """A ratio; nan where there is nothing to divide by."""
        part = np.asarray(part, dtype=np.float64)
        whole = np.asarray(whole, dtype=np.float64)
        return np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)


def one_below_the_other(periods: Sequence[Counted]) -> Counted:
    """Several periods of a level as one, for measures that look at each unit by itself.

    What is spent and stands must go by the same names in all of them.
    """

    def rows(name: str) -> np.ndarray:
        return np.concatenate([getattr(each, name) for each in periods])

    def by_name(name: str) -> dict[str, np.ndarray]:
        tables = [getattr(each, name) for each in periods]
        return {key: np.concatenate([table[key] for table in tables]) for key in tables[0]}

    return Counted(
        stock_days=rows("stock_days"),
        stocks_at_end=rows("stocks_at_end"),
        flows=rows("flows"),
        days=np.concatenate([np.broadcast_to(each.days, len(each.flows)) for each in periods]),
        spending=by_name("spending"),
        bed_days=rows("bed_days"),
        standing=by_name("standing"),
        joint=rows("joint"),
    )
