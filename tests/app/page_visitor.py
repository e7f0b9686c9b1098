"""A visitor of the page in a real browser, Debian's Chromium, and the server that is visited."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from abm.app.showing import TABS

sync_api = pytest.importorskip("playwright.sync_api")

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE = 120_000
"""Milliseconds: the first month of a fresh machine waits while the engine is compiled."""
READY = re.compile("Ready: begins")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server for tests, which keeps its log in the folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (folder / "log").open("w") as log:
        command = [sys.executable, str(Path(__file__).parent / "serve.py"), str(port), str(folder)]
        server = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        found = f"http://127.0.0.1:{port}"
        until = time.monotonic() + 180
        while not answers(found):
            assert server.poll() is None and time.monotonic() < until, (folder / "log").read_text()
            time.sleep(0.2)
        yield found
    finally:
        server.terminate()
        server.wait(60)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


class Visitor:
    """One visitor's page, which reaches nothing but the server."""

    def __init__(self, browser, address: str, width: int = 1280) -> None:
        self.outside: list[str] = []
        self.faults: list[str] = []
        self.context = browser.new_context(viewport={"width": width, "height": 900}, accept_downloads=True)
        self.context.route("**/*", lambda route: self._only(route, address))
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.goto(address)
        self.wait_until(READY)

    def _only(self, route, address: str) -> None:
        if route.request.url.startswith((address, "data:", "blob:")):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def wait_until(self, status) -> None:
        self.page.get_by_role("status").filter(has_text=status).wait_for()

    def press(self, name: str) -> None:
        self.page.locator("main, .ju-page").first.get_by_role("button", name=name, exact=True).last.click()

    def lever(self, group: str, label: str):
        if not self.page.get_by_label(label, exact=True).is_visible():
            self.page.locator(".ju-group > summary").filter(has_text=re.compile(f"^{group}")).click()
        return self.page.get_by_label(label, exact=True)

    def has_moved(self, count: int) -> None:
        """The new run is there, with so many levers moved: buttons pressed before that would be shut."""
        self.page.locator(".ju-count").first.wait_for()
        sync_api.expect(self.page.locator(".ju-lever.moved")).to_have_count(count, timeout=PATIENCE)
        self.wait_until(READY)

    def open_tab(self, view: str) -> None:
        """Bring a view to the front, and wait for its picture."""
        self.page.locator(f"#tab-{view}").click()
        self.page.locator(f"#view-panel[aria-labelledby=tab-{view}] svg").first.wait_for()

    def follow(self, whom: str, number: str = "") -> None:
        """Ask for somebody's way."""
        self.page.get_by_role("tab", name=TABS["person"]).click()
        self.page.get_by_label("Whom to follow").select_option(whom)
        if number:
            self.page.get_by_label("Number", exact=True).fill(number)
        self.press("Follow")

    def no_failure(self) -> None:
        assert self.page.get_by_role("alert").count() == 0 and self.faults == [] and self.outside == []

    def save(self, press) -> Path:
        with self.page.expect_download() as waiting:
            press()
        return Path(waiting.value.path())
