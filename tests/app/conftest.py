"""A server and a browser for the tests of a module, and a visitor for each."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("visits")


@pytest.fixture(scope="module")
def address(folder) -> Iterator[str]:
    from page_visitor import served

    with served(folder) as found:
        yield found


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None and not os.environ.get("CI"):
        pytest.skip("needs Chromium, as Debian packages it")
    from page_visitor import FLAGS, sync_api

    with sync_api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM or "/usr/bin/chromium", args=list(FLAGS))
        yield found
        found.close()


@pytest.fixture
def visitor(browser, address):
    from page_visitor import Visitor

    found = Visitor(browser, address)
    yield found
    assert found.faults == [] and found.outside == []
    found.context.close()
