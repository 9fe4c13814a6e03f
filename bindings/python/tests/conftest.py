"""What several tests start from."""

from __future__ import annotations

import json
import pathlib
from typing import Any

import pytest
import vectors

FOLDER = pathlib.Path(__file__).resolve().parent.parent


@pytest.fixture
def example() -> bytes:
    """The report with wrong totals."""
    return (FOLDER / "examples/reports/wrong-totals-2023.json").read_bytes()


@pytest.fixture
def base() -> dict[str, Any]:
    """A report that reconciles, as plain JSON."""
    loaded: dict[str, Any] = json.loads((vectors.FOLDER / "bases/2021-30.json").read_bytes())
    return loaded
