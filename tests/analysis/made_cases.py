"""Cases of which it is known where those of interest are."""

from __future__ import annotations

import numpy as np
import pandas as pd

from abm.analysis.cases import REGIMES, Cases

POWERS = ("consult", "refer_back", "joint_sign_off", "place_budget")
BOX_POWERS = ("joint_sign_off", "place_budget")
BOX_TRUST = 0.5


def settings(count: int, columns: int = 3, seed: int = 2) -> pd.DataFrame:
    """A lever with four values, one with two, and numbers of which one matters."""
    luck = np.random.default_rng(seed)
    powers = pd.Categorical([POWERS[at] for at in luck.integers(0, 4, count)], POWERS, ordered=True)
    reviews = pd.Categorical(luck.choice(["false", "true"], count), ["false", "true"], ordered=True)
    numbers = {f"relations.number_{at}": luck.random(count) for at in range(columns)}
    return pd.DataFrame(
        {"board.powers": powers, "measurement.peer_review": reviews, "trust": luck.random(count)} | numbers
    )


def in_the_box(made: pd.DataFrame) -> np.ndarray:
    return np.asarray(made["board.powers"].isin(BOX_POWERS) & (made["trust"] > BOX_TRUST))


def made_cases(count: int = 600, wrong: float = 0.05, *, by_luck: bool = False, columns: int = 3) -> Cases:
    """Of interest are those in the box but for a few; with ``by_luck`` just as many anywhere. Six places a draw."""
    made = settings(count, columns)
    wanted = in_the_box(made) ^ (np.random.default_rng(3).random(count) < wrong)
    if by_luck:
        wanted = np.random.default_rng(4).permutation(wanted)
    return Cases(REGIMES[0], "council", "2014/15", made, wanted, np.arange(count) // 6)
