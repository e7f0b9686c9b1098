"""Finding and reading TOML files: by path, or by the bare name of one that ships."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from pathlib import Path
from typing import Any, Literal

from abm.errors import InputError

Kind = Literal["configs", "experiments", "calibrations"]
"""Folders of what ships: scenarios, experiments, calibrations."""
LARGEST = 5_000_000
"""Bytes. No scenario comes near; a file of this size was named by mistake."""


def shipped_folder(kind: Kind) -> Path:
    """Where what ships is: inside an installed wheel, or at the root of a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "shipped" / kind
    return installed if installed.is_dir() else package.parent / kind


def shipped_names(kind: Kind) -> list[str]:
    """Bare names of what ships."""
    return sorted(path.stem for path in shipped_folder(kind).glob("*.toml"))


def locate(reference: str | Path, folder: Path, kind: Kind = "configs") -> Path:
    """The file that a path or a bare name means. ``ValueError`` says what would be right when there is none.

    A bare name, without a folder and without ``.toml``, is one that ships; a path is taken from ``folder``.
    """
    text = os.fspath(reference)
    bare = isinstance(reference, str) and not text.endswith(".toml") and Path(text).name == text
    if bare and text in shipped_names(kind):
        return shipped_folder(kind) / f"{text}.toml"
    path = folder / text
    if os.path.isfile(path):
        return path
    if os.path.isdir(path):
        raise ValueError(f"it is a folder; name a TOML file in it, or one that ships: {_shipping(kind)}")
    closest = difflib.get_close_matches(text, shipped_names(kind), n=1)
    hint = f"did you mean {closest[0]!r}? " if closest else ""
    choices = f"give the path of a TOML file, or one that ships: {_shipping(kind)}"
    raise ValueError(f"there is no such file; {hint}{choices}")


def _shipping(kind: Kind) -> str:
    return ", ".join(shipped_names(kind)) or "(none)"


def read_toml(path: Path) -> dict[str, Any]:
    """The parsed content of a file; :class:`InputError` when it cannot be read or is not TOML."""
    where = str(path)
    try:
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(where, "", path.name, f"it cannot be read: {reason}") from error
    if len(content) > LARGEST:
        raise InputError(where, "", f"{len(content)} bytes", f"a TOML file has at most {LARGEST} bytes")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        found = content[error.start : error.start + 1]
        raise InputError(where, f"line {line}", found, "save the file as UTF-8") from error
    return parse_toml(text, where)


def parse_toml(text: str, where: str) -> dict[str, Any]:
    """Parse TOML; :class:`InputError` names the line that is malformed."""
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise InputError(where, "", "[[[...", "brackets are nested too deep") from error
    except ValueError as error:  # also for numbers of thousands of digits, which tomllib passes on
        raise _malformed(text, where, str(error)) from error


def _malformed(text: str, where: str, message: str) -> InputError:
    place = re.search(r"line (\d+), column (\d+)", message)
    lines = text.split("\n")
    number = int(place[1]) if place else len(lines)
    key = place[0] if place else "end of file" if "end of document" in message else ""
    reason = re.sub(r"\s*\(at [^()]*\)$", "", message)
    found = lines[number - 1].strip() if key else ""
    return InputError(where, key, found, f"it is not TOML: {' '.join(reason.split())}")
