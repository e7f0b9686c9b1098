"""The page in a real browser: Debian's Chromium, driven as a visitor would."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from abm.scenario.scenario import Scenario
from abm.scenario.toml_file import shipped_names

CHROMIUM = shutil.which("chromium")
if CHROMIUM is None and not os.environ.get("CI"):
    pytest.skip("needs Chromium, as Debian packages it", allow_module_level=True)
sync_api = pytest.importorskip("playwright.sync_api")

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE = 120_000
"""Milliseconds: the first month of a fresh machine waits while the engine is compiled."""
READY = re.compile("Ready: begins")
TINY_SWEEP = """
name = "tiny"
question = "What do votes on one budget change in a year?"
scenario = "bill_2011"
[settings]
"geography.councils" = 1
"population.sample" = 0.02
"run.end" = 2011-07-31
[levers]
design = "grid"
[levers.values]
"board.powers" = ["consult", "place_budget"]
"pooling.mandated_minimum" = [0.0, 0.2]
[replications]
number = 2
[keep]
levels = ["england"]
periods = "months"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("visits")


@pytest.fixture(scope="module")
def address(folder) -> Iterator[str]:
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


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM or "/usr/bin/chromium", args=list(FLAGS))
        yield found
        found.close()


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

    def no_failure(self) -> None:
        assert self.page.get_by_role("alert").count() == 0 and self.faults == [] and self.outside == []

    def save(self, press) -> Path:
        with self.page.expect_download() as waiting:
            press()
        return Path(waiting.value.path())


@pytest.fixture
def visitor(browser, address) -> Iterator[Visitor]:
    found = Visitor(browser, address)
    yield found
    assert found.faults == [] and found.outside == []
    found.context.close()


def test_the_first_view_shows_the_places(visitor):
    assert "Aldershire" in visitor.page.locator(".ju-svg").inner_text()
    assert visitor.page.locator(".ju-group").count() == 12
    visitor.no_failure()


def test_every_preset_can_be_chosen(visitor):
    for name in shipped_names("configs"):
        visitor.page.get_by_label("Scenario", exact=True).select_option(name)
        visitor.page.locator("h3").filter(has_text=re.compile(f": {name}$")).wait_for()
        visitor.wait_until(READY)
        visitor.no_failure()


def test_step_run_pause_and_reset_with_levers_kept(visitor):
    visitor.lever("Board", "Powers").select_option("place_budget")
    visitor.has_moved(1)
    visitor.lever("Payment", "Marginal tariff").uncheck()
    visitor.has_moved(2)
    visitor.press("Step")
    visitor.wait_until("(1 of 30)")
    visitor.press("Run")
    visitor.wait_until(re.compile(r"\(([5-9]|1\d) of 30\)"))
    visitor.press("Pause")
    visitor.page.get_by_role("button", name="Run", exact=True).last.wait_for()
    time.sleep(0.5)
    paused = visitor.page.get_by_role("status").inner_text()
    time.sleep(0.5)
    assert visitor.page.get_by_role("status").inner_text() == paused
    visitor.press("Reset")
    visitor.wait_until(READY)
    assert visitor.lever("Board", "Powers").input_value() == "place_budget"
    assert not visitor.lever("Payment", "Marginal tariff").is_checked()
    visitor.page.get_by_role("tab", name="Over time").click()
    visitor.press("Step")
    visitor.page.locator(".ju-svg").filter(has_text="the run before").wait_for()
    visitor.no_failure()


def test_a_run_goes_to_its_end(visitor):
    visitor.press("Run")
    visitor.wait_until("Finished: 30 months")
    assert visitor.page.get_by_role("button", name="Step", exact=True).is_disabled()


def test_a_lever_moved_meanwhile_is_a_dated_policy_of_the_saved_scenario(visitor, tmp_path):
    for month in (1, 2):
        visitor.press("Step")
        visitor.wait_until(f"({month} of 30)")
    visitor.lever("Payment", "Hospital").select_option("block")
    visitor.page.locator(".ju-lever.moved").wait_for()
    kept = tmp_path / "kept.toml"
    shutil.copy(visitor.save(lambda: visitor.press("Save scenario")), kept)
    scenario = Scenario.load(kept)
    assert scenario.policies[0].date.isoformat() == "2010-06-01" and scenario.levers.payment.hospital == "tariff"
    visitor.lever("Payment", "Delayed day charge").fill("250")
    visitor.page.get_by_label("Delayed day charge", exact=True).press("Enter")
    visitor.page.get_by_text("2 moved").first.wait_for()
    visitor.page.get_by_label("Load scenario").set_input_files(kept)
    visitor.wait_until(READY)
    assert visitor.page.get_by_label("Delayed day charge", exact=True).input_value() == "100"
    assert "from a file" in visitor.page.locator("#preset option").first.inner_text()
    visitor.no_failure()


