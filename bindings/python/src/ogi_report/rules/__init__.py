"""The rules: a small interpreter for the equations of the published tables, and a module for each rule that is none."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import TypeAlias

from .._facts import EXACT, Facts, plain
from ..result import Fault, Finding, Missing, Operand, Outcome, Side
from ..standard import Edition, Equation, Term

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Given:
    """The document under check, and the others that were given with it."""

    edition: Edition
    report: Facts
    previous: Facts | None
    children: Sequence[Facts]

    def read(self, term: Term) -> Decimal | Missing:
        """The number that a term names: here, in last year's report, or summed over the reports of all parts."""
        if term.document == "":
            return self.report.number(term.pointer)
        if term.document == "prev" and self.previous is not None:
            return self.previous.number(term.pointer)
        if term.document == "children" and self.children:
            return _total(child.number(term.pointer) for child in self.children)
        return "not_given"


class Findings:
    """Where a rule says what it found."""

    def __init__(self, rule: str, given: Given) -> None:
        self._rule = rule
        self._given = given
        self.found: list[Finding] = []

    def passed(self, at: str) -> None:
        """The rule holds at a place."""
        self._add("passed", at)

    def failed(self, at: str, operands: Iterable[Operand] = (), **args: str) -> None:
        """The rule is violated at a place."""
        self._add("failed", at, args, operands)

    def not_assessed(self, *missing: tuple[str, Missing]) -> None:
        """The rule cannot be assessed, which stands at the first operand that is missing."""
        self.unknown(missing[0][0].rpartition("#")[2], [operand(at, why) for at, why in missing])

    def unknown(self, at: str, operands: Iterable[Operand]) -> None:
        """The rule cannot be assessed at a place, for these operands."""
        self._add("not_assessed", at, operands=operands)

    def not_given(self, document: str) -> None:
        """The rule reads a document that was not given."""
        self.unknown("", [operand(f"{document}#", "not_given", "computed")])

    def _add(
        self, outcome: Outcome, at: str, args: Mapping[str, str] = _NONE, operands: Iterable[Operand] = ()
    ) -> None:
        edition, locate = self._given.edition.code, self._given.report.document.position
        self.found.append(Finding(self._rule, outcome, at, args, tuple(operands), edition, locate))


Native: TypeAlias = Callable[[Given, Findings], None]
"""A rule with code of its own."""


def assess(given: Given, faults: Sequence[Fault]) -> list[Finding]:
    """Every rule of the edition over one document, by rule and then in form order."""
    findings = [*_linear(given), *_native(given), *_by_schema(given, faults)]
    return sorted(findings, key=lambda finding: finding.rule)


def operand(at: str, value: Decimal | Missing, side: Side = "stated", coefficient: int = 1) -> Operand:
    """An operand with its number, or with why there is none."""
    number, missing = (None, value) if isinstance(value, str) else (value, None)
    return Operand(at, side, coefficient, number, missing)


def _linear(given: Given) -> Iterator[Finding]:
    without_document: set[str] = set()
    for equation in given.edition.equations:
        if equation.rule in without_document or not _applies(equation, given.report):
            continue
        findings = Findings(equation.rule, given)
        lacking = next((term.document for term in equation.sum + equation.to if _is_lacking(term, given)), None)
        if lacking is None:
            _equation(equation, given, findings)
        else:
            without_document.add(equation.rule)
            findings.not_given(lacking)
        yield from findings.found


def _applies(equation: Equation, report: Facts) -> bool:
    if equation.when_present is not None and not report.has(equation.when_present):
        return False
    return equation.when_absent is None or not report.has(equation.when_absent)


def _is_lacking(term: Term, given: Given) -> bool:
    return (term.document == "prev" and given.previous is None) or (term.document == "children" and not given.children)


def _equation(equation: Equation, given: Given, findings: Findings) -> None:
    operands = [operand(term.at, given.read(term), "computed", term.coefficient) for term in equation.sum]
    operands += [operand(term.at, given.read(term), "stated", term.coefficient) for term in equation.to]
    if any(one.missing for one in operands):
        findings.unknown(equation.at, operands)
        return
    computed = EXACT.add(equation.constant, _sum(operands, "computed"))
    stated = _sum(operands, "stated")
    difference = EXACT.subtract(computed, stated)
    if {"eq": difference == 0, "le": difference <= 0, "ge": difference >= 0}[equation.op]:
        findings.passed(equation.at)
    else:
        args = {"computed": plain(computed), "stated": plain(stated), "difference": plain(difference)}
        findings.failed(equation.at, operands, **args)


def _sum(operands: Iterable[Operand], side: Side) -> Decimal:
    total = Decimal(0)
    for one in operands:
        if one.side == side and one.value is not None:
            total = EXACT.add(total, EXACT.multiply(one.value, one.coefficient))
    return total


def _total(values: Iterable[Decimal | Missing]) -> Decimal | Missing:
    total = Decimal(0)
    for value in values:
        if isinstance(value, str):
            return value
        total = EXACT.add(total, value)
    return total


def _native(given: Given) -> Iterator[Finding]:
    for rule in given.edition.native:
        check = native_rules().get(rule)
        if check is None:
            raise NotImplementedError(f"this version has no code for the rule {rule} of edition {given.edition.code}")
        findings = Findings(rule, given)
        check(given, findings)
        yield from findings.found


@cache
def native_rules() -> dict[str, Native]:
    """The modules of this package, each under the id of its rule."""
    names = [module.name for module in pkgutil.iter_modules(__path__)]
    modules = {name: importlib.import_module(f"{__name__}.{name}") for name in names}
    return {name.replace("_", "-"): module.check for name, module in modules.items()}


def _by_schema(given: Given, faults: Sequence[Fault]) -> Iterator[Finding]:
    """Rules that the schema checks: each fault of theirs is a violation."""
    for entry in given.edition.by_schema:
        findings = Findings(entry["rule"], given)
        for fault in faults:
            if fault.keyword in entry["keywords"] and fault.definition in entry["definitions"]:
                findings.failed(fault.at)
        if not findings.found:
            findings.passed("")
        yield from findings.found
