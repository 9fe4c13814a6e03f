"""Reads a report, corrects one total and writes it again: `read_and_correct.py REPORT.json CORRECTED.json`."""

from __future__ import annotations

import sys
from pathlib import Path

from ogi_report import check, read, write


def main(source: Path, target: Path) -> None:
    """Set the total of new requests to the sum of its row, if every number of the row is stated."""
    report = read(source.read_bytes())
    row = report.requests.new_received
    parts = [number for name, number in row if name != "total"]
    if None not in parts:
        row.total = sum(parts)
    target.write_bytes(write(report))
    for finding in check(report, previous=None).failed:
        print(finding.describe("zh-CN"))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
