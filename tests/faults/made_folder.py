"""A results folder in memory, to be put on disk with faults in it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from broken_files import broken
from hypothesis import strategies as st


class MadeFolder(dict[str, bytes]):
    """What is in a results folder, by the file's path in it."""

    def __repr__(self) -> str:
        return f"a folder of {len(self)} files"  # a failing case is shown with it


@st.composite
def faults(draw: st.DrawFn, files: Mapping[str, bytes]) -> dict[str, bytes | None]:
    """What one file holds instead, or two; None where it is gone."""
    names = draw(st.lists(st.sampled_from(sorted(files)), min_size=1, max_size=2, unique=True))
    return {name: None if draw(st.integers(0, 9)) == 0 else draw(broken(name, files[name])) for name in names}


@contextmanager
def put_on_disk(files: Mapping[str, bytes], instead: Mapping[str, bytes | None]) -> Iterator[Path]:
    """A folder of these files with faults in it, in a place of its own, and a file of somebody's beside it."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place).resolve() / "somebodys" / "inside"
        folder.mkdir(parents=True)
        for name, content in {**files, **instead}.items():
            if content is not None:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(content)
        (folder.parent / "beside.txt").write_text("mine", encoding="utf-8")
        yield folder
