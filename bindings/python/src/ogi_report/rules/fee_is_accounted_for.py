"""`fee-is-accounted-for`: a fee that was collected is described in section six (form of 2021; logical, note)."""

from __future__ import annotations

import re

from .._facts import plain
from . import Findings, Given

_TEXT = "/other_matters/text"
_FEE = "/other_matters/information_processing_fee"
_COLLECTED = f"{_FEE}/amount_collected_yuan"
_WHITE_SPACE = r"\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""The property White_Space of Unicode; `\\s` has U+001C to U+001F besides."""
_NO_LETTER = re.compile(f"[{_WHITE_SPACE}。．.，,；;：:、]")


def check(given: Given, findings: Findings) -> None:
    """Look for words where a fee was collected."""
    report = given.report
    collected, text = report.number(_COLLECTED), report.text(_TEXT)
    if not report.has(_FEE):
        findings.passed(_TEXT)
    elif isinstance(collected, str):
        findings.not_assessed((_COLLECTED, collected))
    elif collected <= 0:
        findings.passed(_TEXT)
    elif text is None:
        findings.not_assessed((_TEXT, report.why_no_text(_TEXT)))
    elif _NO_LETTER.sub("", text) in ("", "无", "無"):
        findings.failed(_TEXT, value=plain(collected), text=text)
    else:
        findings.passed(_TEXT)
