"""A stream that whoever reads it may close: from then on nothing is printed, and nothing fails for that."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Any, TextIO


class QuietStream:
    """Text for somebody who may have left, as in ``abm run ... | head -1``."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._closed = False

    def write(self, text: str) -> int:
        """Pass the text on while somebody reads."""
        if not self._closed:
            try:
                self._stream.write(text)
            except OSError:
                self._give_up()
        return len(text)

    def flush(self) -> None:
        """Pass on what is held back while somebody reads."""
        if not self._closed:
            try:
                self._stream.flush()
            except OSError:
                self._give_up()

    def say(self, line: str) -> None:
        """Print one line now."""
        self.write(f"{line}\n")
        self.flush()

    def _give_up(self) -> None:
        """What is still held back goes nowhere, or Python would fail on it when it ends."""
        self._closed = True
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
