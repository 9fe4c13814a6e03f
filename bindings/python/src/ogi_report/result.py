"""What a check says: faults of the document, findings of the rules, and the verdict of three answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from . import texts
from .standard import standard

Language: TypeAlias = Literal["zh-CN", "en"]
"""The languages that texts are in, as tags of BCP 47."""

Outcome: TypeAlias = Literal["passed", "failed", "not_assessed"]
Severity: TypeAlias = Literal["error", "warning", "note"]
Reconciled: TypeAlias = Literal["yes", "no", "partly", "not_assessed"]
Side: TypeAlias = Literal["computed", "stated"]
Missing: TypeAlias = Literal["absent", "blank", "invalid", "not_given"]


class Position(NamedTuple):
    """A place in a file: line and column from 1; a column counts Unicode scalar values."""

    line: int
    column: int


@dataclass(frozen=True)
class Fault:
    """One thing that keeps bytes from being a document, or a document from having the shape of its edition."""

    kind: Literal["lexical", "structure"]
    keyword: str
    """The kind of a lexical fault, such as `duplicate-key`; else the keyword of JSON Schema, such as `minimum`."""
    at: str
    """JSON Pointer of the value; of the object where a property is missing or not allowed."""
    args: Mapping[str, str]
    """What was expected and found, as text."""
    position: Position | None = None
    """Where it stands in the file; `None` for a report that was not read from bytes."""
    related: Position | None = None
    """The other place concerned: the first of two equal names, or the quote that is not closed."""
    definition: str | None = None
    """The definition of the schema that has the keyword, such as `Count`."""
    edition: str | None = field(default=None, repr=False)

    @classmethod
    def lexical(
        cls, keyword: str, at: str, position: Position, args: Mapping[str, str], related: Position | None = None
    ) -> Fault:
        """A fault of the bytes."""
        return cls("lexical", keyword, at, args, position, related)

    def say(self, language: Language) -> str:
        """What is wrong: what was expected, what was found."""
        return texts.fault(self, language).message

    def fix(self, language: Language) -> str:
        """What to do about it."""
        return texts.fault(self, language).fix

    def place(self, language: Language) -> str:
        """Where it is, for people: line and column as far as known, the pointer, and its printed labels."""
        return texts.place(self.edition, self.at, self.position, language)

    def describe(self, language: Language) -> str:
        """All of it in one line: where, what is wrong, and what to do."""
        message = self.say(language) + texts.see_also(self.related, language)
        return texts.line(self.place(language), message, self.fix(language), language)

    def __str__(self) -> str:
        return self.describe("en")


@dataclass(frozen=True)
class Operand:
    """One number as a rule read it, or why there is none."""

    at: str
    """JSON Pointer; `prev#` or `children#` stands in front where it is in another document."""
    side: Side
    coefficient: int
    """With which sign it counts: 1 or −1."""
    value: Decimal | None
    """The exact number; `None` where it is missing. A blank is not zero."""
    missing: Missing | None = None
    """Why there is no number."""


@dataclass(frozen=True)
class Finding:
    """What became of one rule at one place."""

    rule: str
    """Id in the registry, such as `requests-balance`."""
    outcome: Outcome
    at: str
    """JSON Pointer of the place; empty for the whole document."""
    args: Mapping[str, str] = field(default_factory=dict)
    """Named values of the message; `computed`, `stated` and `difference` for an equation that does not hold."""
    operands: tuple[Operand, ...] = ()
    """What the rule read, computed side first; left out where the rule holds."""
    edition: str | None = field(default=None, repr=False)
    _locate: Callable[[str], Position | None] | None = field(default=None, repr=False, compare=False)

    @property
    def severity(self) -> Severity:
        """How bad a violation is."""
        return standard().rules[self.rule].severity

    @property
    def missing(self) -> tuple[str, ...]:
        """References of the operands without a number, each once."""
        return tuple(dict.fromkeys(operand.at for operand in self.operands if operand.missing))

    @property
    def position(self) -> Position | None:
        """Where it stands in the file; `None` for a report that was not read from bytes."""
        return self._locate(self.at) if self._locate else None

    def title(self, language: Language) -> str:
        """Title of the rule."""
        return standard().rules[self.rule].texts[language]["title"]

    def labels(self, language: Language) -> tuple[str, ...]:
        """Printed labels of the operands, in their order."""
        return tuple(texts.reference(self.edition, operand.at, language) for operand in self.operands)

    def say(self, language: Language) -> str:
        """What was found, in the words of the registry; for what was not assessed, what is missing."""
        return texts.finding(self, language)

    def fix(self, language: Language) -> str:
        """What to do about a violation."""
        return standard().rules[self.rule].texts[language]["fix"]

    def why(self, language: Language) -> str:
        """Why the rule is one."""
        return standard().rules[self.rule].texts[language]["why"]

    def place(self, language: Language) -> str:
        """Where it is, for people: line and column as far as known, the pointer, and its printed labels."""
        return texts.place(self.edition, self.at, self.position, language)

    def describe(self, language: Language) -> str:
        """All of it in one line: where, what was found, and what to do."""
        fix = self.fix(language) if self.outcome == "failed" else ""
        return texts.line(self.place(language), self.say(language), fix, language)

    def __str__(self) -> str:
        return self.describe("en")


@dataclass(frozen=True)
class Checked:
    """Everything found about one document. The verdict is three answers, never one."""

    well_formed: bool
    """Whether the bytes are JSON of the standard."""
    schema_valid: bool | None
    """Whether the document has the shape of its edition; `None` when it is not well-formed."""
    reconciled: Reconciled
    """Whether the numbers add up; `not_assessed` where nothing could be told."""
    assessed: int
    """At how many places that could be told …"""
    assessable: int
    """… of how many."""
    faults: tuple[Fault, ...]
    """What keeps it from being well-formed or of its shape, in the order of the file."""
    findings: tuple[Finding, ...]
    """What became of every rule of its edition, by rule and then in form order."""

    @property
    def failed(self) -> tuple[Finding, ...]:
        """The rules that are violated, with where."""
        return tuple(finding for finding in self.findings if finding.outcome == "failed")

    @property
    def not_assessed(self) -> tuple[Finding, ...]:
        """The rules that something is missing for, with where."""
        return tuple(finding for finding in self.findings if finding.outcome == "not_assessed")


class ReportError(ValueError):
    """A document was refused; `faults` says why, every fault with its place, what was expected and what to do."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults

    def say(self, language: Language) -> str:
        """All faults, one a line."""
        return "\n".join(fault.describe(language) for fault in self.faults)

    def __str__(self) -> str:
        return self.say("en")


class NotWellFormedError(ReportError):
    """The bytes are not JSON of the standard."""


class NotValidError(ReportError):
    """The document has not the shape of its edition."""
