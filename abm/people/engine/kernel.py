"""How the engine's inner functions are compiled: for one another only, without wrappers that Python could call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import njit

OPTIONS = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True, "error_model": "numpy"}


def kernel(function: Callable[..., Any]) -> Any:
    """Compile an inner function."""
    return njit(**OPTIONS)(function)


def spliced(function: Callable[..., Any]) -> Any:
    """Compile an inner function, and put its machine code into its callers'."""
    return njit(forceinline=True, **OPTIONS)(function)


def inlined(function: Callable[..., Any]) -> Any:
    """Write a very small function into its callers: each one compiled by itself costs a third of a second."""
    return njit(inline="always", **OPTIONS)(function)
