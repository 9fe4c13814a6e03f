"""Checks every report of a folder and prints a table: `check_folder.py FOLDER [FOLDER_OF_THE_YEAR_BEFORE]`.

One line a violation (CSV), and one line for a report without any. A report of the year before is one of the same name.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from ogi_report import check


def main(folder: Path, before: Path | None = None) -> None:
    """Check the files of a folder in the order of their names."""
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(["file", "reconciled", "assessed", "assessable", "severity", "rule", "at", "message"])
    for file in sorted(folder.glob("*.json")):
        last_year = before / file.name if before else None
        previous = last_year.read_bytes() if last_year and last_year.exists() else None
        checked = check(file.read_bytes(), previous)
        verdict = [file.name, checked.reconciled, checked.assessed, checked.assessable]
        rows = [["fault", fault.keyword, fault.at, fault.say("zh-CN")] for fault in checked.faults]
        rows += [[found.severity, found.rule, found.at, found.say("zh-CN")] for found in checked.failed]
        table.writerows([*verdict, *row] for row in rows or [["", "", "", ""]])


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
