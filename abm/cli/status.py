"""Exit statuses of the command line, beside 0 for done."""

from __future__ import annotations

SOME_FAILED, WRONG_INPUT, INTERRUPTED = 1, 2, 130
