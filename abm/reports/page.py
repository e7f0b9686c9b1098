"""A web page that stands alone: no script, nothing fetched, readable on a phone and by a screen reader."""

from __future__ import annotations

import base64
import html
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NewType

from abm.reports.drawable import drawable
from abm.reports.quantity import shown_limits, shown_mean
from abm.runs.spreadsheet_text import with_spreadsheet_text

if TYPE_CHECKING:
    import pandas as pd

    from abm.reports.charts import Chart
    from abm.reports.interval import Interval

Html = NewType("Html", str)
"""Text that is safe to put into a page as it stands. Everything a user can name goes through :func:`text`."""

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

STYLE = """
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; color: #1a1a1a; background: #fff;
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.7rem; line-height: 1.2; } h2 { font-size: 1.25rem; margin-top: 2.5rem; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .3rem; }
.lead { font-size: 1.15rem; max-width: 45rem; }
.warning { border-left: .4rem solid #a33c00; background: #fff4ec; padding: .6rem 1rem; }
.scroll { overflow-x: auto; background: linear-gradient(to right, #fff 2rem, #fff0) local,
  linear-gradient(to left, #fff 2rem, #fff0) right local, linear-gradient(to right, #0005, #0000) scroll,
  linear-gradient(to left, #0005, #0000) right scroll;
  background-repeat: no-repeat; background-size: 4rem 100%, 4rem 100%, .8rem 100%, .8rem 100%; }
 .scroll:focus-visible { outline: 3px solid #0072b2; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
.caption { margin: .4rem 0; color: #444; max-width: 45rem; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid #ccc; text-align: left; vertical-align: top; }
td.number, th.number { text-align: right; white-space: nowrap; }
.limits { display: block; font-size: .8rem; color: #444; }
tbody th { font-weight: normal; min-width: 9rem; } tr.group th { font-weight: 600; background: #f2f2f2; }
@media (max-width: 50rem) { th, td { padding: .3rem; } .limits { font-size: .75rem; } }
figure { margin: 1rem 0 2rem; } figcaption { color: #444; max-width: 45rem; }
figure svg { display: block; min-width: 34rem; max-width: 100%; height: auto; }
details { margin: .5rem 0; } summary { cursor: pointer; color: #004b7a; } a { color: #004b7a; }
footer { margin-top: 3rem; border-top: 1px solid #999; font-size: .9rem; color: #333; }
dt { font-weight: 600; } dd { margin: 0 0 .4rem 0; overflow-wrap: anywhere; }
"""


def text(value: object) -> Html:
    """Any text, made safe: names come from files that somebody else may have written."""
    return Html(html.escape(drawable(str(value))))


def join(parts: Iterable[Html]) -> Html:
    """Several pieces of a page as one."""
    return Html("\n".join(parts))


def element(tag: str, content: Html, css_class: str = "") -> Html:
    """One element around some content."""
    attribute = f' class="{text(css_class)}"' if css_class else ""
    return Html(f"<{tag}{attribute}>{content}</{tag}>")


def paragraph(words: str, css_class: str = "") -> Html:
    """A paragraph of plain words."""
    return element("p", text(words), css_class)


def heading(words: str, level: int = 2) -> Html:
    """The heading of a section, or of a part of one."""
    return element(f"h{level}", text(words))


def bullets(items: Iterable[str]) -> Html:
    """Plain sentences as a list."""
    return element("ul", join(element("li", text(item)) for item in items))