def test_a_bad_value_is_said_beside_its_control_and_the_app_goes_on(visitor):
    field = visitor.lever("Payment", "Delayed day charge")
    for bad in ("1e9", "a lot"):
        field.fill(bad)
        field.press("Enter")
        alert = visitor.page.locator(".ju-lever", has=field).get_by_role("alert")
        alert.filter(has_text=bad).wait_for()
        assert "0 to 1000" in alert.inner_text() and field.get_attribute("aria-invalid") == "true"
    visitor.press("Step")
    visitor.wait_until("(1 of 30)")
    field.fill("120")
    field.press("Enter")
    visitor.page.get_by_role("alert").wait_for(state="detached")


def test_bad_files_are_refused_in_words(visitor, tmp_path):
    bad, large = tmp_path / "bad.toml", tmp_path / "large.toml"
    bad.write_text('[levers.board]\npowers = "all"')
    large.write_text("#" * 300_000)
    visitor.page.get_by_label("Load scenario").set_input_files(bad)
    visitor.page.get_by_role("alert").filter(has_text="levers.board.powers").wait_for()
    visitor.page.get_by_label("Load scenario").set_input_files(large)
    visitor.page.get_by_role("alert").filter(has_text="too large").wait_for()
    visitor.press("Step")
    visitor.wait_until("(1 of 30)")


def test_every_view_can_be_shown_and_saved_beside_another_run(visitor):
    visitor.page.get_by_label("Beside it").select_option("stasis")
    sync_api.expect(visitor.page.locator(".ju-svg svg")).to_have_count(2, timeout=PATIENCE)
    visitor.wait_until(READY)
    visitor.press("Step")
    visitor.wait_until("(1 of 30)")
    tabs = visitor.page.get_by_role("tab")
    for at in range(tabs.count()):
        tabs.nth(at).click()
        visitor.page.locator(f"#view-panel[aria-labelledby={tabs.nth(at).get_attribute('id')}] svg").first.wait_for()
        assert visitor.page.locator(".ju-svg svg").count() == (1 if tabs.nth(at).inner_text() == "Over time" else 2)
    csv = visitor.save(visitor.page.get_by_role("button", name="Save data (CSV)").last.click)
    assert csv.read_text().splitlines()[0] == "payer,payee,purpose,£m"
    png = visitor.save(visitor.page.get_by_role("button", name="Save picture (PNG)").last.click)
    assert png.read_bytes()[:4] == b"\x89PNG"
    svg = visitor.save(visitor.page.get_by_role("button", name="Save picture (SVG)").last.click)
    assert svg.read_text().startswith("<svg")
    visitor.no_failure()


def test_an_earlier_month_can_be_looked_at(visitor):
    for month in (1, 2, 3):
        visitor.press("Step")
        visitor.wait_until(f"({month} of 30)")
    visitor.page.get_by_role("tab", name="People").click()
    visitor.page.get_by_label("Month shown").press("ArrowLeft")
    visitor.page.locator("h3").filter(has_text="May 2010").wait_for()


def test_a_sweep_is_opened_and_a_run_of_it_seen(visitor, folder, tmp_path):
    from abm import sweep

    (tmp_path / "tiny.toml").write_text(TINY_SWEEP, encoding="utf-8")
    sweep(tmp_path / "tiny.toml", folder / "swept")
    visitor.press("Sweep results")
    visitor.page.get_by_label("Results folder of a sweep").fill("nowhere")
    visitor.press("Open")
    visitor.page.get_by_role("alert").filter(has_text="no such folder").wait_for()
    visitor.page.get_by_label("Results folder of a sweep").fill("swept")
    visitor.press("Open")
    visitor.page.get_by_label("Measure").select_option("trust_mean")
    visitor.page.locator("#heat-words").filter(has_text="Trust mean").wait_for()
    cells = visitor.page.locator(".ju-heat td button")
    assert cells.count() == 4
    assert visitor.page.locator(".ju-effects tbody tr").count() == 1
    cells.last.click()
    visitor.page.get_by_role("button", name="Open run").first.click()
    visitor.page.locator("h3").filter(has_text="bill_2011, run 0").wait_for()
    visitor.wait_until(READY)
    assert visitor.lever("Board", "Powers").input_value() == "place_budget"
    visitor.no_failure()


