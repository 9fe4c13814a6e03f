"""Installs the pinned tools of this binding into .venv; does nothing when they are there."""

from __future__ import annotations

import hashlib
import pathlib
import subprocess
import sys
import venv

FOLDER = pathlib.Path(__file__).resolve().parent.parent
LOCK = FOLDER / "requirements.lock"


def main() -> None:
    """Make .venv anew when the lock, or the Python that it is made with, is another."""
    state = hashlib.sha256(LOCK.read_bytes()).hexdigest() + sys.version
    mark = FOLDER / ".venv" / "made-from"
    if mark.is_file() and mark.read_text(encoding="utf-8") == state:
        return
    venv.create(FOLDER / ".venv", clear=True, with_pip=True)
    python = FOLDER / ".venv" / "bin" / "python"
    pip: list[str | pathlib.Path] = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--no-deps", "--require-hashes", "--requirement", LOCK], check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--editable", FOLDER], check=True)
    mark.write_text(state, encoding="utf-8")


if __name__ == "__main__":
    main()
