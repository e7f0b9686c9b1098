"""The blocks of code that a page of Markdown shows, in its order."""

from __future__ import annotations

import re
from dataclasses import dataclass

FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SAVED_AS = re.compile(r"as\s`([^`]+)`:\s*\Z")
INLINE = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True)
class Block:
    """What stands between two fences."""

    language: str
    text: str
    line: int
    """Where it begins in the page."""
    file: str = ""
    """The file that the words before it have the reader save it as; none where they name none."""


def blocks(page: str) -> list[Block]:
    """Every block of a page."""
    found = []
    for match in FENCED.finditer(page):
        before = page[: match.start()]
        named = SAVED_AS.search(before)
        found.append(Block(match[1], match[2], before.count("\n") + 1, named[1] if named else ""))
    return found


def texts(page: str, language: str) -> list[str]:
    """What the blocks in one language hold."""
    return [block.text for block in blocks(page) if block.language == language]


def inline_code(page: str) -> list[str]:
    """What stands as code within sentences and tables."""
    return INLINE.findall(FENCED.sub("", page))
