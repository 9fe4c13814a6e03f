"""`python -m ogi_report check FILE...`: what is found about each file, one finding a line."""

from __future__ import annotations

import argparse
import pathlib
import sys

from . import Checked, Language, check
from .result import ReportError

_LANGUAGES: dict[str, Language] = {"zh": "zh-CN", "en": "en"}


def main() -> int:
    """Check the files that the command line names; 1 where one has a fault or an error, 2 where one cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m ogi_report", description="Check annual reports.")
    commands = parser.add_subparsers(required=True)
    checks = commands.add_parser("check", help="say what is wrong with each file")
    checks.add_argument("files", nargs="+", type=pathlib.Path, metavar="FILE")
    checks.add_argument("--previous", type=pathlib.Path, metavar="FILE", help="the report of the year before")
    checks.add_argument(
        "--children", type=pathlib.Path, metavar="FILE", nargs="+", default=[], help="the reports of all parts"
    )
    checks.add_argument("--lang", choices=_LANGUAGES, default="zh", help="language of what is said: zh or en")
    options = parser.parse_args()
    if (options.previous or options.children) and len(options.files) > 1:
        parser.error("--previous and --children go with one file")
    language = _LANGUAGES[options.lang]
    try:
        previous = options.previous.read_bytes() if options.previous else None
        children = [file.read_bytes() for file in options.children]
        found = [show(file, check(file.read_bytes(), previous, children), language) for file in options.files]
    except (OSError, ReportError) as error:
        print(error.say(language) if isinstance(error, ReportError) else error, file=sys.stderr)
        return 2
    return 1 if any(found) else 0


def show(file: pathlib.Path, checked: Checked, language: Language) -> bool:
    """Print what was found about a file; whether there is a fault or an error among it."""
    verdict = f"well_formed={checked.well_formed} schema_valid={checked.schema_valid} reconciled={checked.reconciled}"
    print(f"{file}: {verdict} {checked.assessed}/{checked.assessable}")
    for fault in checked.faults:
        print(f"  error: {fault.describe(language)}")
    for finding in checked.failed:
        print(f"  {finding.severity}: {finding.describe(language)}")
    return bool(checked.faults) or any(finding.severity == "error" for finding in checked.failed)


if __name__ == "__main__":
    sys.exit(main())
