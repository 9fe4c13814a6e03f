"""`prior-report-comparable`: the prior report is of the same agency and the same scope (logical, warning)."""

from __future__ import annotations

from . import Findings, Given

_NAME = "/agency/name"
_USCC = "/agency/uscc"
_SCOPE = "/scope"


def check(given: Given, findings: Findings) -> None:
    """Compare the codes of both agencies, or else their names, and the scopes that both state."""
    here, there = given.report, given.previous
    if there is None:
        findings.not_given("prev")
        return
    by_code = here.text(_USCC) is not None and there.text(_USCC) is not None
    agency = (_USCC, "uscc") if by_code else (_NAME, "name")
    missing = [
        (mark + agency[0], facts.why_no_text(agency[0]))
        for mark, facts in (("", here), ("prev#", there))
        if facts.text(agency[0]) is None
    ]
    for at, name in (agency, (_SCOPE, "scope")):
        stated, prior = here.text(at), there.text(at)
        if stated is not None and prior is not None and stated != prior:
            findings.failed(at, property=name, prior=prior, stated=stated)
    if missing:
        findings.not_assessed(*missing)
    elif not findings.found:
        findings.passed(agency[0])
