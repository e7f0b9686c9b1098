"""``abm app`` served and visited in Chromium, as one who pulls levers would."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from process_memory import megabytes

FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
START = "import sys; from abm.cli.main import main; sys.exit(main())"
PATIENCE = 300.0
"""Seconds."""
SMALL = ("--set", "geography.councils=1", "--set", "population.sample=0.02")
"""For ``--quick``."""


@dataclass(frozen=True)
class Server:
    """``abm app`` at work, and a browser to visit it with."""

    address: str
    process: int
    browser: Any

    def megabytes(self) -> float:
        """What the server holds in memory now."""
        return megabytes("VmRSS", self.process)

    @contextmanager
    def visit(self) -> Iterator[Visit]:
        """A visitor with a browser of their own, who has the first view before them."""
        context = self.browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000.0)
        visit = Visit(page)
        page.goto(self.address)
        visit.wait_for_words("[role=status]", "Ready: begins")
        visit.wait_for_words(".ju-svg desc", "before the first month")
        yield visit
        context.close()


@dataclass(frozen=True)
class Visit:
    """A visitor's page."""

    page: Any

    def wait_for_words(self, selector: str, words: str) -> None:
        """Wait until the page shows them."""
        shows = (
            "([selector, words]) => (document.querySelector(selector) || {textContent: ''}).textContent.includes(words)"
        )
        self.page.wait_for_function(shows, arg=[selector, words])

    def press(self, button: str) -> None:
        """Press a button as soon as it is open."""
        self.page.get_by_role("button", name=button, exact=True).click()

    def step(self, months: int) -> float:
        """Seconds from pressing Step until the month is lived and drawn; ``months``: lived when it is."""
        began = time.perf_counter()
        self.press("Step")
        self.wait_for_words("[role=status]", f"({months} of")
        self.wait_for_words(".ju-svg desc", f"{months_name(months)}:")
        return time.perf_counter() - began


def months_name(months: int) -> str:
    """The last of the months lived, as pictures name it: ``2010-04`` is the first."""
    year, month = divmod(months + 2, 12)
    return f"{2010 + year}-{month + 1:02d}"


@contextmanager
def served(folder: Path, *, quick: bool) -> Iterator[Server]:
    """A server of its own with the first scenario, warm, and a browser."""
    from playwright.sync_api import sync_playwright

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", START, "app", "--port", str(port), *(SMALL if quick else ())]
    with (folder / "log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_until_served(address, process)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
            server = Server(address, process.pid, browser)
            with server.visit():
                pass  # what a first visitor waits for is loaded now
            yield server
            browser.close()
    finally:
        process.terminate()
        process.wait(60)


def _wait_until_served(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            if process.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.2)
