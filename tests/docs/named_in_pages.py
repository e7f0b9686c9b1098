"""What a page of Markdown names: headings, links, files, tests, uncertain numbers and levers."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from markdown_blocks import FENCED

from abm.scenario.levers import lever_definitions
from abm.scenario.parameters import parameter_definitions

ROOT = Path(__file__).parents[2]
PROGRAM = "abm|benchmarks|calibrations|configs|docs|experiments|tests"


def headings(text: str, level: int) -> list[str]:
    return re.findall(rf"^{'#' * level} (.+)$", text, flags=re.MULTILINE)


@cache
def numbers_and_levers() -> frozenset[str]:
    return frozenset(parameter_definitions()) | frozenset(lever_definitions())


def numbers_and_levers_in(text: str) -> set[str]:
    groups = "|".join(sorted({name.split(".")[0] for name in numbers_and_levers()}))
    return set(re.findall(rf"(?<![\w/.])((?:{groups})\.[a-z]\w*)", text))


def files_in(text: str) -> list[str]:
    """Files and folders of the program, by their paths from its root."""
    return re.findall(rf"`((?:{PROGRAM})/[^`]*|[A-Z]\w+\.md)`", text)


def called_tests(text: str) -> list[str]:
    return re.findall(r"`(test_\w+)`", text)


def links_in(text: str) -> list[str]:
    """Where links lead to that stay within the repository."""
    return [target for target in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in target]


def leads_somewhere(page: Path, link: str) -> bool:
    """Whether there is what a link names, seen from its page: a file, and a heading in it if it names one."""
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    return target.exists() and (not anchor or anchor in anchors(target))


@cache
def anchors(page: Path) -> frozenset[str]:
    """What headings of a page are called in addresses."""
    text = FENCED.sub("", page.read_text("utf-8"))
    found = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return frozenset(re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found)
