"""Checks that a document has the shape of its edition: what the canonical schema says, every fault by name.

There are two engines and one answer: `jsonschema-rs`, the engine of the Rust implementation, where it is installed,
and otherwise a small one for the closed dialect that the standard is written in.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from ._json import Document, Json
from ._pointer import ABSENT, join, resolve
from ._text import excerpt
from .result import Fault
from .standard import standard

try:
    import jsonschema_rs
except ImportError:  # the extra `validate` is not installed
    jsonschema_rs = None  # type: ignore[assignment,unused-ignore]


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=float)


class Broken(NamedTuple):
    """A keyword that a value breaks, by where the value and the keyword stand."""

    path: tuple[str | int, ...]
    schema: tuple[str | int, ...]
    keyword: str


Engine: TypeAlias = Callable[[str, Json], Iterable[Broken]]
"""Everything in a value that the definition of this name forbids."""


def faults(document: Document, engine: Engine | None = None) -> list[Fault]:
    """Every fault of shape, in the order of the document; the only one where the edition cannot be told."""
    value = document.value
    edition = resolve(value, "/edition") if isinstance(value, dict) else ABSENT
    if not isinstance(value, dict):
        return [_type_fault(document, "", value, "object")]
    if edition is ABSENT:
        return [_fault(document, "", "required", {"property": "edition"})]
    if not isinstance(edition, str):
        return [_type_fault(document, "/edition", edition, "string")]
    known = standard().editions.get(edition)
    if known is None:
        args = {"expected": ", ".join(standard().editions), "value": _shorten(edition)}
        return [_fault(document, "/edition", "enum", args)]
    found = dict.fromkeys((engine or default_engine())(known.root, value))
    placed = sorted(found, key=lambda broken: (_order(value, broken.path), broken.keyword))
    return [fault for broken in placed for fault in _explain(document, broken, known.code)]


def default_engine() -> Engine:
    """The engine that checks where none is named."""
    return own_engine if jsonschema_rs is None else rust_engine


# ------------------------------------------------------------------------------------------- the engine of the extra


def rust_engine(root: str, value: Json) -> Iterator[Broken]:
    """By `jsonschema-rs`, with formats asserted and patterns in linear time."""
    for error in _validator(root).iter_errors(value):
        *schema, keyword = error.schema_path
        yield Broken(tuple(error.instance_path), tuple(schema), str(keyword))


@cache
def _validator(root: str) -> Any:
    bundle = standard().schema
    schema = {"$schema": bundle["$schema"], "$ref": f"#/$defs/{root}", "$defs": bundle["$defs"]}
    options = jsonschema_rs.RegexOptions()
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True, pattern_options=options)


# --------------------------------------------------------------------------------------------------- our own engine

_INSIDE = frozenset({"$ref", "properties", "items"})
_ANNOTATIONS = frozenset({"title", "description", "$comment"})
_TYPES: Mapping[str, Callable[[Json], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "null": lambda value: value is None,
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
}


def _is_number(value: Json) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


_DATE = re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})")


def _is_date(text: str) -> bool:
    """Whether it is a day of RFC 3339, which has a year 0; days recur every 400 years, and Python knows no year 0."""
    parts = _DATE.fullmatch(text)
    if parts is None:
        return False
    year, month, day = map(int, parts.groups())
    try:
        datetime.date(2000 + year % 400, month, day)
    except ValueError:
        return False
    return True


def _is_in_format(text: str, name: str) -> bool:
    return {"date": _is_date}[name](text)


_KEYWORDS: Mapping[str, Callable[[Any, Any], bool]] = {
    "type": lambda value, names: any(_TYPES[name](value) for name in _listed(names)),
    "enum": lambda value, options: value in options,
    "minimum": lambda value, bound: not _is_number(value) or value >= bound,
    "maximum": lambda value, bound: not _is_number(value) or value <= bound,
    "minLength": lambda value, bound: not isinstance(value, str) or len(value) >= bound,
    "maxLength": lambda value, bound: not isinstance(value, str) or len(value) <= bound,
    "pattern": lambda value, pattern: not isinstance(value, str) or re.fullmatch(pattern, value) is not None,
    "format": lambda value, name: not isinstance(value, str) or _is_in_format(value, name),
    "minItems": lambda value, bound: not isinstance(value, list) or len(value) >= bound,
    "maxItems": lambda value, bound: not isinstance(value, list) or len(value) <= bound,
    "required": lambda value, names: not isinstance(value, dict) or all(name in value for name in names),
}
"""Whether a value obeys a keyword, which says nothing about values of another type."""


def own_engine(root: str, value: Json) -> Iterator[Broken]:
    """By the keywords of the dialect; any other in the schema is an error, never passed over."""
    yield from _check(("$defs", root), standard().definitions[root], (), value)


def _check(
    at: tuple[str | int, ...], schema: Mapping[str, Any], path: tuple[str | int, ...], value: Json
) -> Iterator[Broken]:
    for keyword, operand in schema.items():
        if keyword in _KEYWORDS:
            if not _KEYWORDS[keyword](value, operand):
                yield Broken(path, at, keyword)
        elif keyword == "additionalProperties":
            if isinstance(value, dict) and not value.keys() <= schema["properties"].keys():
                yield Broken(path, at, keyword)
        elif keyword not in _INSIDE and keyword not in _ANNOTATIONS and not keyword.startswith("x-"):
            raise ValueError(f"a keyword outside the dialect of the standard: {keyword}")
    for part_at, part, part_path, inner in _parts(at, schema, path, value):
        yield from _check(part_at, part, part_path, inner)


def _parts(
    at: tuple[str | int, ...], schema: Mapping[str, Any], path: tuple[str | int, ...], value: Json
) -> Iterator[tuple[tuple[str | int, ...], Mapping[str, Any], tuple[str | int, ...], Json]]:
    """The schemas inside a schema, with the values inside the value that they apply to."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        yield ("$defs", name), standard().definitions[name], path, value
    if isinstance(value, dict):
        for name, part in schema.get("properties", {}).items():
            if name in value:
                yield (*at, "properties", name), part, (*path, name), value[name]
    if isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            yield (*at, "items"), schema["items"], (*path, index), item


