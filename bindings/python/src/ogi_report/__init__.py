"""Annual reports on open government information (政府信息公开工作年度报告): read, check, write.

    from ogi_report import check, read, write

    report = read(data)                  # bytes in, a typed report of its edition out
    for finding in check(data).failed:   # what does not add up, with its place
        print(finding.describe("zh-CN"))
    data = write(report)                 # the same report as bytes

The models are in `ogi_report.models`; `ogi_report.standard` has labels, rules and code lists.
"""

from __future__ import annotations

from .api import check, read, write
from .models import Report
from .result import (
    Checked,
    Fault,
    Finding,
    Language,
    NotValidError,
    NotWellFormedError,
    Operand,
    Position,
    ReportError,
)
from .standard import standard

SCHEMA_VERSION: str = standard().about["schema_version"]
"""Version of the schema that this package carries."""
RULES_VERSION: str = standard().about["ruleset_version"]
"""Version of the rules that this package carries."""
EDITIONS: tuple[str, ...] = tuple(standard().editions)
"""The editions of the form that this package knows, by the document number of their notice."""

__all__ = [
    "EDITIONS",
    "RULES_VERSION",
    "SCHEMA_VERSION",
    "Checked",
    "Fault",
    "Finding",
    "Language",
    "NotValidError",
    "NotWellFormedError",
    "Operand",
    "Position",
    "Report",
    "ReportError",
    "check",
    "read",
    "standard",
    "write",
]
