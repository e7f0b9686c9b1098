"""How the engine's inner functions are compiled: for one another only, without wrappers that Python could call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import config, njit

OPTIONS = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True, "error_model": "numpy"}


def kernel(signature_or_function: Any) -> Any:
    """Compile an inner function. With signatures, arguments are converted to them instead of compiled for anew.

    Those are compiled when their module is read, so they are kept in the cache by themselves.
    """
    if callable(signature_or_function):
        return njit(**OPTIONS)(signature_or_function)
    return njit(signature_or_function, cache=bool(config.CACHE_DIR), forceinline=True, **OPTIONS)


def inlined(function: Callable[..., Any]) -> Any:
    """Write a very small function into its callers: each one compiled by itself costs a third of a second."""
    return njit(inline="always", **OPTIONS)(function)