# ------------------------------------------------------------------------------------------ what is said of a fault


def _explain(document: Document, broken: Broken, edition: str) -> Iterator[Fault]:
    """One fault a keyword; one a property where an object lacks several, or has several too many."""
    value: Any = document.value
    for step in broken.path:
        value = value[step]
    schema: Any = standard().schema
    for step in broken.schema:
        schema = schema[step]
    operand, definition = schema[broken.keyword], str(broken.schema[1])
    at = join(broken.path)
    for args in _args(broken.keyword, operand, schema, value):
        yield replace(_fault(document, at, broken.keyword, args), definition=definition, edition=edition)


def _args(keyword: str, operand: Any, schema: Mapping[str, Any], value: Any) -> list[dict[str, str]]:
    if keyword == "required":
        return [{"property": name} for name in sorted(operand) if name not in value]
    if keyword == "additionalProperties":
        return [{"property": excerpt(name)} for name in sorted(value) if name not in schema["properties"]]
    if keyword == "type":
        expected = ", ".join(sorted(_listed(operand)))
        return [{"expected": expected, "found": _type_name(value), "value": _shorten(value)}]
    if keyword in ("minItems", "maxItems"):
        return [{"expected": str(operand), "found": str(len(value))}]
    args = {"expected": ", ".join(operand) if keyword == "enum" else str(operand), "value": _shorten(value)}
    return [args | {"found": str(len(value))} if keyword in ("minLength", "maxLength") else args]


def _type_fault(document: Document, at: str, value: object, expected: str) -> Fault:
    return _fault(document, at, "type", {"expected": expected, "found": _type_name(value), "value": _shorten(value)})


def _fault(document: Document, at: str, keyword: str, args: Mapping[str, str]) -> Fault:
    spelled = document.number(at) if "value" in args else None
    if spelled is not None:
        args = {**args, "value": excerpt(spelled)}
    of_name = keyword == "additionalProperties"
    pointer = at + join([args["property"]]) if of_name else at
    return Fault("structure", keyword, at, args, document.position(pointer, of_name=of_name))


def _order(value: Any, path: Sequence[str | int]) -> list[int]:
    """Where a value comes in the document, as a key for sorting."""
    order = []
    for step in path:
        order.append(step if isinstance(step, int) else list(value).index(step))
        value = value[step]
    return order


def _listed(names: str | list[str]) -> list[str]:
    return [names] if isinstance(names, str) else names


def _type_name(value: object) -> str:
    if isinstance(value, bool):
        return "boolean"
    names = {dict: "object", list: "array", str: "string", int: "integer", Decimal: "number"}
    return names.get(type(value), "null")


def _shorten(value: object) -> str:
    """A value as JSON, with at most sixty characters; takes no longer for a long one."""
    if isinstance(value, Decimal):
        return excerpt(str(value))
    text = ""
    for piece in _JSON.iterencode(value[:100] if isinstance(value, str) else value):
        text += piece[:100]
        if len(text) > 60:
            break
    return excerpt(text)
