"""`codes-listed`: codes of open lists are ones that the list has (plausibility, warning)."""

from __future__ import annotations

from ..standard import standard
from . import Findings, Given

_LISTS = (("/scope", "scope"), ("/agency/kind", "agency-kind"))


def check(given: Given, findings: Findings) -> None:
    """Look up both codes."""
    for at, name in _LISTS:
        code = given.report.text(at)
        if code is None:
            findings.not_assessed((at, given.report.why_no_text(at)))
        elif standard().code(name, code) is None:
            findings.failed(at, code=code, list=name)
        else:
            findings.passed(at)
