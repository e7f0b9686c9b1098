from __future__ import annotations

import json
from pathlib import Path

import pytest

from abm.errors import InputError
from abm.runs.results_folder import FORMAT, ResultsFolder, new_results_folder


def write_results(folder: Path, content: str = "old") -> Path:
    folder.mkdir(parents=True)
    (folder / "provenance.json").write_text(json.dumps({"format": FORMAT}), encoding="utf-8")
    (folder / "scenario.toml").write_text(content, encoding="utf-8")
    return folder


def everything_below(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_what_is_written_appears_at_the_end_and_all_at_once(tmp_path):
    out = tmp_path / "a" / "b"
    with new_results_folder(out) as folder:
        (folder / "scenario.toml").write_text("x", encoding="utf-8")
        assert not out.exists()
    assert everything_below(tmp_path) == {"a", "a/b", "a/b/scenario.toml"}


def test_what_is_raised_leaves_no_trace(tmp_path):
    with pytest.raises(KeyboardInterrupt), new_results_folder(tmp_path / "a" / "b") as folder:
        (folder / "scenario.toml").write_text("x", encoding="utf-8")
        raise KeyboardInterrupt
    assert everything_below(tmp_path) == set()


def test_an_empty_folder_may_be_used(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    with new_results_folder(out) as folder:
        (folder / "scenario.toml").write_text("x", encoding="utf-8")
    assert everything_below(tmp_path) == {"out", "out/scenario.toml"}


def test_older_results_are_replaced_whole(tmp_path):
    out = write_results(tmp_path / "out")
    with new_results_folder(out) as folder:
        (folder / "codebook.csv").write_text("new", encoding="utf-8")
    assert everything_below(tmp_path) == {"out", "out/codebook.csv"}


def test_older_results_stay_when_the_new_ones_fail(tmp_path):
    out = write_results(tmp_path / "out")
    with pytest.raises(ZeroDivisionError), new_results_folder(out):
        raise ZeroDivisionError
    assert (out / "scenario.toml").read_text(encoding="utf-8") == "old"
    assert everything_below(tmp_path) == {"out", "out/scenario.toml", "out/provenance.json"}


def test_somebody_elses_folder_is_refused_before_any_work(tmp_path):
    (tmp_path / "thesis.docx").write_text("years of work", encoding="utf-8")
    with pytest.raises(InputError, match="other files"), new_results_folder(tmp_path):
        pytest.fail("no work may begin")
    assert everything_below(tmp_path) == {"thesis.docx"}


def test_results_with_a_users_own_file_beside_them_are_refused(tmp_path):
    out = write_results(tmp_path / "out")
    (out / "analysis.R").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match=r"analysis\.R"), new_results_folder(out):
        pytest.fail("no work may begin")
    assert (out / "analysis.R").exists()


def test_the_folder_that_one_is_in_is_not_replaced(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="name a folder in it"), new_results_folder(Path()):
        pytest.fail("no work may begin")
    assert tmp_path.exists()


def test_through_a_link_results_lie_where_it_leads(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "elsewhere")
    with new_results_folder(tmp_path / "out") as folder:
        (folder / "scenario.toml").write_text("new", encoding="utf-8")
    assert (tmp_path / "elsewhere" / "scenario.toml").read_text("utf-8") == "new"
    assert (tmp_path / "out").is_symlink()


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="it is a file"), new_results_folder(tmp_path / "file"):
        pytest.fail("no work may begin")


def test_where_nothing_can_be_written_is_refused_before_any_work(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="can be"), new_results_folder(tmp_path / "file" / "out"):
        pytest.fail("no work may begin")


def test_a_name_too_long_to_write_leaves_no_parents_behind(tmp_path):
    with pytest.raises(InputError, match="can be written"), new_results_folder(tmp_path / "a" / ("n" * 240)):
        pytest.fail("no work may begin")
    assert everything_below(tmp_path) == set()


@pytest.mark.parametrize("content", [None, "not json", "[]", '{"format": "something else"}'])
def test_any_other_folder_is_not_opened(tmp_path, content):
    if content is not None:
        (tmp_path / "provenance.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError):
        ResultsFolder.open(tmp_path)


def test_a_folder_that_is_not_there_is_not_opened(tmp_path):
    with pytest.raises(InputError, match="no such folder"):
        ResultsFolder.open(tmp_path / "nowhere")


def test_a_folder_that_lost_a_file_says_which(tmp_path):
    with pytest.raises(InputError, match=r"codebook\.csv"):
        ResultsFolder.open(write_results(tmp_path / "out"))
