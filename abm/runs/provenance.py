"""Where results came from: program, inputs, environment, command. Enough to get them again."""

from __future__ import annotations

import hashlib
import platform
import subprocess
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import Any

DISTRIBUTION = "joined-up"
LIBRARIES = ("mesa", "networkx", "numba", "numpy", "pandas", "pyarrow", "pydantic", "scipy")
NOT_INSTALLED = "not installed"


def version_of(distribution: str) -> str:
    """The installed version of a distribution."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return NOT_INSTALLED


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def commit_of_checkout(folder: Path) -> dict[str, Any]:
    """The commit of the program's own files, and whether they differ from it; empty outside a checkout.

    A package installed below somebody else's repository is not that repository's: it must track these files.
    """
    tracked = _git(folder, "ls-files", "--error-unmatch", str(Path(__file__).resolve()))
    commit = _git(folder, "rev-parse", "HEAD") if tracked else None
    if not commit:
        return {}
    changes = _git(folder, "status", "--porcelain", "--untracked-files=no")
    return {"commit": commit, "uncommitted_changes": bool(changes)}


def _git(folder: Path, *arguments: str) -> str | None:
    try:
        answer = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True, timeout=20
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return answer.stdout.strip()


def environment() -> dict[str, Any]:
    """Program, commit, Python, libraries and machine."""
    return {
        "version": version_of(DISTRIBUTION),
        **commit_of_checkout(Path(__file__).resolve().parent),
        "python": platform.python_version(),
        "libraries": {name: version_of(name) for name in LIBRARIES},
        "platform": platform.platform(),
    }


def hashes_of(inputs: Iterable[Path]) -> list[dict[str, str]]:
    """Each input file with its SHA-256."""
    return [{"path": str(path), "sha256": sha256_of(path)} for path in inputs]
