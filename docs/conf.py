"""How the site is built: `make docs`, from these pages alone, into build/site, which opens without a server."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from sphinx.application import Sphinx

_PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))["project"]

project = "Joined-up"
release = _PROJECT["version"]
author = "The Joined-up developers"
extensions = ["myst_parser"]
html_theme = "furo"
html_title = f"Joined-up {release}"
html_copy_source = False
html_show_copyright = False
html_show_sourcelink = False
exclude_patterns = ["notebooks"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 4
# Pages are read in the repository too, where links lead to files that are no pages; blocks of CSV have no colours.
suppress_warnings = ["myst.xref_missing", "misc.highlighting_failure"]

# Pages of the repository that the site has too: what a page of quality/ calls them, and where the site has them.
_INCLUDED = {
    path: f"../site/{page.name}"
    for page in Path(__file__).with_name("site").glob("*.md")
    for path in re.findall(r"{include} (\S+)", page.read_text("utf-8"))
}


def _stay_within_the_site(_app: Sphinx, name: str, source: list[str]) -> None:
    if name.startswith("quality/"):
        source[0] = re.sub(r"(?<=\]\()[^)#\s]+", lambda path: _INCLUDED.get(path[0], path[0]), source[0])


def setup(app: Sphinx) -> None:
    """Links of checklists to pages outside docs/ lead to what the site has of them."""
    app.connect("source-read", _stay_within_the_site)
