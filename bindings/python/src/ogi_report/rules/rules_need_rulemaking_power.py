"""`rules-need-rulemaking-power`: only bodies that may make 规章 can report any (立法法; plausibility, warning)."""

from __future__ import annotations

from .._facts import plain
from ..standard import standard
from . import Findings, Given, operand

_KIND = "/agency/kind"
_RULES = "/proactive_disclosure/rules"


def check(given: Given, findings: Findings) -> None:
    """Look at the row of rules where the kind of agency has no power to make any."""
    report = given.report
    kind = report.text(_KIND)
    entry = standard().code("agency-kind", kind) if kind is not None else None
    power = entry.get("rulemaking") if entry else None
    if power is None:
        findings.not_assessed((_KIND, report.why_no_text(_KIND)))
        return
    if power:
        findings.passed(_RULES)
        return
    values = {at: report.number(at) for at in report.numbers_below(_RULES)}
    largest = max((value for value in values.values() if not isinstance(value, str)), default=None)
    missing = [(at, value) for at, value in values.items() if isinstance(value, str)]
    if largest is not None and largest > 0:
        findings.failed(_RULES, [operand(at, value) for at, value in values.items()], value=plain(largest))
    elif missing:
        findings.not_assessed(*missing)
    else:
        findings.passed(_RULES)
