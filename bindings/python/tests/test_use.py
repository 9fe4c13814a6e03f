"""The package as it is shown: README, examples, command line, types."""

from __future__ import annotations

import pathlib
import re
import subprocess
import sys

import pytest

FOLDER = pathlib.Path(__file__).resolve().parent.parent
REPORT = FOLDER / "examples/reports/wrong-totals-2023.json"


def python(*args: str | pathlib.Path, cwd: pathlib.Path = FOLDER) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "utf8", *args]
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_what_the_readme_shows_runs(name: str, tmp_path: pathlib.Path) -> None:
    blocks = re.findall(r"```python\n(.*?)```", (FOLDER / name).read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 4
    (tmp_path / REPORT.name).write_bytes(REPORT.read_bytes())
    (tmp_path / "shown.py").write_text("".join(blocks), encoding="utf-8")
    ran = python("shown.py", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert "applicant-total error /requests/new_received/total Position(line=51, column=16)" in ran.stdout
    assert (tmp_path / "corrected.json").exists()
    mypy = python("-m", "mypy", "--strict", "shown.py", cwd=tmp_path)
    assert mypy.returncode == 0, mypy.stdout


def test_a_folder_becomes_a_table() -> None:
    ran = python("examples/check_folder.py", "examples/reports")
    lines = ran.stdout.splitlines()
    assert ran.returncode == 0, ran.stderr
    assert len(lines) == 5
    assert lines[1].startswith(f"{REPORT.name},no,42,42,error,applicant-total,/requests/new_received/total,")


def test_the_example_corrects_a_total(tmp_path: pathlib.Path) -> None:
    ran = python("examples/read_and_correct.py", REPORT, tmp_path / "corrected.json")
    assert ran.returncode == 0, ran.stderr
    assert b'"total": 242' in (tmp_path / "corrected.json").read_bytes()
    assert "/requests/new_received/total" not in ran.stdout


def test_the_command_line_says_one_finding_a_line(tmp_path: pathlib.Path) -> None:
    ran = python("-m", "ogi_report", "check", "--lang", "en", REPORT)
    assert ran.returncode == 1
    assert len(ran.stdout.splitlines()) == 5
    assert "error: line 51, column 16, /requests/new_received/total" in ran.stdout
    (tmp_path / "broken.json").write_bytes(b"{")
    assert python("-m", "ogi_report", "check", tmp_path / "broken.json").returncode == 1
    assert python("-m", "ogi_report", "check", tmp_path / "none.json").returncode == 2


def test_misuse_is_a_type_error() -> None:
    source = (FOLDER / "tests/misuse/fields.py").read_text(encoding="utf-8").splitlines()
    comments = ((number, re.search(r"# E: (.*)", line)) for number, line in enumerate(source, 1))
    expected = [(number, code) for number, comment in comments if comment for code in comment.group(1).split()]
    ran = python("-m", "mypy", "--no-error-summary", "--hide-error-context", "tests/misuse/fields.py")
    found = re.findall(r"^[^:]+:(\d+): error: .*\[([a-z-]+)\]$", ran.stdout, re.MULTILINE)
    assert sorted((int(number), code) for number, code in found) == expected
    assert len(expected) > 10
