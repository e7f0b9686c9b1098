"""The page in a real browser, driven as a visitor would."""

from __future__ import annotations

import re
import shutil
import time

from page_visitor import PATIENCE, READY, Visitor, sync_api
from tiny_experiment import tiny_experiment

from abm.app.showing import VIEWS
from abm.scenario.scenario import Scenario
from abm.scenario.toml_file import shipped_names


def test_the_first_view_shows_the_places(visitor):
    assert "Aldershire" in visitor.page.locator(".ju-svg").inner_text()
    sync_api.expect(visitor.page.locator(".ju-group")).to_have_count(12, timeout=PATIENCE)
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
    paused = ""  # the month that was being made is finished, which may take a while
    while (shown := visitor.page.get_by_role("status").inner_text()) != paused:
        paused = shown
        time.sleep(1.0)
    assert "(30 of 30)" not in paused
    visitor.press("Reset")
    visitor.wait_until(READY)
    sync_api.expect(visitor.lever("Board", "Powers")).to_have_value("place_budget", timeout=PATIENCE)
    sync_api.expect(visitor.lever("Payment", "Marginal tariff")).not_to_be_checked(timeout=PATIENCE)
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
    charge = visitor.page.get_by_label("Delayed day charge", exact=True)
    sync_api.expect(charge).to_have_value("100", timeout=PATIENCE)
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
    for view in VIEWS:
        visitor.open_tab(view)
        pictures = visitor.page.locator(".ju-svg svg")
        sync_api.expect(pictures).to_have_count(1 if view == "time" else 2, timeout=PATIENCE)
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

    sweep(tiny_experiment(tmp_path), folder / "swept")
    visitor.press("Sweep results")
    visitor.page.get_by_label("Results folder of a sweep").fill("nowhere")
    visitor.press("Open")
    visitor.page.get_by_role("alert").filter(has_text="no such folder").wait_for()
    visitor.page.get_by_label("Results folder of a sweep").fill("swept")
    visitor.press("Open")
    visitor.page.get_by_label("Measure").select_option("trust_mean")
    visitor.page.locator("#heat-words").filter(has_text="Trust mean").wait_for()
    cells = visitor.page.locator(".ju-heat td button")
    sync_api.expect(cells).to_have_count(4, timeout=PATIENCE)
    sync_api.expect(visitor.page.locator(".ju-effects tbody tr")).to_have_count(1, timeout=PATIENCE)
    cells.last.click()
    visitor.page.get_by_role("button", name="Open run").first.click()
    visitor.page.locator("h3").filter(has_text="bill_2011, run 0").wait_for()
    visitor.wait_until(READY)
    sync_api.expect(visitor.lever("Board", "Powers")).to_have_value("place_budget", timeout=PATIENCE)
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


def test_one_persons_way_is_shown_under_both_runs_and_saved(visitor):
    visitor.page.get_by_label("Beside it").select_option("stasis")
    sync_api.expect(visitor.page.locator(".ju-svg svg")).to_have_count(2, timeout=PATIENCE)
    visitor.follow("longest_wait")
    title = "One person's way under bill_2011, stasis"
    visitor.page.get_by_role("heading", name=title).wait_for()
    way = visitor.page.locator(".ju-way")
    assert "longest" in way.inner_text() and way.get_by_role("img").count() >= 1
    for name in ("bill_2011", "stasis"):
        told = way.get_by_role("table", name=f"The way under {name}").inner_text()
        assert all(words in told for words in ("discharge team", "ready for", "waits", "pays"))
    page = visitor.save(lambda: visitor.press("Save as a page (HTML)")).read_text()
    assert page.startswith("<!doctype html>") and way.locator(".lead").inner_text() in page
    visitor.no_failure()
    visitor.lever("Payment", "Hospital").select_option("block")
    visitor.page.get_by_text("The runs have changed since").wait_for()


def test_a_person_is_chosen_by_number_and_what_goes_wrong_is_said(visitor, folder):
    visitor.follow("number", "0")
    visitor.page.get_by_role("alert").filter(has_text="have the numbers 1 to").wait_for()
    (folder / "fail").touch()
    try:
        visitor.follow("number", "12")
        visitor.page.get_by_role("alert").filter(has_text="ZeroDivisionError: nothing to share").wait_for()
    finally:
        (folder / "fail").unlink()
    visitor.press("Step")
    visitor.wait_until("(1 of 30)")
    visitor.follow("number", "12")
    visitor.page.locator(".ju-way .lead").filter(has_text="Person 12, of").wait_for()
    visitor.no_failure()


def test_two_visitors_do_not_disturb_each_other(visitor, browser, address):
    other = Visitor(browser, address)
    visitor.lever("Board", "Powers").select_option("place_budget")
    visitor.has_moved(1)
    visitor.press("Step")
    visitor.wait_until("(1 of 30)")
    sync_api.expect(other.lever("Board", "Powers")).to_have_value("consult", timeout=PATIENCE)
    assert "Ready" in other.page.get_by_role("status").inner_text()
    other.context.close()
