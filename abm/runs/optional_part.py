"""Parts of the install that only some commands need."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence

from abm.errors import InputError

FOR_ANALYSIS = ("SALib", "ema_workbench", "sklearn")
"""Modules of the part ``calibrate``."""


def check_installed(command: str, part: str, needed: Sequence[str]) -> None:
    """Raise InputError where a module that a command needs is missing: ``part`` is the extra that brings it."""
    missing = [name for name in needed if importlib.util.find_spec(name) is None]
    if missing:
        remedy = f"install that part too: pip install 'joined-up[{part}]'"
        raise InputError(command, "", f"no {missing[0]}", remedy)