def test_a_month_that_fails_is_said_and_the_page_lives_on(visitor, folder):
    visitor.press("Step")
    visitor.wait_until("(1 of 30)")
    (folder / "fail").touch()
    try:
        visitor.press("Run")
        visitor.page.get_by_role("alert").filter(has_text="ZeroDivisionError: nothing to share").wait_for()
    finally:
        (folder / "fail").unlink()
    visitor.press("Reset")
    visitor.wait_until(READY)
    visitor.press("Step")
    visitor.wait_until("(1 of 30)")
    visitor.no_failure()


def test_two_visitors_do_not_disturb_each_other(visitor, browser, address):
    other = Visitor(browser, address)
    visitor.lever("Board", "Powers").select_option("place_budget")
    visitor.has_moved(1)
    visitor.press("Step")
    visitor.wait_until("(1 of 30)")
    assert other.lever("Board", "Powers").input_value() == "consult"
    assert "Ready" in other.page.get_by_role("status").inner_text()
    other.context.close()


UNNAMED = """() => [...document.querySelectorAll('button, input, select, summary, [tabindex="0"]')].filter(one => {
  const label = one.labels && one.labels.length ? one.labels[0] : one;
  const name = one.getAttribute('aria-label') || label.textContent || one.getAttribute('aria-labelledby');
  return !name || !name.trim();
}).map(one => one.outerHTML.slice(0, 200))"""

PALE = """() => {
  const parts = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = one => {
    for (let at = one; at; at = at.parentElement) {
      const colour = parts(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || (colour.length === 4 && colour[3] > 0.99)) { return colour.slice(0, 3); }
    }
    return [255, 255, 255];
  };
  const has_words = one => [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
  return [...document.querySelectorAll('.ju-page *')].filter(one => !one.closest('svg') && !one.disabled
    && one.offsetParent && has_words(one)).filter(one => {
    const ink = light(parts(getComputedStyle(one).color).slice(0, 3)), paper = light(behind(one));
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05) < 4.5;
  }).map(one => one.outerHTML.slice(0, 200));
}"""


@pytest.mark.parametrize("width", [1280, 768])
def test_the_page_fits_and_every_control_has_a_name_and_can_be_read(browser, address, width):
    visitor = Visitor(browser, address, width)
    if width < 1000:
        visitor.page.get_by_role("heading", name="Levers").click()
    visitor.lever("Payment", "Delayed day charge").fill("x")
    visitor.page.get_by_label("Delayed day charge", exact=True).press("Enter")
    visitor.page.get_by_role("alert").wait_for()
    visitor.press("Step")
    visitor.wait_until("(1 of 30)")
    for tab in visitor.page.get_by_role("tab").all():
        tab.click()
        visitor.page.locator(f"#view-panel[aria-labelledby={tab.get_attribute('id')}] svg").first.wait_for()
        assert visitor.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert visitor.page.evaluate(UNNAMED) == []
        assert visitor.page.evaluate(PALE) == []
    visitor.context.close()


def test_the_keyboard_alone_goes_everywhere(visitor):
    page = visitor.page
    reached = set()
    for _ in range(90):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.innerText.trim()"))
    wanted = {"Sweep results", "Levers", "preset", "beside", "seed", "Step", "Run", "Reset", "Save scenario", "load"}
    assert wanted | {"tab-map", "choice-mapped"} <= reached
    page.get_by_role("button", name="Step", exact=True).focus()
    page.keyboard.press("Enter")
    visitor.wait_until("(1 of 30)")
    page.get_by_role("tab", name="Map of places").focus()
    page.keyboard.press("ArrowRight")
    page.get_by_role("tab", name="Over time", selected=True).wait_for()
    assert page.evaluate("document.activeElement.id") == "tab-time"
    page.locator(".ju-group > summary").first.focus()
    page.keyboard.press("Enter")
    assert page.get_by_label("Powers", exact=True).is_visible()


def test_the_server_reached_for_nobody_else(visitor, folder):
    assert not (folder / "outside").exists(), (folder / "outside").read_text()
