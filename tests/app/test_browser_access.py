"""The page for everybody: it fits, it can be read, named and reached from the keyboard, and it fetches nothing."""

from __future__ import annotations

import pytest
from page_visitor import PATIENCE, Visitor, sync_api

from abm.app.showing import TABS, VIEWS

LIGHT = """
  const parts = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
  const contrast = (one, other) => {
    const [ink, paper] = [light(one), light(other)];
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
  };
"""

UNNAMED = """() => [...document.querySelectorAll('button, input, select, summary, [tabindex="0"]')].filter(one => {
  const label = one.labels && one.labels.length ? one.labels[0] : one;
  const name = one.getAttribute('aria-label') || label.textContent || one.getAttribute('aria-labelledby');
  return !name || !name.trim();
}).map(one => one.outerHTML.slice(0, 200))"""

PALE = (
    f"() => {{{LIGHT}"
    """
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
    return contrast(parts(getComputedStyle(one).color).slice(0, 3), behind(one)) < 4.5;
  }).map(one => one.outerHTML.slice(0, 200));
}"""
)

PALE_IN_PICTURES = (
    f"() => {{{LIGHT}"
    """
  const filled = one => !['none', 'transparent', ''].includes(one.getAttribute('fill') || 'none');
  const behind = one => {
    if (one.getAttribute('paint-order') === 'stroke') { return parts(getComputedStyle(one).stroke); }
    const box = one.getBoundingClientRect();
    const under = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const shape = under.slice(under.indexOf(one) + 1).find(
      other => other.closest('svg') === one.closest('svg') && other.tagName !== 'text' && filled(other));
    return shape ? parts(getComputedStyle(shape).fill) : [255, 255, 255];
  };
  return [...document.querySelectorAll('.ju-page svg text')].filter(one => {
    if (!one.textContent.trim()) { return false; }
    one.scrollIntoView({ block: 'center', inline: 'center' });
    return contrast(parts(getComputedStyle(one).fill), behind(one)) < 4.5;
  }).map(one => one.outerHTML.slice(0, 200));
}"""
)


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
    visitor.follow("number", "12")
    visitor.page.locator(".ju-way").wait_for()
    for tab in TABS:
        visitor.open_tab(tab)
        assert visitor.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert visitor.page.evaluate(UNNAMED) == []
        assert visitor.page.evaluate(PALE) == []
        assert visitor.page.evaluate(PALE_IN_PICTURES) == []
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
    sync_api.expect(page.locator("#tab-time")).to_be_focused(timeout=PATIENCE)
    page.keyboard.press("ArrowLeft")
    page.get_by_role("tab", name=TABS["map"], selected=True).wait_for()
    page.keyboard.press("ArrowLeft")
    page.get_by_role("tab", name=TABS["person"], selected=True).wait_for()
    page.locator("#whom").wait_for()  # what the tab shows comes after the tab itself
    page.keyboard.press("Tab")
    sync_api.expect(page.locator("#whom")).to_be_focused(timeout=PATIENCE)
    page.keyboard.press("End")
    page.locator("#number").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    page.locator(".ju-way .lead").filter(has_text="Person 12, of").wait_for()
    page.locator(".ju-group > summary").first.focus()
    page.keyboard.press("Enter")
    page.get_by_label("Powers", exact=True).wait_for()


def test_nothing_is_fetched_from_elsewhere_by_the_page_or_the_server(visitor, folder):
    visitor.press("Step")
    visitor.wait_until("(1 of 30)")
    for view in VIEWS:
        visitor.open_tab(view)
    assert visitor.outside == []
    assert not (folder / "outside").exists(), (folder / "outside").read_text()
