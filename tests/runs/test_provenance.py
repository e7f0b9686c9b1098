from __future__ import annotations

import hashlib
import subprocess

from abm.runs import provenance


def test_hashes_are_those_of_the_content(tmp_path):
    file = tmp_path / "table.csv"
    file.write_bytes(b"a,b\n")
    assert provenance.hashes_of([file]) == [{"path": str(file), "sha256": hashlib.sha256(b"a,b\n").hexdigest()}]


def test_an_uninstalled_distribution_says_so():
    assert provenance.version_of("no-such-distribution-at-all") == "not installed"
    assert provenance.version_of("pandas")[0].isdigit()


def test_another_projects_repository_is_not_taken_for_this_one(tmp_path):
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    settings = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", tmp_path, *settings, "commit", "-q", "--allow-empty", "-m", "x"], check=True)
    assert provenance.commit_of_checkout(tmp_path) == {}


def test_outside_any_repository_there_is_no_commit(tmp_path):
    assert provenance.commit_of_checkout(tmp_path) == {}
