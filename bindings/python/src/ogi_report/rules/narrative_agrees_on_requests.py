"""`narrative-agrees-on-requests`: the number of requests in the text is that of table three (logical, warning)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from .._facts import EXACT, plain
from . import Findings, Given

_TEXTS = ("/overview/disclosure_on_request", "/overview/text")
_RECEIVED = "/requests/new_received/total"
_CARRIED = "/requests/carried_over_from_prior_year/total"

_VERB = re.compile("(?=新收|收到|受理|接收)")
_REQUEST = re.compile("申请|申請")
_COUNTED = re.compile("([0-9]+)[ \u00a0\u3000]*[件条條宗份项項]")
_CLAUSE = re.compile("[^，。；、,;\n]{0,40}")
_ELSEWISE = re.compile("复议|複議|復議|诉讼|訴訟|其中|自然人|法人|网|網|信函|当面|當面|邮|郵|结转|結轉")
"""Words of clauses that count something else: cases, or requests by channel or kind of applicant."""
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def check(given: Given, findings: Findings) -> None:
    """Compare every number that the text claims, until one disagrees."""
    report = given.report
    claims = [(at, number) for at in _TEXTS for number in requests_in(report.text(at) or "")]
    if not claims:
        findings.not_assessed(("/overview", "absent"))
        return
    received, carried = report.number(_RECEIVED), report.number(_CARRIED)
    if isinstance(received, str):
        findings.not_assessed((_RECEIVED, received))
        return
    agreeing = {received, received if isinstance(carried, str) else EXACT.add(received, carried)}
    for at, number in claims:
        if number not in agreeing:
            findings.failed(at, text=plain(number), stated=plain(received))
            return
    findings.passed("/overview")


def requests_in(text: str) -> Iterator[Decimal]:
    """The numbers of requests that a text claims were received."""
    text = text.translate(_DIGITS)
    for verb in _VERB.finditer(text):
        clause = _CLAUSE.match(text, verb.start())
        words = clause.group() if clause else ""
        before = text[max(0, verb.start() - 6) : verb.start()]
        numbers = _COUNTED.findall(words)
        if len(numbers) == 1 and _REQUEST.search(words) and not (_ELSEWISE.search(words) or _ELSEWISE.search(before)):
            yield Decimal(numbers[0])
