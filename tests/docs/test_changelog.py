"""The changelog says what changed until the version that results name."""

import re
import tomllib
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]


def test_the_newest_entry_is_of_the_version_that_the_package_has():
    package = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    newest = re.search(r"^## (\S+)( \(unreleased\))?$", (CHECKOUT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)

    assert newest is not None
    assert package == (f"{newest[1]}.dev0" if newest[2] else newest[1])
