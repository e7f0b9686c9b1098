"""Processes that make runs: deaf to Ctrl-C, ended by whoever began them, and never left behind by it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from typing import Any, ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class ProcessPool:
    """A ``ProcessPoolExecutor`` that can be ended without waiting for the work in it."""

    executor: ProcessPoolExecutor
    strangers: frozenset[int]
    """Identities of this process's other children, which are not the pool's to end."""

    @classmethod
    def of(cls, workers: int, begin: Callable[..., None] | None = None, given: tuple[Any, ...] = ()) -> ProcessPool:
        """Processes that first call ``begin`` with what is given. They start when the first work is handed in."""
        context: BaseContext = multiprocessing.get_context("spawn")
        executor = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(begin, given))
        return cls(executor, frozenset(child.pid or 0 for child in multiprocessing.active_children()))

    def submit(
        self, call: Callable[Arguments, Answer], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Future[Answer]:
        """Hand in work. Raises BrokenProcessPool once a process was ended from outside."""
        return self.executor.submit(call, *args, **kwargs)

    def end(self, *, at_once: bool) -> None:
        """Wait for nothing but processes that end; at once, for none to finish its work."""
        if at_once:
            for child in multiprocessing.active_children():
                if child.pid not in self.strangers:
                    child.terminate()
        self.executor.shutdown(cancel_futures=True)


def _begin(begin: Callable[..., None] | None, given: tuple[Any, ...]) -> None:
    """Ctrl-C reaches every process of a terminal: it is for the one that writes to end the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if begin is not None:
        begin(*given)


def _end_with_parent() -> None:
    """A parent that is killed cannot end its children, which would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