def page(title: str, body: Html) -> Html:
    """The whole document."""
    return Html(
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{text(POLICY)}">\n'
        f"<title>{text(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def scrolling(label: str, content: Html) -> Html:
    """Wide content that scrolls sideways by itself, also from the keyboard."""
    return Html(f'<div class="scroll" role="region" tabindex="0" aria-label="{text(label)}">{content}</div>')


def download(words: str, filename: str, media_type: str, content: str | bytes) -> Html:
    """A link that saves content held in the page itself."""
    is_text = isinstance(content, str)
    data = base64.b64encode(content.encode("utf-8") if isinstance(content, str) else content).decode("ascii")
    address = f"data:{text(media_type)};{'charset=utf-8;' if is_text else ''}base64,{data}"
    return Html(f'<a download="{text(filename)}" href="{address}">{text(words)}</a>')


def header_row(columns: Sequence[str], numeric: Sequence[bool]) -> Html:
    """The names of a table's columns."""
    cells = (
        Html(f'<th scope="col"{_number_class(is_number)}>{text(column)}</th>')
        for column, is_number in zip(columns, numeric, strict=True)
    )
    return Html(f"<thead><tr>{''.join(cells)}</tr></thead>")


def body_row(cells: Sequence[Html], numeric: Sequence[bool]) -> Html:
    """One row; its first cell names it."""
    first = f'<th scope="row">{cells[0]}</th>'
    others = (
        f"<td{_number_class(is_number)}>{cell}</td>" for cell, is_number in zip(cells[1:], numeric[1:], strict=True)
    )
    return Html(f"<tr>{first}{''.join(others)}</tr>")


def group_row(words: str, columns: int) -> Html:
    """A heading within a table, across all its columns."""
    return Html(f'<tr class="group"><th scope="colgroup" colspan="{columns}">{text(words)}</th></tr>')


def with_limits(mean: str, limits: str) -> Html:
    """A number with its interval, or a name with its meaning: smaller, on a line of its own."""
    below = f' <span class="limits">{text(limits)}</span>' if limits else ""
    return Html(f"{text(mean)}{below}")


def interval_cell(of: Interval | None, unit: str, *, signed: bool = False) -> Html:
    """A mean over replications with its limits, as a reader expects its unit."""
    return with_limits(shown_mean(of, unit, signed=signed), shown_limits(of, unit, signed=signed))


def table(name: str, caption: str, head: Html, rows: Iterable[Html]) -> Html:
    """A table that scrolls sideways where the screen is narrow; its caption stays in view."""
    body = "\n".join(rows)
    content = Html(f'<table aria-label="{text(name)}">{head}<tbody>\n{body}\n</tbody></table>')
    return join([paragraph(caption, "caption"), scrolling(name, content)])


def frame_table(caption: str, frame: pd.DataFrame) -> Html:
    """Any data frame as a table; numbers to six digits."""
    from pandas.api.types import is_numeric_dtype

    numeric = [is_numeric_dtype(frame[column]) for column in frame.columns]
    rows = (
        body_row([text(_cell(value)) for value in row], numeric) for row in frame.itertuples(index=False, name=None)
    )
    return table(caption, caption, header_row([str(column) for column in frame.columns], numeric), rows)


def folded(summary: str, content: Html) -> Html:
    """Content that opens at a click."""
    return Html(f"<details><summary>{text(summary)}</summary>{content}</details>")


def png_of(svg: str) -> bytes:
    """A picture for documents that cannot hold SVG, at twice the size on screen."""
    import vl_convert

    return bytes(vl_convert.svg_to_png(svg, scale=2))


def figure(chart: Chart, level: int = 2) -> Html:
    """A chart with its caption, and one click away the table behind it, and all of it to save."""
    csv = with_spreadsheet_text(chart.table).to_csv(index=False, lineterminator="\n")
    behind = join(
        [
            Html("<details><summary>Table and downloads</summary>"),
            element(
                "p",
                join(
                    [
                        download("Save the table (CSV)", f"{chart.name}.csv", "text/csv", csv),
                        Html("·"),
                        download("Save the chart (SVG)", f"{chart.name}.svg", "image/svg+xml", chart.svg),
                        Html("·"),
                        download("Save the chart (PNG)", f"{chart.name}.png", "image/png", png_of(chart.svg)),
                    ]
                ),
            ),
            frame_table(chart.title, chart.table),
            Html("</details>"),
        ]
    )
    return join(
        [
            Html(f'<figure id="{text(chart.name)}">'),
            heading(chart.title, level),
            scrolling(chart.title, Html(chart.svg)),
            element("figcaption", text(chart.caption)),
            behind,
            Html("</figure>"),
        ]
    )


def _number_class(is_number: bool) -> str:
    return ' class="number"' if is_number else ""


def _cell(value: object) -> str:
    return f"{value:,.6g}" if isinstance(value, float) else str(value)
