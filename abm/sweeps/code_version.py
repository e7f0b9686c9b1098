"""Which program made a run: a hash of its source, so that edits count that nobody has committed."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import abm

CANNOT_CHANGE_A_RUN = frozenset({"analysis", "cli", "reports", "shipped"})
"""Parts of the package that no part below them imports (``lint-imports`` sees to it), and files that ship."""


@cache
def code_version() -> str:
    """The SHA-256, in hexadecimal, of all source that a run's figures can depend on."""
    return source_hash(Path(abm.__file__).parent)


def source_hash(package: Path) -> str:
    """The SHA-256 of the package's Python and TOML files, by their paths within it."""
    found = hashlib.sha256()
    for path in sorted(path for path in package.rglob("*") if path.suffix in {".py", ".toml"}):
        inside = path.relative_to(package)
        if inside.parts[0] not in CANNOT_CHANGE_A_RUN:
            content = path.read_bytes()
            found.update(f"{inside.as_posix()}\0{len(content)}\0".encode() + content)
    return found.hexdigest()
