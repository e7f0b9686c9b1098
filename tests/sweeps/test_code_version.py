from __future__ import annotations

from abm.sweeps.code_version import code_version, source_hash


def package(folder, **files: str):
    for path, text in files.items():
        file = folder / path.replace("__", "/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.with_suffix(".py").write_text(text, "utf-8")
    return source_hash(folder)


def test_any_edit_that_can_change_a_run_is_another_version(tmp_path):
    first = package(tmp_path, model__year="1", reports__page="1")
    assert package(tmp_path, model__year="2") != first
    assert package(tmp_path, model__year="1") == first
    assert package(tmp_path, model__month="") != first


def test_a_report_cannot_change_a_run(tmp_path):
    first = package(tmp_path, model__year="1", reports__page="1")
    assert package(tmp_path, reports__page="2", cli__main="") == first


def test_the_programs_own_version_is_a_hash():
    assert len(bytes.fromhex(code_version())) == 32
