from __future__ import annotations

from itertools import product

from abm.reports.ink import contrast, readable_on

LEVELS = range(0, 256, 17)


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == contrast("#ffffff", "#000000") == 21.0
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_words_can_be_read_on_any_colour():
    fills = [f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in product(LEVELS, repeat=3)]
    assert min(contrast(readable_on(fill), fill) for fill in fills) >= 4.5
