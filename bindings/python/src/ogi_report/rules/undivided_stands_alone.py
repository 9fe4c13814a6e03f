"""`undivided-stands-alone`: 其他处理 is given as one row or as three, not both (logical, warning)."""

from __future__ import annotations

from . import Findings, Given


def check(given: Given, findings: Findings) -> None:
    """Count the numbers of the rows that the one row stands instead of."""
    report = given.report
    for at, rows in given.edition.alternatives.items():
        if not report.has(at):
            findings.passed(at)
            continue
        values = {cell: report.stated(cell) for row in rows for cell in report.numbers_below(row)}
        stated = [cell for cell, value in values.items() if not isinstance(value, str)]
        missing = [(cell, value) for cell, value in values.items() if isinstance(value, str) and value != "blank"]
        if stated:
            findings.failed(at, value=str(len(stated)))
        elif missing:
            findings.not_assessed(*missing)
        else:
            findings.passed(at)
