"""Values that nobody means well with, or that no one thought of."""

from __future__ import annotations

import math

FORMULA = "=cmd|' /C calc'!A0"
OUTSIDE = "../../outside"
SCRIPT = "<script>alert(1)</script>"
CONTROL = "a\x00b\x1b[31m\x07"
TEXTS = (
    "", " ", FORMULA, "@SUM(1+1)", "+1", "-1", OUTSIDE, "/etc/passwd", "..\\..\\outside", "CON", "~", ".", "..",
    SCRIPT, "\"><img src=x onerror=alert(1)>", "&amp;", "{{7*7}}", "%s%n", "$(touch outside)", "'; DROP TABLE runs; --",
    CONTROL, "\ud800", "\u202eright to left", "\ufeffmark", "two\nlines", "tab\there", "é\u0301\u0301", "💥",
    "x" * 5_000, "nan", "inf", "-inf", "NULL", "None", "true", "1e999", "0x10", "1_000", "١٢", "2012-13", "2012/13",
    "0000/00", "9999-99", "2011-04-31", "england",
)  # fmt: skip
NUMBERS = (
    0, -1, 1, 2, 10**6, 2**31, 2**53 + 1, 2**63, 10**30, -(10**30), 0.0, -0.0, 0.5, 1e-320, 1e15, 1e16, 1e308, -1e308,
    math.nan, math.inf, -math.inf,
)  # fmt: skip
LITERALS = (
    "", "nan", "inf", "-inf", "1e400", "9" * 400, "-1", "0", "0.5", "true", "[]", "{}", "[[1]]", "{ a = 1 }", '""',
    "1979-05-27", "1979-05-27T07:32:00Z", "9999-12-31", "'''", '"', "[[[", "\\", "=", "#", "\x00", "\x7f", "é",
    "\ufeff", f'"{SCRIPT}"', f'"{OUTSIDE}"', f'"{FORMULA}"', '"/dev/null"', '"bill_2011"', '"\\u0000"', '"\\uFFFF"',
    f'"{"x" * 5_000}"', "[" * 3_000,
)  # fmt: skip
RUBBISH = (b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"PK\x03\x04", b"PAR1PAR1", b"\x80\x04.", b"\r")
