"""Answers documents one a line, for `cargo xtask differential`, which compares all implementations of the standard.

A line in is JSON: `document`, and where a report is given with it `previous` and `children`, each in hexadecimal. A
line out is what was found, in the words of the vectors.
"""

from __future__ import annotations

import argparse
import json
import sys
from unittest import mock

from vectors import ENGINES, expectation

import ogi_report
from ogi_report import _schema


def main() -> None:
    """Answer until the input ends."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", choices=ENGINES, required=True, help="what checks the shape")
    engine = ENGINES[parser.parse_args().engine]
    with mock.patch.object(_schema, "default_engine", lambda: engine):
        for line in sys.stdin:
            given = json.loads(line)
            previous = bytes.fromhex(given["previous"]) if "previous" in given else None
            children = [bytes.fromhex(child) for child in given.get("children", [])]
            checked = ogi_report.check(bytes.fromhex(given["document"]), previous, children)
            print(json.dumps(expectation(checked, None)), flush=True)


if __name__ == "__main__":
    main()
