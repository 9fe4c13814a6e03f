"""The standard as data: editions, definitions, rules and code lists, read from the files and never typed by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal, TypeAlias, cast

Definition: TypeAlias = Mapping[str, Any]

RULES_FORMAT = 1
_DECIDING = frozenset({"balance", "sum", "range"})
"""Kinds of the linear rules that decide whether a document is reconciled."""


@dataclass(frozen=True)
class Leaf:
    """A place of the form that holds one value."""

    pointer: str
    definition: str
    kind: Literal["integer", "decimal", "text"]
    optional: tuple[str, ...]
    """The pointers on the way to it, itself included, that a document may leave out."""


@dataclass(frozen=True)
class Term:
    """A number that an equation reads, with its sign."""

    coefficient: int
    at: str
    document: str
    """Which document: empty for the one under check, else `prev` or `children`."""
    pointer: str

    @classmethod
    def of(cls, term: tuple[int, str]) -> Term:
        """A term as the published tables have it."""
        coefficient, at = term
        document, _, pointer = at.rpartition("#")
        return cls(coefficient, at, document, pointer)


@dataclass(frozen=True)
class Equation:
    """Σ sum + constant, compared with Σ to; it applies when an optional object is there, or is not."""

    rule: str
    at: str
    sum: tuple[Term, ...]
    op: Literal["eq", "le", "ge"]
    to: tuple[Term, ...]
    constant: Decimal
    when_present: str | None
    when_absent: str | None


@dataclass(frozen=True)
class Rule:
    """One rule of the registry, with its texts."""

    id: str
    severity: Literal["error", "warning", "note"]
    texts: Mapping[str, Mapping[str, str]]
    """By language: `title`, `message`, `why` and `fix`."""
    reconciles: bool
    """Whether it decides if the numbers of a single report add up."""


class Edition:
    """One edition of the national form."""

    def __init__(self, code: str, root: str, definitions: Mapping[str, Definition], table: Mapping[str, Any]) -> None:
        self.code = code
        self.root = root
        self._definitions = definitions
        if table["rules_format"] != RULES_FORMAT or table["edition"] != code:
            raise ValueError(f"the rules of {code} have a format or an edition that this version cannot read")
        self.equations = tuple(_equation(equation) for equation in table["equations"])
        self.native = tuple(str(native["rule"]) for native in table["native"])
        self.by_schema: tuple[Mapping[str, Any], ...] = tuple(table["schema"])

    @cached_property
    def leaves(self) -> Mapping[str, Leaf]:
        """Every place that holds one value, in form order; lists are not entered."""
        return {leaf.pointer: leaf for leaf in self._walk(self.root, "", ())}

    @cached_property
    def alternatives(self) -> Mapping[str, tuple[str, ...]]:
        """The optional rows, with the rows that each may stand instead of."""
        return dict(self._alternatives(self.root, ""))

    def _walk(self, name: str, pointer: str, optional: tuple[str, ...]) -> Iterator[Leaf]:
        definition = self._definitions[name]
        for key, schema in definition["properties"].items():
            at = f"{pointer}/{key}"
            way = optional if key in definition["required"] else (*optional, at)
            target = schema["$ref"].rpartition("/")[2] if "$ref" in schema else None
            if target is not None and "properties" in self._definitions[target]:
                yield from self._walk(target, at, way)
            elif target is not None:
                yield Leaf(at, target, _kind(self._definitions[target]), way)
            elif schema["type"] == "string":
                yield Leaf(at, name, "text", way)

    def _alternatives(self, name: str, pointer: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        for key, schema in self._definitions[name].get("properties", {}).items():
            at = f"{pointer}/{key}"
            if "x-instead-of" in schema:
                yield at, tuple(f"{pointer}/{other}" for other in schema["x-instead-of"])
            if "$ref" in schema:
                yield from self._alternatives(schema["$ref"].rpartition("/")[2], at)


class Standard:
    """Everything that documents are judged by."""

    def __init__(self) -> None:
        self.about = _load("about.json")
        self.schema = _load("report.bundle.schema.json")
        self.definitions: Mapping[str, Definition] = self.schema["$defs"]
        self.messages: dict[str, Any] = {}
        for name in ("shape", "lexical", "phrases"):
            self.messages |= _load(f"texts/{name}.json")
        texts = {language: _load(f"texts-{language}.json")["rules"] for language in ("zh-CN", "en")}
        self.rules = {rule["id"]: _rule(rule, texts) for rule in _load("registry.json")["rules"]}
        lists = [json.loads(file.read_text(encoding="utf-8")) for file in _DATA.joinpath("codes").iterdir()]
        self.codes: Mapping[str, Mapping[str, Any]] = {codes["list"]: codes for codes in lists}
        self.editions = {edition["edition"]: self._edition(**edition) for edition in self.about["editions"]}

    def code(self, name: str, code: str) -> Mapping[str, Any] | None:
        """An entry of a code list; `None` when the list does not have it."""
        return next((entry for entry in self.codes[name]["codes"] if entry["code"] == code), None)

    def _edition(self, edition: str, report: str) -> Edition:
        return Edition(edition, report, self.definitions, _load(f"rules-{edition}.json"))


@cache
def standard() -> Standard:
    """The standard that this package carries."""
    return Standard()


_DATA = files(__package__).joinpath("data")


def _load(name: str) -> dict[str, Any]:
    return cast("dict[str, Any]", json.loads(_DATA.joinpath(name).read_text(encoding="utf-8")))


def _kind(definition: Definition) -> Literal["integer", "decimal", "text"]:
    types = definition["type"] if isinstance(definition["type"], list) else [definition["type"]]
    if "integer" in types:
        return "integer"
    return "decimal" if definition.get("x-format") == "decimal" else "text"


def _rule(rule: Mapping[str, Any], texts: Mapping[str, Mapping[str, Any]]) -> Rule:
    is_of_one_report = rule["check"] == "linear" and not any("#" in term for term in rule["reads"])
    return Rule(
        rule["id"],
        rule["severity"],
        {language: rules[rule["id"]] for language, rules in texts.items()},
        is_of_one_report and rule["kind"] in _DECIDING,
    )


def _equation(equation: Mapping[str, Any]) -> Equation:
    when = equation.get("when", {})
    if equation["op"] not in ("eq", "le", "ge") or set(when) - {"present", "absent"}:
        raise ValueError(f"an equation of {equation['rule']} that this version cannot read: {equation}")
    return Equation(
        equation["rule"],
        equation["at"],
        tuple(map(Term.of, equation["sum"])),
        equation["op"],
        tuple(map(Term.of, equation["to"])),
        Decimal(equation.get("const", "0")),
        when.get("present"),
        when.get("absent"),
    )
