"""How the site is built: `make docs`, from these pages alone, into build/site, which opens without a server."""

from __future__ import annotations

import tomllib
from pathlib import Path

_PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))["project"]

project = "Joined-up"
release = _PROJECT["version"]
author = "The Joined-up developers"
extensions = ["myst_parser"]
html_theme = "furo"
html_title = f"Joined-up {release}"
html_copy_source = False
html_show_sourcelink = False
exclude_patterns = ["notebooks"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 4
# Pages are read in the repository too, where links lead to files that are no pages; blocks of CSV have no colours.
suppress_warnings = ["myst.xref_missing", "misc.highlighting_failure"]
