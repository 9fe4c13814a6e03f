"""`uscc-check-digits`: the two check characters of the unified social credit code (GB 32100-2015, GB 11714; error)."""

from __future__ import annotations

from . import Findings, Given

_USCC = "/agency/uscc"
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def check(given: Given, findings: Findings) -> None:
    """Compute both characters again."""
    code = given.report.text(_USCC)
    if code is None:
        findings.not_assessed((_USCC, given.report.why_no_text(_USCC)))
        return
    expected = (("character_17", _organization(code[8:16])), ("character_18", _whole(code[:17])))
    for (part, right), stated in zip(expected, code[16:], strict=True):
        if right != stated:
            findings.failed(_USCC, part=part, expected=right, stated=stated)
    if not findings.found:
        findings.passed(_USCC)


def _organization(code: str) -> str:
    """Check character of the organization code: GB 11714, letters worth 10 to 35."""
    check = 11 - sum(weight * int(letter, 36) for weight, letter in zip(_WEIGHTS, code, strict=True)) % 11
    return {10: "X", 11: "0"}.get(check, str(check))


def _whole(code: str) -> str:
    """Check character of the whole: GB 32100, in an alphabet of 31."""
    total = sum(_ALPHABET.index(letter) * pow(3, place, 31) for place, letter in enumerate(code))
    return _ALPHABET[-total % 31]
