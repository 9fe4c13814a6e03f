"""`fee-not-before-2021`: the information processing fee exists since 2021-01-01 (logical, warning)."""

from __future__ import annotations

from .._facts import plain
from . import Findings, Given

_YEAR = "/year"
_FEE = "/other_matters/information_processing_fee"
_AMOUNTS = (f"{_FEE}/amount_collected_yuan", f"{_FEE}/amount_noticed_yuan")


def check(given: Given, findings: Findings) -> None:
    """Look for money in the years before."""
    report = given.report
    if not report.has(_FEE):
        findings.passed(_FEE)
        return
    year = report.number(_YEAR)
    if isinstance(year, str):
        findings.not_assessed((_YEAR, year))
        return
    if year >= 2021:
        findings.passed(_FEE)
        return
    missing = []
    for at in _AMOUNTS:
        amount = report.number(at)
        if isinstance(amount, str):
            missing.append((at, amount))
        elif amount > 0:
            findings.failed(at, year=plain(year), value=plain(amount))
            return
    if missing:
        findings.not_assessed(*missing)
    else:
        findings.passed(_FEE)
